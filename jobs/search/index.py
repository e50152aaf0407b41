"""Which words of a job are searched, and how strong they are. Written explicitly, never by trigger.

Three callers: the importer's store, the admin, and the command `rebuild_search`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from jobs.lib.html import to_text
from jobs.lib.words import words
from jobs.models import Job
from jobs.search.backends import backend

BATCH = 500
BODY_WORDS = 8_000  # a description is 64 KB at most; what is beyond is not looked for


def put(jobs: Iterable[int]) -> None:
    """Writes the search words of these jobs, inside the caller's transaction."""
    ids = list(jobs)
    for start in range(0, len(ids), BATCH):
        batch = Job.objects.filter(pk__in=ids[start : start + BATCH]).for_cards()
        backend().put([(job.pk, strengths(job)) for job in batch])


def remove(jobs: Iterable[int]) -> None:
    backend().remove(jobs)


def rebuild() -> int:
    """Writes all search words anew, a batch a transaction; returns how many jobs have them."""
    ids = list(Job.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            put(ids[start : start + BATCH])
    backend().remove_orphans()
    return len(ids)


def strengths(job: Job) -> Sequence[Sequence[str]]:
    """Words by strength: title; skills; employer, place and the rest of the facts; description."""
    terms = (job.employer, job.category, job.industry, job.job_type, job.level)
    around = [str(term) for term in terms if term] + [job.get_arrangement_display()]
    around += [place.name for place in job.place_list]
    skills = [skill.name for skill in job.skill_list]
    return (
        words(job.title),
        words(" , ".join(skills)),
        words(" , ".join(around)),
        words(to_text(job.description))[:BODY_WORDS],
    )
