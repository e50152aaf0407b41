"""What feeds for readers tell of a job beside its facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time

from django.conf import settings
from django.urls import reverse

from jobs.lib.excerpts import excerpt
from jobs.models import Job

LENGTH = 300  # characters of the first words


def title_of(job: Job) -> str:
    return f"{job.title}, {job.employer.name}"


def lasting_address_of(job: Job) -> str:
    """Of its page, whatever becomes of its title."""
    return f"{settings.SITE_URL}{reverse('job-short', args=[job.pk])}"


def published(job: Job) -> datetime:
    """When its employer posted it, as far as that is known; never after it was here."""
    if job.posted_on is None:
        return job.first_seen_at
    return min(job.first_seen_at, datetime.combine(job.posted_on, time(), UTC))


def first_words(job: Job, others: Iterable[str] = ()) -> str:
    """What tells of it; `others` are descriptions of other jobs of its employer."""
    places = [name for place in job.place_list for name in (place.name, place.city)]
    shown = (job.title, job.employer.name, *places)
    return excerpt(job.description, others, LENGTH, shown=shown)


def tags_of(job: Job) -> list[str]:
    """The names of its category and its skills."""
    terms = [job.category] if job.category else []
    return [term.name for term in (*terms, *job.skill_list)]
