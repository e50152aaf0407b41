"""Jobrapido: `<source><jobs><job>` with publishdate and expirydate; `location` is the town.

Its documentation writes dates as day/month/year.
"""

from __future__ import annotations

from jobs.importer.dialects.aggregator import COMMON
from jobs.importer.dialects.areas import Places
from jobs.importer.dialects.dialect import Dialect

dialect = Dialect(
    name="jobrapido",
    label="Jobrapido",
    roots=("source", "jobs"),
    records=("job",),
    day_first=True,
    marks=(("title",), ("url",), ("publishdate",), ("expirydate",), ("referenceid", "website")),
    elements={
        **COMMON,
        "external_id": ("referenceid", "referencenumber", "id"),
        "employer_website": ("website",),
        "location": (Places(city=("city", "location"), region=("state",), country=("country",)),),
        "posted": ("publishdate",),
        "expires": ("expirydate",),
    },
)
