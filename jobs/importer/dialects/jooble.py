"""Jooble: `<jobs><job id="">`, the title in `name`, the place in `region`, day.month.year."""

from __future__ import annotations

from jobs.importer.dialects.aggregator import COMMON
from jobs.importer.dialects.areas import Places
from jobs.importer.dialects.dialect import Dialect

dialect = Dialect(
    name="jooble",
    label="Jooble",
    roots=("jobs",),
    records=("job",),
    day_first=True,
    marks=(("@id",), ("name",), ("link",), ("region", "pubdate", "expire")),
    elements={
        **COMMON,
        "external_id": ("@id",),
        "title": ("name",),
        "apply_url": ("link",),
        "location": (Places(city=("city", "region"), country=("country",)),),
        "posted": ("pubdate",),
        "expires": ("expire",),
    },
)
