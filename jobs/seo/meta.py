"""What search engines and link previews read of a page: title, description, canonical, robots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext

from jobs.lib.excerpts import excerpt
from jobs.lib.text import shorten
from jobs.models import Job

DESCRIPTION = 155  # characters that search engines show


@dataclass(frozen=True, slots=True)
class Meta:
    title: str
    description: str
    canonical: str  # the one address of the page, on SITE_URL whatever host was asked
    robots: str = ""  # empty: may be listed


def job_meta(job: Job, others: Iterable[Job]) -> Meta:
    """A closed job keeps its page for a while, and asks to be forgotten.

    What `others` of the employer say too is not what the page is found by.
    """
    told = {"title": job.title, "employer": job.employer.name}
    said = gettext("%(title)s at %(employer)s.") % told
    places = [name for place in job.place_list for name in (place.label, place.name, place.city)]
    words = excerpt(
        job.description,
        [other.description for other in others],
        DESCRIPTION - len(said) - 1,
        shown=(job.title, job.employer.name, *places),
    )
    return Meta(
        title=f"{job.title}, {job.employer.name}",
        description=shorten(f"{said} {words}".strip(), DESCRIPTION),
        canonical=settings.SITE_URL + job.get_absolute_url(),
        robots="" if job.is_live else "noindex",
    )
