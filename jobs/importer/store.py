"""Carries a plan out, in short transactions. The only writer of imported jobs.

Whatever kills it, the next run finds a state it can go on from: every batch is whole, and removals
come last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from jobs.importer.records import CleanJob, Stored
from jobs.models import (
    Category,
    Employer,
    Feed,
    Industry,
    Job,
    JobPlace,
    JobSkill,
    JobType,
    Level,
    Place,
    Skill,
    Term,
)
from jobs.models.employer import FACTS
from jobs.search import index

BATCH = 500  # rows a transaction: clicks and edits on SQLite wait for one batch at most
WRITTEN = (
    "content_hash title employer description apply_url job_type level arrangement category "
    "industry salary_min salary_max salary_currency salary_period salary_text posted_on "
    "expires_on changed_at"
).split()
ANALYSED: tuple[type[models.Model], ...] = (Job, JobSkill, JobPlace, Skill, Place, Employer)

Rows = Sequence[tuple[CleanJob, str]]  # with content hashes


def stored_jobs(feed: Feed) -> dict[str, Stored]:
    """What is stored of a feed's jobs, by external id."""
    rows = Job.objects.filter(feed=feed).values_list(
        "external_id", "content_hash", "closed_at", "closed_reason"
    )
    return {
        external_id: Stored(content_hash, closed is not None, reason == Job.ClosedReason.EDITOR)
        for external_id, content_hash, closed, reason in rows.iterator()
    }


def write(feed: Feed, rows: Rows, *, now: datetime) -> None:
    """Creates or updates these jobs (at most BATCH) with all their terms and search words."""
    # Terms before the batch, each in a transaction of its own: two imports that meet the same new
    # names wait for each other for a moment, and never in a circle.
    terms = _terms([job for job, _hash in rows])
    with transaction.atomic():
        jobs = [_row(feed, job, content_hash, terms, now) for job, content_hash in rows]
        edited = _keep_edits(feed, jobs)
        saved = Job.objects.bulk_create(
            jobs,
            update_conflicts=True,
            unique_fields=["feed", "external_id"],
            update_fields=WRITTEN,
        )
        clean = dict(zip((job.pk for job in saved), (job for job, _hash in rows), strict=True))
        skills = {pk: [terms[Skill][one] for one in job.skills] for pk, job in clean.items()}
        places = {pk: [terms[Place][one] for one in job.places] for pk, job in clean.items()}
        _link(JobSkill, "skill", {pk: skills[pk] for pk in skills.keys() - edited["skills"]})
        _link(JobPlace, "place", {pk: places[pk] for pk in places.keys() - edited["places"]})
        index.put(clean)


def close(feed: Feed, external_ids: Iterable[str], *, now: datetime) -> None:
    """Takes vanished jobs off the board; their pages say so for a while."""
    change = {"closed_at": now, "closed_reason": Job.ClosedReason.VANISHED}
    _set(feed, external_ids, lambda jobs: jobs.filter(closed_at=None).update(**change))


def reopen(feed: Feed, external_ids: Iterable[str]) -> None:
    """Brings jobs back that are in their feed again, with their old ids and addresses."""
    change = {"closed_at": None, "closed_reason": ""}
    by_editor = Job.ClosedReason.EDITOR  # perhaps only since the plan was made
    _set(feed, external_ids, lambda jobs: jobs.exclude(closed_reason=by_editor).update(**change))


def analyse() -> None:
    """Tells the database how its tables look now: a plan made for empty ones can take minutes."""
    with connection.cursor() as cursor:
        for table in ANALYSED:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table._meta.db_table)}")


def _set(feed: Feed, external_ids: Iterable[str], update: Callable[[Any], object]) -> None:
    ids = sorted(external_ids)
    for start in range(0, len(ids), BATCH):
        update(Job.objects.filter(feed=feed, external_id__in=ids[start : start + BATCH]))


def _terms(jobs: Sequence[CleanJob]) -> dict[type[models.Model], dict[Any, Any]]:
    """Every record the jobs point to, by what they call it: one look-up a kind."""
    named: dict[type[Term], Iterable[str]] = {
        Employer: (job.employer for job in jobs),
        Category: (job.category for job in jobs),
        Industry: (job.industry for job in jobs),
        JobType: (job.job_type for job in jobs),
        Level: (job.level for job in jobs),
        Skill: (name for job in jobs for name in job.skills),
    }
    terms: dict[type[models.Model], dict[Any, Any]] = {
        model: model.named(dict.fromkeys(names)) for model, names in named.items()
    }
    terms[Place] = Place.objects.parsed(dict.fromkeys(one for job in jobs for one in job.places))
    _fill_employers(jobs, terms[Employer])
    return terms


def _fill_employers(jobs: Sequence[CleanJob], employers: dict[str, Employer]) -> None:
    for job in sorted(jobs, key=lambda job: employers[job.employer].pk):
        employer = employers[job.employer]
        if employer.fill(dict(job.employer_facts)):
            employer.save(update_fields=FACTS)


def _row(
    feed: Feed,
    job: CleanJob,
    content_hash: str,
    terms: dict[type[models.Model], dict[Any, Any]],
    now: datetime,
) -> Job:
    return Job(
        feed=feed,
        external_id=job.external_id,
        content_hash=content_hash,
        title=job.title,
        employer=terms[Employer][job.employer],
        description=job.description,
        apply_url=job.apply_url,
        job_type=terms[JobType].get(job.job_type),
        level=terms[Level].get(job.level),
        arrangement=job.arrangement,
        category=terms[Category].get(job.category),
        industry=terms[Industry].get(job.industry),
        salary_min=job.salary.minimum,
        salary_max=job.salary.maximum,
        salary_currency=job.salary.currency,
        salary_period=job.salary.period,
        salary_text=job.salary.text,
        posted_on=job.posted_on,
        expires_on=job.expires_on,
        first_seen_at=now,
        changed_at=now,
    )


def _keep_edits(feed: Feed, jobs: Sequence[Job]) -> dict[str, set[int]]:
    """Puts what an editor wrote back into the rows; returns whose links an editor wrote."""
    incoming = {job.external_id: job for job in jobs}
    rows = Job.objects.filter(feed=feed, external_id__in=incoming).order_by("pk")
    # Locked, so that no editor saves between this look and the write.
    locked = rows.select_for_update().only("external_id", "edited")
    edited = [stored for stored in locked if stored.edited]
    for stored in edited:
        for name in stored.edited:
            if name in WRITTEN:
                field: Any = Job._meta.get_field(name)
                column = field.attname
                setattr(incoming[stored.external_id], column, getattr(stored, column))
    return {
        links: {stored.pk for stored in edited if links in stored.edited}
        for links in ("skills", "places")
    }


def _link(through: type[models.Model], name: str, targets: Mapping[int, Sequence[Any]]) -> None:
    """Replaces the links of these jobs, in the feed's order; aliases of one term link it once."""
    links = through._default_manager
    links.filter(job__in=targets).delete()
    links.bulk_create(
        through(**{"job_id": job, name: target, "position": position})
        for job, linked in targets.items()
        for position, target in enumerate(dict.fromkeys(linked))
    )
