"""Adzuna: `<jobs><job>`, the kind of contract and its hours in two elements.

"permanent" and "full_time" are one kind of employment; "contract" is told before its hours.
"""

from __future__ import annotations

from jobs.importer.dialects.aggregator import COMMON
from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.ways import Kind

dialect = Dialect(
    name="adzuna",
    label="Adzuna",
    roots=("jobs",),
    records=("job",),
    only_roots=True,
    marks=(
        ("title",),
        ("url",),
        ("id",),
        ("contracttime", "salaryfrequency", "contracttype"),
        ("location", "contracttime", "salaryfrequency"),
    ),
    # Others, too, tell the kind of contract in `contract_type`.
    foreign=(
        "location/city",
        "location/region",
        "location/country",
        "descriptionrequirements",
        "publishdate",
        "externalid",
        "jobreference",
    ),
    elements={
        **COMMON,
        "external_id": ("id", "referencenumber"),
        "job_type": (Kind("contracttype", "contracttime"),),
        "salary_period": ("salaryfrequency", "salaryperiod"),
    },
)
