"""Jora: `<source><job>` with listed_date, closing_date and pay in numbers below `salary`.

The employer is the publisher where no record names one: then it is the publisher's own feed.
"""

from __future__ import annotations

from jobs.importer.dialects.aggregator import COMMON
from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.look import Look


def publisher(look: Look) -> str:
    named = any(name in look.sketch.names for name in ("company", "advertiser"))
    return "" if named else look.sketch.header.get("publisher", "")


dialect = Dialect(
    name="jora",
    label="Jora",
    roots=("source",),
    records=("job",),
    marks=(("title",), ("url",), ("listeddate",)),
    elements={
        **COMMON,
        "external_id": ("id", "referencenumber", "reference"),
        "salary_period": ("salary/type", "salary/period"),
        "employer": ("company", "advertiser", publisher),
        "posted": ("listeddate",),
        "expires": ("closingdate",),
    },
)
