"""LinkedIn: `<source><job>`, its own words in capitals, descriptions of a few tags.

https://learn.microsoft.com/linkedin/talent/job-postings/xml-feeds-development-guide. `applyUrl` is
where one applies, as LinkedIn asks for. A word of ours that is surely none of theirs is left out.
LinkedIn also wants the numbers of companies and the mail addresses of posters, which nobody here
knows.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext

from jobs.lib.linkedin import FUNCTIONS, LEVELS
from jobs.lib.text import fold, slug
from jobs.models import Feed, Job
from jobs.syndication import facts, xml
from jobs.syndication.format import Channel, Format

_LEVELS = {slug(name): word.upper() for word, name in LEVELS.items() if name} | {
    "entry": "ENTRY_LEVEL",
    "mid": "MID_SENIOR_LEVEL",
    "senior": "MID_SENIOR_LEVEL",
}
_FUNCTIONS = {fold(name): word for word, name in FUNCTIONS.items() if name}
_TYPES = "full-time part-time contract temporary internship volunteer other".split()
_PLACES = {"onsite": "On-site", "hybrid": "Hybrid", "remote": "Remote"}
_PERIODS = {
    "hour": "HOURLY",
    "day": "DAILY",
    "week": "WEEKLY",
    "month": "MONTHLY",
    "year": "YEARLY",
}
# What LinkedIn shows, and what stands for the other tags of a cleaned description.
_TAGS = {name: (name,) for name in "b strong i br p ul li".split()} | {
    "em": ("i",),
    "ol": ("ul",),
    "h3": ("p", "b"),
    "h4": ("p", "b"),
}
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z0-9]+)[^<>]*>")


def _begin(channel: Channel) -> bytes:
    head = (
        xml.element("lastBuildDate", xml.moment(channel.updated)),
        xml.element("publisherUrl", f"{settings.SITE_URL}/"),
        xml.cdata("publisher", settings.SITE_NAME),
        xml.element("expectedJobCount", str(channel.total)),
    )
    return xml.encoded(f"{xml.DECLARATION}<source>\n{''.join(head)}")


def _end() -> bytes:
    return xml.encoded("</source>\n")


def _item(job: Job) -> bytes:
    place = facts.one_place(job)
    function = _FUNCTIONS.get(fold(facts.name_of(job.category)), "")
    told = (
        ("partnerJobId", str(job.pk)),
        ("company", job.employer.name),
        ("title", job.title),
        ("description", f"{simple(job.description)}{_source(job.feed)}"),
        ("applyUrl", job.apply_url),
        ("location", facts.place_text(place) if place else ""),
        *facts.address_of(job),
        ("workplaceTypes", _PLACES.get(job.arrangement, "")),
        ("experienceLevel", _LEVELS.get(job.level.slug, "") if job.level else ""),
        ("jobtype", _type(job)),
        ("category", "" if function else facts.name_of(job.category)),
        ("industry", facts.name_of(job.industry)),
        ("listDate", facts.day(job.posted_on)),
        ("expirationDate", facts.day(job.expires_on)),
    )
    nested = (
        xml.around("jobFunctions", xml.filled([("jobFunction", function)])),
        xml.around("skills", xml.filled(("skill", skill.name) for skill in job.skill_list)),
        xml.around("salaries", xml.around("salary", _pay(job))),
    )
    return xml.encoded(f"<job>\n{xml.filled(told)}{''.join(nested)}</job>\n")


def simple(html: str) -> str:
    """Cleaned HTML in the tags that LinkedIn shows; of the others the words stay."""
    return _TAG.sub(_shown, html)


def _shown(tag: re.Match[str]) -> str:
    names = _TAGS.get(tag["name"], ())
    if tag["end"]:
        return "".join(f"</{name}>" for name in reversed(names))
    return "".join(f"<{name}>" for name in names)


def _source(feed: Feed) -> str:
    if not feed.attribution_name:
        return ""
    said = gettext("Source: %(name)s") % {"name": escape(feed.attribution_name)}
    address = f" ({escape(feed.attribution_url)})" if feed.attribution_url else ""
    return f"<p>{said}{address}</p>"


def _type(job: Job) -> str:
    known = job.job_type is not None and job.job_type.slug in _TYPES
    return job.job_type.slug.upper().replace("-", "_") if known and job.job_type else ""


def _pay(job: Job) -> str:
    """Amounts of a currency for a period: pay of which less is known cannot be told."""
    period = _PERIODS.get(job.salary_period, "")
    bounds = (("highEnd", job.salary_max), ("lowEnd", job.salary_min))
    ends = "".join(
        xml.around(
            name,
            xml.filled((("amount", facts.amount(bound)), ("currencyCode", job.salary_currency))),
        )
        for name, bound in bounds
        if bound is not None
    )
    if not (ends and period and job.salary_currency):
        return ""
    return ends + xml.filled((("period", period), ("type", "BASE_SALARY")))


linkedin = Format("linkedin", "LinkedIn", xml.CONTENT_TYPE, _begin, _item, _end)
