"""Jobvite: `<result><job>` with detail-url and apply-url; dates are month/day/year.

It rarely names an employer: the feed is one company's. An editor says whose (`employer := ...`).
"""

from __future__ import annotations

from jobs.importer.dialects.aggregator import COMMON
from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.texts import OF_DOCUMENT

dialect = Dialect(
    name="jobvite",
    label="Jobvite",
    roots=("result",),
    records=("job",),
    only_roots=True,
    day_first=False,
    marks=(("title",), ("id",), ("detailurl", "applyurl")),
    elements={
        **COMMON,
        "external_id": ("id",),
        "description": ("description", "briefdescription"),
        "employer": ("company", "companyname", *OF_DOCUMENT),
        "apply_url": ("applyurl", "detailurl"),
    },
)
