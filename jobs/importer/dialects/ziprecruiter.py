"""ZipRecruiter: Indeed's elements and pay in numbers (compensation_min, _max, _interval).

A document that tells no pay cannot be told from Indeed's, which reads these elements too.
A job without `url` is applied for at ZipRecruiter itself: such a record has no Apply address.
"""

from __future__ import annotations

from jobs.importer.dialects.aggregator import COMMON
from jobs.importer.dialects.dialect import Dialect

dialect = Dialect(
    name="ziprecruiter",
    label="ZipRecruiter",
    roots=("source",),
    records=("job",),
    day_first=False,
    marks=(
        ("title",),
        ("referencenumber",),
        (
            "compensationmin",
            "compensationmax",
            "compensationinterval",
            "compensationcurrency",
            "compensationhascommission",
        ),
    ),
    foreign=("employername",),
    elements={
        **COMMON,
        "salary_min": ("compensationmin",),
        "salary_max": ("compensationmax",),
        "salary_currency": ("compensationcurrency",),
        "salary_period": ("compensationinterval",),
    },
)
