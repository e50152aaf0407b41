"""Madgex: `<Jobs><Job>` in Pascal case; StartDate and EndDate are those of the advertisement."""

from __future__ import annotations

from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.ways import Kind

dialect = Dialect(
    name="madgex",
    label="Madgex",
    roots=("jobs",),
    records=("job",),
    marks=(
        ("title",),
        ("jobid",),
        ("recruitername",),
        ("locationdescription",),
        ("detailsurl", "applyurl"),
    ),
    elements={
        "external_id": ("jobid", "reference"),
        "title": ("title",),
        "description": ("description", "shortdescription"),
        "job_type": (Kind("jobtype", "contracttype", "hours"),),
        "salary": ("salarydescription",),
        "salary_min": ("salarymin", "minimumsalary"),
        "salary_max": ("salarymax", "maximumsalary"),
        "category": ("category", "sector", "jobfunction"),
        "industry": ("industry",),
        "employer": ("recruitername",),
        "employer_logo": ("logourl",),
        "apply_url": ("applyurl", "detailsurl"),
        "location": ("locationdescription",),
        "country": ("country",),
        "posted": ("startdate",),
        "expires": ("enddate",),
    },
)
