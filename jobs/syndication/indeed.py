"""Indeed: `<source><job>`, every text in CDATA and without entities, what is not known left out.

https://docs.indeed.com/indeed-apply/xml-feed. `url` is the job's page here, as Indeed asks for.
One place is told by `city`, `state` and `country`, and all by `location`. What Indeed has no words
for stands in elements that it passes over.
"""

from __future__ import annotations

import re
from html import unescape

from django.conf import settings

from jobs.models import Job
from jobs.syndication import facts, xml
from jobs.syndication.format import Channel, Format

_REMOTE = {"remote": "Fully remote", "hybrid": "Hybrid remote"}
_AMPERSAND = re.compile(r"&amp;(?=(#?\w*;?))")


def _begin(channel: Channel) -> bytes:
    head = (
        xml.cdata("publisher", settings.SITE_NAME),
        xml.cdata("publisherurl", f"{settings.SITE_URL}/"),
        xml.element("lastBuildDate", xml.moment(channel.updated)),
    )
    return xml.encoded(f"{xml.DECLARATION}<source>\n{''.join(head)}")


def _end() -> bytes:
    return xml.encoded("</source>\n")


def _item(job: Job) -> bytes:
    told = (
        ("title", job.title),
        ("date", facts.day(job.posted_on)),
        ("referencenumber", str(job.pk)),
        ("requisitionid", str(job.pk)),
        ("url", facts.page_of(job)),
        ("company", job.employer.name),
        *facts.address_of(job),
        ("location", facts.places_of(job)),
        ("remotetype", _REMOTE.get(job.arrangement, "")),
        ("workplacetype", "On-site" if job.arrangement == "onsite" else ""),
        ("description", literal(facts.description_of(job))),
        ("salary", facts.pay_text(job)),
        ("salarymin", facts.amount(job.salary_min)),
        ("salarymax", facts.amount(job.salary_max)),
        ("salarycurrency", job.salary_currency),
        ("salaryperiod", job.salary_period),
        ("jobtype", facts.word_of(job.job_type)),
        ("category", facts.name_of(job.category)),
        ("industry", facts.name_of(job.industry)),
        ("experience", facts.name_of(job.level)),
        ("experiencelevel", facts.word_of(job.level)),
        ("skills", facts.skills_of(job)),
        ("logo", job.employer.logo_url),
        ("website", job.employer.website),
        ("companydescription", job.employer.description),
        ("expirationdate", facts.day(job.expires_on)),
    )
    return xml.encoded(f"<job>\n{xml.filled(told)}</job>\n")


def literal(html: str) -> str:
    """The HTML with signs in place of entities, wherever a browser reads the same.

    "&lt;" stays, and so does the "&amp;" of "&amp;copy": bare they would be read as something else.
    """
    bare = html.replace("&nbsp;", "\xa0").replace("&gt;", ">")
    return _AMPERSAND.sub(lambda found: "&" if _is_bare(found[1]) else found[0], bare)


def _is_bare(following: str) -> bool:
    return unescape(f"&{following}") == f"&{following}"


indeed = Format("indeed", "Indeed", xml.CONTENT_TYPE, _begin, _item, _end)
