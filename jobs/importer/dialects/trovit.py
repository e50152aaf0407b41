"""Trovit and Mitula: `<trovit><ad>`, the text in `content`, dates as day/month/year."""

from __future__ import annotations

from jobs.importer.dialects.aggregator import COMMON
from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.texts import Parts
from jobs.importer.dialects.ways import Kind, Remote

dialect = Dialect(
    name="trovit",
    label="Trovit / Mitula",
    roots=("trovit", "mitula"),
    records=("ad",),
    only_roots=True,
    day_first=True,
    marks=(("title",), ("url",), ("id",)),
    elements={
        **COMMON,
        "external_id": ("id",),
        "description": (Parts({"requirements": "Requirements"}, ("content", "description")),),
        "job_type": (Kind("contract", also=("workinghours",)),),
        "arrangement": (Remote("telecommute", "remote"),),
        "apply_url": ("url", "mobileurl"),
        "posted": ("date",),
        "expires": ("expirationdate",),
    },
)
