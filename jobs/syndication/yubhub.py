"""YubHub and JBoard: `<source><jobs><job>`, the 21 elements that YubHub writes, in its order.

All are always there, empty where nothing is known; `Postedate` is its spelling. Three more tell
what those cannot: the period of pay, the last day, and the job's page here.
"""

from __future__ import annotations

from jobs.models import Job
from jobs.syndication import facts, xml
from jobs.syndication.format import Channel, Format


def _begin(_channel: Channel) -> bytes:
    return xml.encoded(f"{xml.DECLARATION}<source>\n<jobs>\n")


def _end() -> bytes:
    return xml.encoded("</jobs>\n</source>\n")


def _item(job: Job) -> bytes:
    told = (
        xml.element("externalid", str(job.pk)),
        xml.element("Title", job.title),
        xml.cdata("Description", facts.description_of(job)),
        xml.element("Jobtype", facts.word_of(job.job_type)),
        xml.element("Experiencelevel", facts.word_of(job.level)),
        xml.element("Workarrangement", job.arrangement),
        xml.element("Salaryrange", job.salary_text),
        xml.element("Skills", facts.skills_of(job)),
        xml.element("Category", facts.name_of(job.category)),
        xml.element("Industry", facts.name_of(job.industry)),
        xml.element("Employername", job.employer.name),
        xml.element("Employerlogo", job.employer.logo_url),
        xml.element("Employerdescription", job.employer.description),
        xml.element("Employerwebsite", job.employer.website),
        xml.element("Compensationcurrency", job.salary_currency),
        xml.element("Compensationmin", facts.amount(job.salary_min)),
        xml.element("Compensationmax", facts.amount(job.salary_max)),
        xml.element("Applyto", job.apply_url),
        xml.element("Location", facts.places_of(job)),
        xml.element("Country", facts.country_of(job)),
        xml.element("Postedate", facts.day(job.posted_on)),
        xml.element("Compensationtimeframe", job.salary_period),
        xml.element("Expirydate", facts.day(job.expires_on)),
        xml.element("Url", facts.page_of(job)),
    )
    return xml.encoded(f"<job>\n{''.join(told)}</job>\n")


yubhub = Format("yubhub", "YubHub / JBoard", xml.CONTENT_TYPE, _begin, _item, _end)
