"""Recruitee: `<jobs><job>` with description_requirements, booleans for the place of work.

https://docs.recruitee.com/docs/feed. The record's own city is that of the first location; all of
them are in `locations`. The kind of employment is a code that holds hours and contract.
"""

from __future__ import annotations

from jobs.importer.dialects.aggregator import COMMON, PLACE
from jobs.importer.dialects.areas import Places
from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.look import Look
from jobs.importer.dialects.ways import Flags, Words

_KINDS = {
    "fulltime": "Full-time",
    "fulltime_permanent": "Full-time",
    "fulltime_fixed_term": "Contract",
    "parttime": "Part-time",
    "parttime_permanent": "Part-time",
    "parttime_fixed_term": "Contract",
    "contract": "Contract",
    "fixed_term": "Contract",
    "temporary": "Temporary",
    "temporary_fulltime": "Temporary",
    "temporary_parttime": "Temporary",
    "internship": "Internship",
    "internship_fulltime": "Internship",
    "internship_parttime": "Internship",
    "traineeship": "Traineeship",
    "freelance": "Freelance",
    "volunteer": "Volunteer",
    "hour_employment": "",
}
_LEVELS = {
    "student_college": "Student",
    "student_school": "Student",
    "entry_level": "Entry level",
    "mid_level": "Mid level",
    "experienced": "Experienced",
    "manager": "Manager",
    "senior_manager": "Senior manager",
    "executive": "Executive",
    "senior_executive": "Executive",
}


def category(look: Look) -> str:
    """A code in words: "customer_service" is "Customer service"."""
    return look.values.get("category", "").replace("_", " ").capitalize()


dialect = Dialect(
    name="recruitee",
    label="Recruitee",
    roots=("jobs",),
    records=("job",),
    marks=(("title",), ("reference",), ("url",), ("descriptionrequirements",)),
    elements={
        **COMMON,
        "external_id": ("reference",),
        "description": ("descriptionrequirements", "description"),
        "job_type": (Words(_KINDS, "contracttype", "employmenttype"),),
        "level": (Words(_LEVELS, "experience"),),
        "category": (category,),
        "arrangement": (Flags({"remote": "remote", "hybrid": "hybrid", "onsite": "onsite"}),),
        "apply_url": ("applyurl", "url"),
        "location": (
            Places(
                city=("locations/location/city",),
                region=("locations/location/state",),
                country=("locations/location/country",),
                group="locations/location",
            ),
            PLACE,
        ),
        "posted": ("createdat", "publishedat", "date"),
    },
)
