"""WP Job Manager: the RSS of a WordPress job board (`?feed=job_feed`).

Its namespace is the address of the site, so the names alone tell it. Sites rename the two lists of
words: where the category is a kind of employment and the type is not, they are the other way round.
"""

from __future__ import annotations

from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.ways import Kind, Remote, Rest

_KIND = Kind("jobtype", "jobcategory")

dialect = Dialect(
    name="wpjobmanager",
    label="WP Job Manager",
    roots=("rss",),
    records=("item",),
    only_roots=True,
    marks=(("title",), ("link",), ("jobtype", "jobcategory"), ("company",)),
    foreign=("employer", "expirationdate"),
    elements={
        "external_id": ("guid",),
        "title": ("title",),
        "description": ("encoded", "description"),
        "job_type": (_KIND,),
        "arrangement": (Remote("remoteposition"),),
        "salary": ("salary", "jobsalary"),
        "salary_currency": ("salarycurrency",),
        "salary_period": ("salaryunit",),
        "category": (Rest(_KIND, "jobcategory", "jobtype"),),
        "employer": ("company", "companyname"),
        "employer_logo": ("companylogo", "content@url"),
        "employer_website": ("companywebsite",),
        "apply_url": ("link",),
        "location": ("location",),
        "posted": ("pubdate",),
        "expires": ("jobexpires", "expires", "expirydate"),
    },
)
