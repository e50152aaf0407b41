"""Careerjet: `<jobs><job>` with the place in parts below `location`.

https://www.careerjet.com/docs/feeds/xml. `apply_url` is the form, `url` the advertisement.
"""

from __future__ import annotations

from jobs.importer.dialects.aggregator import COMMON
from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.ways import Kind

dialect = Dialect(
    name="careerjet",
    label="Careerjet",
    roots=("jobs",),
    records=("job",),
    marks=(
        ("title",),
        ("url",),
        ("location/city", "location/region", "location/country"),
        ("contracttype", "workinghours", "companyurl", "applyurl", "jobreference"),
    ),
    elements={
        **COMMON,
        "external_id": ("id", "jobreference"),
        "job_type": (Kind("contracttype", "workinghours"),),
        "apply_url": ("applyurl", "url"),
    },
)
