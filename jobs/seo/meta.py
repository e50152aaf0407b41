"""What search engines and link previews read of a page: title, description, canonical, robots."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from jobs.lib.html import to_text
from jobs.lib.text import shorten, squeeze
from jobs.models import Job

DESCRIPTION = 155  # characters that search engines show
READ = 2_000  # characters of a description that are looked at for it


@dataclass(frozen=True, slots=True)
class Meta:
    title: str
    description: str
    canonical: str  # the one address of the page, on SITE_URL whatever host was asked
    robots: str = ""  # empty: may be listed


def job_meta(job: Job) -> Meta:
    """A closed job keeps its page for a while, and asks to be forgotten."""
    words = squeeze(to_text(job.description[:READ]))
    return Meta(
        title=f"{job.title}, {job.employer.name}",
        description=shorten(f"{job.title} at {job.employer.name}. {words}".strip(), DESCRIPTION),
        canonical=settings.SITE_URL + job.get_absolute_url(),
        robots="" if job.is_live else "noindex",
    )
