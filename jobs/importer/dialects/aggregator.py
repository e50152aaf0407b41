"""What the feeds written for job search engines have in common: one flat element a fact.

Their dialects are this with their own names for some facts, and their own traps.
"""

from __future__ import annotations

from collections.abc import Mapping

from jobs.importer.dialects.areas import Places
from jobs.importer.dialects.dialect import Way
from jobs.importer.dialects.ways import Each, Kind, Known, Only, Remote
from jobs.lib.vocabulary import LEVELS

PLACE = Places(
    whole=("location",),
    city=("city", "location/city"),
    region=("state", "region", "province", "location/state", "location/region"),
    country=("country", "location/country"),
)
REMOTE = Remote(
    "remotetype", "workplacetype", "workplacetypes", "isremote", "remote", "telecommute"
)
COMMON: Mapping[str, tuple[Way, ...]] = {
    "external_id": ("referencenumber", "reference", "id", "requisitionid"),
    "title": ("title",),
    "description": ("description",),
    "job_type": (Kind("jobtype", "employmenttype", "contracttype", also=("workinghours",)),),
    # "experience" is years as often as a level.
    "level": ("experiencelevel", "seniority", Known(LEVELS, "experience")),
    "arrangement": (REMOTE,),
    "salary": ("salary",),
    "salary_min": ("salarymin", "salary/min", "salary/salarymin", "minsalary", "compensationmin"),
    "salary_max": ("salarymax", "salary/max", "salary/salarymax", "maxsalary", "compensationmax"),
    "salary_currency": (
        "salarycurrency",
        "salary/currency",
        "salary/salarycurrency",
        "currency",
        "compensationcurrency",
    ),
    "salary_period": ("salaryperiod", "salary/period", "salaryfrequency", "compensationinterval"),
    "skills": (Each("skills", "skills/skill"),),
    "category": ("category", "categories/category"),
    "industry": ("industry",),
    "employer": ("company", "sourcename", "company/name"),
    "employer_logo": ("logo", "companylogo", "logourl"),
    "employer_description": ("companydescription", "employerdescription"),
    "employer_website": ("companyurl", "companywebsite", "website"),
    "apply_url": ("url", "applyurl", "link"),
    "location": (PLACE,),
    "country": (Only("country", "location/country", "locations/location/country"),),
    "posted": ("date", "dateposted", "publishdate"),
    "expires": ("expirationdate", "expirydate"),
}
