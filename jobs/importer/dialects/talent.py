"""Talent.com (Neuvoo): Indeed's elements with `dateposted`, `isremote` and pay below `salary`.

https://www.talent.com/integrations. Some feeds write a category as the program had it in memory:
`{'@type': 'Text', 'value': 'Nursing'}`.
"""

from __future__ import annotations

from jobs.importer.dialects.aggregator import COMMON
from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.texts import Pattern

dialect = Dialect(
    name="talent",
    label="Talent.com",
    roots=("source",),
    records=("job",),
    marks=(("title",), ("url",), ("referencenumber",), ("dateposted",)),
    foreign=("compensationinterval",),
    elements={
        **COMMON,
        "category": (Pattern("category", r"\{.*'value': '([^']+)'.*\}"), "category"),
        "posted": ("dateposted", "date"),
    },
)
