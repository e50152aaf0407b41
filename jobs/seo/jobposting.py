"""JobPosting of schema.org, as Google reads it: what search engines are told of one live job.

docs/search-engines.md says which jobs have none, and why.
"""

from __future__ import annotations

from jobs.lib.html import to_text
from jobs.lib.money import Salary
from jobs.lib.money.numbers import plain
from jobs.lib.places import ParsedPlace
from jobs.lib.text import fold
from jobs.lib.title_facts import Known, is_alone
from jobs.models import Job, Logo
from jobs.seo.meta import absolute
from jobs.seo.worked_at import Data, worked_at

# Google's words; what is none of the board's own kinds of employment has no word there.
EMPLOYMENT = {
    "full-time": "FULL_TIME",
    "part-time": "PART_TIME",
    "contract": "CONTRACTOR",
    "freelance": "CONTRACTOR",
    "temporary": "TEMPORARY",
    "internship": "INTERN",
    "volunteer": "VOLUNTEER",
    "other": "OTHER",
}


def without_markup(job: Job) -> str:
    """Why a job loaded `for_cards` with its feed has no markup, for an editor; "" where it has.

    Whatever Google asks for must be known. When we first saw a job is not when it was posted.
    """
    said = fold(to_text(job.description))
    reasons = (
        (not job.is_live, "it is not live"),
        (not job.feed.has_markup, "its feed is set to have none"),
        (job.posted_on is None, "the day on which it was posted is not known"),
        (not worked_at(job), "no country is known to come to, or to work from"),
        (said in ("", fold(job.title)), "the description says no more than the title"),
        (not _is_title_alone(job), "the title names its employer, town, pay or number"),
    )
    return next((reason for lacks, reason in reasons if lacks), "")


def job_posting(job: Job) -> Data | None:
    """The markup of a job loaded `for_cards` with its feed; None as `without_markup` says.

    Everything is as the page shows it: nothing is estimated, and what is unknown is left out.
    """
    if without_markup(job):
        return None
    employer = job.employer
    posting: Data = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": job.title,
        "description": job.description,
        "datePosted": str(job.posted_on),
        "hiringOrganization": _organisation(job),
        "identifier": {"@type": "PropertyValue", "name": employer.name, "value": job.external_id},
        "url": absolute(job.get_absolute_url()),
        "directApply": False,  # Apply leads to the employer's own form
        **worked_at(job),
    }
    if job.expires_on:  # live until the end of that day, everywhere
        posting["validThrough"] = f"{job.expires_on}T23:59:59Z"
    if job.job_type and job.job_type.slug in EMPLOYMENT:
        posting["employmentType"] = EMPLOYMENT[job.job_type.slug]
    if pay := _pay(job):
        posting["baseSalary"] = pay
    return posting


def _organisation(job: Job) -> Data:
    organisation = {"@type": "Organization", "name": job.employer.name}
    if job.employer.website:
        organisation["sameAs"] = job.employer.website
    if job.logo:
        organisation["logo"] = absolute(Logo(job.logo).get_absolute_url())
    return organisation


def _pay(job: Job) -> Data:
    """Google knows one amount or a range with both ends, of a currency and for a period."""
    low, high = job.salary_min, job.salary_max
    if low is None or high is None or not (job.salary_currency and job.salary_period):
        return {}
    value: Data = {"@type": "QuantitativeValue", "unitText": job.salary_period.upper()}
    bounds = {"value": low} if low == high else {"minValue": low, "maxValue": high}
    value |= {name: plain(one) for name, one in bounds.items()}
    return {"@type": "MonetaryAmount", "currency": job.salary_currency, "value": value}


def _is_title_alone(job: Job) -> bool:
    places = (
        ParsedPlace(place.name, place.city, place.region, place.country, place.remote)
        for place in job.place_list
    )
    pay = Salary(job.salary_min, job.salary_max, job.salary_currency, job.salary_period)
    numbers = f"{job.external_id} {job.apply_url}"
    return is_alone(job.title, Known(job.employer.name, tuple(places), "", pay, numbers))
