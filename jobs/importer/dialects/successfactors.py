"""SAP SuccessFactors: RSS with Google's job elements, the place hung on the title.

`<title>Welder (Ulm, BW, DE)</title>` beside `<g:location>Ulm, BW, DE</g:location>`. There is no
date of publication.
"""

from __future__ import annotations

from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.rss import ONE_EMPLOYER
from jobs.importer.dialects.texts import Header, Pattern
from jobs.importer.dialects.ways import Kind, Web

dialect = Dialect(
    name="successfactors",
    label="SAP SuccessFactors",
    roots=("rss",),
    records=("item",),
    only_roots=True,
    uris=("http://base.google.com/ns/1.0",),
    marks=(("title",), ("link", "guid"), ("location",), ("id",)),
    elements={
        "external_id": ("id", "guid"),
        "title": (Pattern("title", r"(.+?) \({location}\)"), "title"),
        "description": ("encoded", "description"),
        "job_type": (Kind("jobtype"),),
        "salary": ("salary",),
        "category": ("jobfunction", "category"),
        "industry": ("jobindustry",),
        "employer": ("employer", Header("channel/title", ONE_EMPLOYER)),
        "apply_url": ("link", Web("guid")),
        "location": ("location",),
        "posted": ("pubdate", "publishdate"),
        "expires": ("expirationdate",),
    },
)
