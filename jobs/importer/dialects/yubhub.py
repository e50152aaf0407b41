"""YubHub and JBoard: `<source><jobs><job>`, in Pascal case (YubHub) or snake case (JBoard).

YubHub writes 21 elements, always all of them, empty where nothing is known; `Postedate` is its
spelling. There is no expiry and no list of closed jobs: a job that is gone from the feed is closed.
"""

from __future__ import annotations

from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.ways import Each, Remote

dialect = Dialect(
    name="yubhub",
    label="YubHub / JBoard",
    roots=("source", "jobs"),
    records=("job",),
    marks=(
        ("externalid", "jobreference"),
        ("title",),
        ("applyto", "applyurl", "url"),
        ("employername", "companyname", "company"),
    ),
    # Others have these names too, and more places to look for the facts.
    foreign=("location/city", "city", "date", "dateposted", "referencenumber"),
    elements={
        "external_id": ("externalid", "jobreference"),
        "title": ("title",),
        "description": ("description",),
        "job_type": ("jobtype",),
        "level": ("experiencelevel",),
        "arrangement": ("workarrangement", Remote("remote")),
        "salary": ("salaryrange",),
        "salary_min": ("compensationmin", "mincompensation"),
        "salary_max": ("compensationmax", "maxcompensation"),
        "salary_currency": ("compensationcurrency",),
        "salary_period": ("compensationtimeframe",),
        "skills": ("skills", Each("tags", "tags/tag", "skills/skill")),
        "category": ("category",),
        "industry": ("industry",),
        "employer": ("employername", "companyname", "company"),
        "employer_logo": ("employerlogo", "companylogo"),
        "employer_description": ("employerdescription", "companydescription"),
        "employer_website": ("employerwebsite", "companywebsite"),
        "apply_url": ("applyto", "applyurl", "url"),
        "location": ("location",),
        "country": ("country",),
        "posted": ("postedate", "posteddate", "postdate", "postedat"),
        "expires": ("expiredate", "expirydate", "expiresat", "validthrough"),
    },
)
