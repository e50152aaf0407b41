"""Several terms become one: its jobs, spellings and addresses are those of all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import models, transaction

from jobs.importer import twins
from jobs.models import (
    Category,
    Employer,
    FormerSlug,
    Industry,
    Job,
    JobType,
    Level,
    NotSame,
    Place,
    Skill,
    Term,
)
from jobs.search import index, rows

BATCH = 500  # jobs a query
MOST = 20  # terms at once: more cannot be looked at together
FIELDS: Mapping[type[Term], str] = {  # of Job, by what it points to
    Employer: "employer",
    Skill: "skills",
    Place: "places",
    Category: "category",
    Industry: "industry",
    JobType: "job_type",
    Level: "level",
}
_IN_TWIN_KEYS = (Employer, Place)


class Refused(Exception):
    """Nothing was merged; the text tells the editor why."""


@dataclass(frozen=True, slots=True)
class Merged:
    survivor: Any  # the Term
    jobs: int  # that were pointed to it
    spellings: int


def merge(model: type[Term], survivor: int, others: Collection[int], *, user: int) -> Merged:
    """Merges the other terms (primary keys) into the survivor, for good, in one transaction.

    Their jobs and spellings become its own, it takes the facts that it lacks, and their addresses
    lead to it. Which fields of a job an editor wrote stays as it is. `user` is the primary key of
    who decided, for the history. Raises Refused.
    """
    with transaction.atomic():
        twins.lock()  # before any row: imports take their locks in this order
        kept, gone = _locked(model, survivor, others)
        jobs = _jobs_of(model, [term.pk for term in gone])
        _point(model, kept.pk, [term.pk for term in gone], jobs)
        spellings = _move_names(kept, gone)
        for term in gone:
            kept.absorb(term)
        kept.save()
        model.objects.filter(pk__in=[term.pk for term in gone]).delete()
        if model in _IN_TWIN_KEYS:
            twins.renew(jobs)
        index.put(jobs)
        rows.terms_changed()
        _note(kept, gone, len(jobs), user)
    return Merged(kept, len(jobs), spellings)


def _locked(
    model: type[Term], survivor: int, others: Collection[int]
) -> tuple[Term, Sequence[Term]]:
    wanted = {survivor, *others}
    if not 2 <= len(wanted) <= MOST:
        raise Refused(f"Expected 2 to {MOST} to merge, got {len(wanted)}.")
    terms = model.objects.filter(pk__in=wanted).order_by("pk").select_for_update()
    found = {term.pk: term for term in terms}
    if len(found) < len(wanted):
        raise Refused("One of them is not there any more, so nothing was merged. Look again.")
    kept = found.pop(survivor)
    return kept, list(found.values())


def _jobs_of(model: type[Term], terms: Sequence[int]) -> list[int]:
    jobs = Job.objects.filter(**{f"{FIELDS[model]}__in": terms}).order_by("pk")
    return list(jobs.values_list("pk", flat=True).distinct())


def _point(model: type[Term], kept: int, gone: Sequence[int], jobs: Sequence[int]) -> None:
    name: Any = FIELDS[model]
    field: Any = Job._meta.get_field(name)
    if not field.many_to_many:
        Job.objects.filter(**{f"{name}__in": gone}).update(**{name: kept})
        return
    target = field.m2m_reverse_field_name()
    for batch in _batches(jobs):
        _link(field.remote_field.through, target, kept, gone, batch)


def _link(
    through: type[models.Model], target: str, kept: int, gone: Sequence[int], jobs: Sequence[int]
) -> None:
    """Of a job's links to terms that are one now, the first stays, at its position."""
    links = through._default_manager.filter(job__in=jobs, **{f"{target}__in": [kept, *gone]})
    found = list(links.order_by("job", "position", "pk").values_list("job_id", "pk"))
    by_job = [[pk for _job, pk in several] for _job, several in groupby(found, itemgetter(0))]
    later = [pk for first, *rest in by_job for pk in rest]
    for batch in _batches(later):
        through._default_manager.filter(pk__in=batch).delete()
    links.exclude(**{target: kept}).update(**{target: kept})


def _move_names(kept: Term, gone: Sequence[Term]) -> int:
    """Spellings, addresses and what was said of the pairs; returns how many spellings moved."""
    model, terms = type(kept), [term.pk for term in gone]
    aliases: Any = model.aliases.rel.related_model  # type: ignore[attr-defined]
    moved: int = aliases.objects.filter(term__in=terms).update(term=kept)
    for term in gone:
        kept.learn(term.name)
    FormerSlug.objects.of(model).filter(term__in=terms).update(term=kept.pk)
    kind = str(model._meta.model_name)
    FormerSlug.objects.bulk_create(
        FormerSlug(kind=kind, slug=term.slug, term=kept.pk, name=term.name) for term in gone
    )
    NotSame.objects.became(model, terms, kept.pk)
    return moved


def _note(kept: Term, gone: Sequence[Term], jobs: int, user: int) -> None:
    names = ", ".join(f"“{term.name}” ({term.slug})" for term in gone)
    told = f"Merged {names} into this; jobs that changed: {jobs}."
    LogEntry.objects.log_actions(user, [kept], CHANGE, change_message=told, single_object=True)


def _batches(values: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]
