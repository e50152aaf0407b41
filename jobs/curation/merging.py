"""Several terms become one: its jobs, spellings and addresses are those of all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import transaction

from jobs.curation import history, traces
from jobs.curation.reach import FIELDS, IN_TWIN_KEYS, Refused, aliases, batches, jobs_of, links
from jobs.importer import twins
from jobs.importer.store import blocks
from jobs.importer.store.told import meanings_changed
from jobs.models import BoardDay, FormerSlug, Job, Merge, NotSame, Term
from jobs.search import index, rows

MOST = 20  # terms at once: more cannot be looked at together
TOLD = 1000  # characters of `Merge.told`


@dataclass(frozen=True, slots=True)
class Merged:
    survivor: Any  # the Term
    jobs: int  # that were pointed to it
    spellings: int
    merge: int = field(default=0, compare=False)  # primary key of the Merge, to undo it


def merge(model: type[Term], survivor: int, others: Collection[int], *, user: int) -> Merged:
    """Merges the other terms (primary keys) into the survivor, in one transaction.

    Their jobs and spellings become its own, it takes the facts that it lacks, and their addresses
    lead to it. Which fields of a job an editor wrote stays as it is. `undoing` knows the way back.
    `user` is the primary key of who decided, for the history. Raises Refused.
    """
    with transaction.atomic():
        twins.lock()  # before any row: imports take their locks in this order
        kept, gone = _locked(model, survivor, others)
        was = traces.before(kept, gone)
        jobs = jobs_of(model, [term.pk for term in gone])
        _point(model, kept.pk, [term.pk for term in gone], jobs)
        spellings = _move_names(kept, gone)
        for term in gone:
            kept.absorb(term)
        kept.save()
        model.objects.filter(pk__in=[term.pk for term in gone]).delete()
        if model in IN_TWIN_KEYS:
            with blocks.following():
                twins.renew(jobs)
        index.put(jobs)
        meanings_changed(FIELDS[model])
        rows.terms_changed()
        BoardDay.note()
        done = _note(kept, gone, was, len(jobs), user)
    return Merged(kept, len(jobs), spellings, done.pk)


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


def _point(model: type[Term], kept: int, gone: Sequence[int], jobs: Sequence[int]) -> None:
    name, held = FIELDS[model], links(model)
    if held is None:
        Job.objects.filter(**{f"{name}__in": gone}).update(**{name: kept})
        return
    for batch in batches(jobs):
        _link(*held, kept, gone, batch)


def _link(manager: Any, column: str, kept: int, gone: Sequence[int], jobs: Sequence[int]) -> None:
    """Of a job's links to terms that are one now, the first stays, at its position."""
    linked = manager.filter(job__in=jobs, **{f"{column}__in": [kept, *gone]})
    found = list(linked.order_by("job", "position", "pk").values_list("job_id", "pk"))
    by_job = [[pk for _job, pk in several] for _job, several in groupby(found, itemgetter(0))]
    later = [pk for first, *rest in by_job for pk in rest]
    for batch in batches(later):
        manager.filter(pk__in=batch).delete()
    linked.exclude(**{column: kept}).update(**{column: kept})


def _move_names(kept: Term, gone: Sequence[Term]) -> int:
    """Spellings, addresses and what was said of the pairs; returns how many spellings moved."""
    model, terms = type(kept), [term.pk for term in gone]
    moved: int = aliases(model).filter(term__in=terms).update(term=kept)
    for term in gone:
        kept.learn(term.name)
    FormerSlug.objects.of(model).filter(term__in=terms).update(term=kept.pk)
    kind = str(model._meta.model_name)
    FormerSlug.objects.bulk_create(
        FormerSlug(kind=kind, slug=term.slug, term=kept.pk, name=term.name) for term in gone
    )
    NotSame.objects.became(model, terms, kept.pk)
    return moved


def _note(kept: Term, gone: Sequence[Term], was: dict[str, Any], jobs: int, user: int) -> Merge:
    names = ", ".join(f"“{term.name}” ({term.slug})" for term in gone)
    history.note(user, [kept], f"Merged {names} into this; jobs that changed: {jobs}.")
    return Merge.objects.create(
        kind=str(kept._meta.model_name),
        survivor=kept.pk,
        told=f"{names} into “{kept.name}” ({kept.slug})"[:TOLD],
        jobs=jobs,
        user=user,
        was=was | {"became": traces.facts(kept)},
    )
