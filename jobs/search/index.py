"""Which words of a job are searched, and how strong they are. Written explicitly, never by trigger.

Whoever changes jobs (the importer, the admin) calls it in the same transaction, after the change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db import transaction

from jobs.lib.words import body_words, words, words_of_names
from jobs.models import Job
from jobs.search import rows
from jobs.search.backends import backend

BATCH = 500
_ARRANGEMENTS = {str(value): str(label) for value, label in Job.Arrangement.choices}


class Facts(NamedTuple):
    """What is searched of a job. Terms by the name the board shows; empty when there is none."""

    title: str
    skills: Sequence[str]
    employer: str
    category: str
    industry: str
    job_type: str
    level: str
    arrangement: str  # a value of Job.Arrangement
    places: Sequence[str]
    body: Sequence[str]  # `body_words` of the description


def put(jobs: Iterable[int]) -> None:
    """Writes the words and rows of these jobs, inside the caller's transaction."""
    ids = list(jobs)
    refresh(ids)  # first: it has every other writer wait
    for start in range(0, len(ids), BATCH):
        batch = Job.objects.filter(pk__in=ids[start : start + BATCH]).for_cards()
        backend().put([(job.pk, strengths(job)) for job in batch])


def put_facts(
    facts: Mapping[int, Facts], links: Mapping[int, rows.Links], *, known: Collection[int]
) -> None:
    """Writes words and rows of stored jobs by what the caller knows, most of it not read back.

    Only the jobs in `known` may have search words already.
    """
    refresh(facts, links=links)
    documents = [(job, strengths_of(told)) for job, told in facts.items()]
    old = [document for document in documents if document[0] in known]
    new = [document for document in documents if document[0] not in known]
    if old:
        backend().put(old)
    if new:
        backend().add(new)


def refresh(jobs: Iterable[int], *, links: Mapping[int, rows.Links] = rows.NO_LINKS) -> None:
    """Writes the rows of jobs whose words stay: the public sees them from now on, or no longer."""
    if ids := list(jobs):
        rows.write(ids, links=links)


def remove(jobs: Iterable[int]) -> None:
    """Takes jobs that are about to be deleted out of the search."""
    ids = list(jobs)
    rows.bury(ids)
    backend().remove(ids)


def rebuild(*, rows_alone: bool = False) -> int:
    """Writes all words and rows anew, a batch a transaction; returns how many jobs have them.

    `rows_alone`: the words are right as they are.
    """
    write = refresh if rows_alone else put
    ids = list(Job.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            write(ids[start : start + BATCH])
    with transaction.atomic():
        rows.bury_orphans()
        backend().remove_orphans()
        rows.now_current()
    return len(ids)


def strengths(job: Job) -> Sequence[Sequence[str]]:
    """The words of a stored job by strength, as `strengths_of` has them."""
    return strengths_of(
        Facts(
            title=job.title,
            skills=[skill.name for skill in job.skill_list],
            employer=job.employer.name,
            category=job.category.name if job.category else "",
            industry=job.industry.name if job.industry else "",
            job_type=job.job_type.name if job.job_type else "",
            level=job.level.name if job.level else "",
            arrangement=job.arrangement,
            places=[place.name for place in job.place_list],
            body=body_words(job.description),
        )
    )


def strengths_of(facts: Facts) -> Sequence[Sequence[str]]:
    """Words by strength: title; skills; employer, place and the rest of the facts; description."""
    around = (
        *(facts.employer, facts.category, facts.industry, facts.job_type, facts.level),
        _ARRANGEMENTS.get(facts.arrangement, ""),
        *facts.places,
    )
    return (
        words(facts.title),
        words_of_names(facts.skills),
        words_of_names(name for name in around if name),
        facts.body,
    )
