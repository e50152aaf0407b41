"""What the search remembers of every job, beside what it should, told by the jobs themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from jobs.lib.words import bare_words
from jobs.models import Job, SearchRow
from jobs.search.packing import NEVER, UNKNOWN, RowFacts, unpack

Rows = dict[int, RowFacts | None]  # by primary key of the job; None is not for the public


def remembered() -> Rows:
    """Of jobs that were deleted only what should not be: a row that still has facts."""
    jobs = set(Job.objects.values_list("pk", flat=True))
    rows = dict(SearchRow.objects.values_list("job", "facts"))
    facts: Rows = {job: unpacked(blob) if blob else None for job, blob in rows.items()}
    return {job: told for job, told in facts.items() if told or job in jobs}


def expected() -> Rows:
    jobs = Job.objects.prefetch_related("skill_links", "place_links")
    return {job.pk: _facts(job) if _is_public(job) else None for job in jobs}


def unpacked(blob: bytes) -> RowFacts:
    columns = unpack([blob])
    head = columns.header[0]
    return RowFacts(
        *(int(head[name]) for name in RowFacts._fields[:6]),
        currency=head["currency"].decode(),
        stated=bool(head["stated"]),
        yearly=bool(head["yearly"]),
        posted=int(head["posted"]),
        expires=int(head["expires"]),
        pay_from=int(head["pay_from"]),
        pay_to=int(head["pay_to"]),
        feed=int(head["feed"]),
        changed=int(head["changed"]),
        featured=int(head["featured"]),
        skills=columns.skills[1].tolist(),
        places=columns.places[1].tolist(),
        title=columns.titles[0].split(),
    )


def _is_public(job: Job) -> bool:
    return job.closed_at is None and not job.hidden and job.same_as_id is None


def _facts(job: Job) -> RowFacts:
    return RowFacts(
        employer=job.employer_id,
        job_type=job.job_type_id or 0,
        level=job.level_id or 0,
        category=job.category_id or 0,
        industry=job.industry_id or 0,
        arrangement=["", "onsite", "hybrid", "remote"].index(job.arrangement),
        currency=job.salary_currency,
        stated=(job.salary_min, job.salary_max) != (None, None),
        yearly=job.salary_period == "year" and job.pay_to is not None,
        posted=_ordinal(job.posted_on, 0),
        expires=_ordinal(job.expires_on, NEVER),
        pay_from=_hundredths(job.pay_from),
        pay_to=_hundredths(job.pay_to),
        feed=job.feed_id,
        changed=int(job.changed_at.timestamp()),
        featured=_ordinal(job.featured_until, 0),
        skills=[link.skill_id for link in job.skill_links.all()],
        places=[link.place_id for link in job.place_links.all()],
        title=bare_words(job.title),
    )


def _ordinal(day: date | None, otherwise: int) -> int:
    return otherwise if day is None else day.toordinal()


def _hundredths(amount: Decimal | None) -> int:
    return UNKNOWN if amount is None else int(amount * 100)
