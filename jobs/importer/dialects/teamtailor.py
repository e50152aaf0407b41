"""Teamtailor: RSS with its own namespace for places; the channel is one employer's.

An office's name ("Headquarters") is no town; it counts only where there is no city. The element
`remoteStatus` knows none, hybrid, fully and temporary.
"""

from __future__ import annotations

from jobs.importer.dialects.areas import Places
from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.rss import ONE_EMPLOYER
from jobs.importer.dialects.texts import Header
from jobs.importer.dialects.ways import Kind, Remote, Web

dialect = Dialect(
    name="teamtailor",
    label="Teamtailor",
    roots=("rss",),
    records=("item",),
    only_roots=True,
    uris=("https://teamtailor.com/locations",),
    marks=(("title",), ("link", "guid")),
    elements={
        "external_id": ("guid",),
        "title": ("title",),
        "description": ("encoded", "description"),
        "job_type": (Kind("employmenttype"),),
        "arrangement": (Remote("remotestatus"),),
        "category": ("department", "role", "category"),
        "employer": (
            "companyname",
            Header("channel/title", ONE_EMPLOYER),
            Header("channel/title", r"(.+?)(?: ?[-|:])? (?:careers?|jobs)"),
            Header("channel/title"),
        ),
        "employer_logo": ("companylogo",),
        "apply_url": ("link", Web("guid")),
        "location": (
            Places(
                city=("locations/location/city", "locations/location/name"),
                region=("locations/location/state", "locations/location/region"),
                country=("locations/location/country",),
                group="locations/location",
            ),
        ),
        "posted": ("pubdate",),
    },
)
