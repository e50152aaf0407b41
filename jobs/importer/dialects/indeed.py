"""Indeed and the many feeds written for it: `<source><job>`, "url" and "referencenumber".

https://docs.indeed.com/indeed-apply/xml-feed. `experience` there is years as often as a level;
`remotetype` may be "COVID-19", which tells nothing of today.
"""

from __future__ import annotations

from jobs.importer.dialects.aggregator import COMMON
from jobs.importer.dialects.dialect import Dialect

dialect = Dialect(
    name="indeed",
    label="Indeed",
    roots=("source",),
    records=("job",),
    rank=1,
    marks=(("title",), ("url",), ("referencenumber", "requisitionid"), ("company",)),
    elements=COMMON,
)
