"""NEOGOV (governmentjobs.com): RSS with pay in numbers and the text in five parts.

The channel is one public agency. Dates without a month's name are month/day/year.
"""

from __future__ import annotations

from jobs.importer.dialects.areas import Places
from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.texts import Header, Parts
from jobs.importer.dialects.ways import Kind, Web

dialect = Dialect(
    name="neogov",
    label="NEOGOV",
    roots=("rss",),
    records=("item",),
    only_roots=True,
    day_first=False,
    uris=("http://www.neogov.com/namespaces/JobListing",),
    marks=(("title",), ("link", "guid")),
    elements={
        "external_id": ("jobid", "guid"),
        "title": ("title",),
        "description": (
            Parts(
                {
                    "description": "",
                    "examplesofduties": "Examples of duties",
                    "qualifications": "Qualifications",
                    "supplementalinformation": "Supplemental information",
                    "benefits": "Benefits",
                }
            ),
        ),
        "job_type": (Kind("jobtype", "employmenttype"),),
        "salary_min": ("minimumsalary",),
        "salary_max": ("maximumsalary",),
        "salary_currency": ("salarycurrency",),
        "salary_period": ("salaryinterval",),
        "category": ("categories/category", "category", "department"),
        "employer": ("agency", "agencyname", Header("channel/title")),
        "apply_url": ("link", Web("guid")),
        "location": (
            Places(whole=("location",), city=("city",), region=("state",), country=("country",)),
        ),
        "posted": ("pubdate", "advertisefromdateutc"),
        "expires": ("advertisetodatetimeutc", "advertisetodateutc"),
    },
)
