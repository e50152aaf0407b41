"""The way back from a merge: the merged terms are on their own again, as they were before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from jobs.curation import history, reach, traces
from jobs.curation.reach import Refused, batches
from jobs.importer import twins
from jobs.importer.store import blocks
from jobs.importer.store.told import meanings_changed
from jobs.models import BoardDay, FormerSlug, Job, Merge, NotSame, Place, Term
from jobs.models.feed import BY_HAND
from jobs.search import index, rows


@dataclass(frozen=True, slots=True)
class Plan:
    """What undoing a merge would do, as everything stands now."""

    merge: Merge
    survivor: Any  # the Term
    terms: Sequence[traces.Facts]  # that come back
    jobs: Mapping[int, Sequence[traces.Link]]  # that go back, by primary key, and what to
    open: Sequence[int]  # jobs whose text changed since: which term their feed means, it tells next
    keys: Mapping[int, Sequence[str]]  # the spellings that go back, by term

    @property
    def model(self) -> type[Term]:
        return type(self.survivor)

    @property
    def names(self) -> str:
        return ", ".join(f"“{term['name']}” ({term['slug']})" for term in self.terms)

    def jobs_of(self, term: int) -> list[int]:
        return [job for job, links in self.jobs.items() if term in dict(links)]


def plan(merge: int) -> Plan:
    """Raises Refused where the merge cannot be undone (any more)."""
    found = Merge.objects.filter(pk=merge).first()
    if found is None:
        raise Refused("This merge is not there any more.")
    model, terms = reach.KINDS[found.kind], found.was["terms"]
    survivor = model.objects.filter(pk=found.survivor).first()
    if found.undone_at:
        raise Refused("This merge was undone before.")
    if survivor is None:
        raise Refused(f"What they were merged into is not there any more. {_first(found)}")
    if _after(found).filter(survivor=found.survivor).exists():
        raise Refused(f"Others were merged into “{survivor}” after that. {_first(found)}")
    _refuse_taken(survivor, terms, found.was["survivor"]["name"])
    jobs, unsure = _jobs(survivor, found.was)
    return Plan(found, survivor, terms, jobs, unsure, _keys(survivor, found.was))


def undo(merge: int, *, user: int) -> Plan:
    """Undoes a merge (its primary key) in one transaction, and returns what was done.

    The terms come back with their primary keys, addresses, facts and spellings, and the jobs that
    were theirs. What was decided or told since stays: a spelling that was split off, a field that
    an editor wrote, a fact that changed. `user` is the primary key of who decided. Raises Refused.
    """
    with transaction.atomic():
        twins.lock()  # before any row: imports take their locks in this order
        Merge.objects.select_for_update().filter(pk=merge).first()
        done = plan(merge)
        model, survivor = done.model, done.survivor
        terms = [model(**_existing(model, facts)) for facts in done.terms]
        model.objects.bulk_create(terms)
        survivor.give_back(done.merge.was["survivor"], done.merge.was["became"])
        survivor.save()
        _names_back(done, terms)
        _jobs_back(done)
        if model in reach.IN_TWIN_KEYS:
            with blocks.following():
                twins.renew(done.jobs)
        index.put(done.jobs)
        meanings_changed(reach.FIELDS[model])
        rows.terms_changed()
        BoardDay.note()
        done.merge.undone_at, done.merge.undone_by = timezone.now(), user
        done.merge.save(update_fields=["undone_at", "undone_by"])
        told = f"Undid the merge of {done.names}; jobs that went back: {len(done.jobs)}."
        history.note(user, [survivor], told)
        history.note(user, terms, f"Is on its own again, no longer merged into “{survivor}”.")
    return done


def _after(merge: Merge) -> Any:
    """Later merges of the same kind that still hold."""
    return Merge.objects.filter(kind=merge.kind, pk__gt=merge.pk, undone_at=None)


def _first(merge: Merge) -> str:
    """Which later merge stands in the way of this one, told as a sentence."""
    later = _after(merge).order_by("-pk").values_list("told", "survivor", "was__gone")
    met = (told for told, kept, gone in later if merge.survivor in (kept, *gone))
    return next((f"Undo that merge first: {told}." for told in met), "")


def _refuse_taken(survivor: Term, terms: Sequence[traces.Facts], name: str) -> None:
    """Nobody else may have an address or a name by now that they would have again."""
    model = type(survivor)
    others = model.objects.exclude(pk=survivor.pk) if name == survivor.name else model.objects.all()
    for term in terms:
        owner = model.objects.at(term["slug"])
        if owner and (owner != survivor or owner.slug == term["slug"]):
            raise Refused(f"“{term['slug']}” is the address of “{owner}” by now: change it first.")
        if model is not Place and others.filter(name=term["name"]).exists():  # known by its parts
            kind = model._meta.verbose_name
            raise Refused(f"There is another {kind} “{term['name']}” by now: rename it first.")


def _jobs(
    survivor: Term, was: Mapping[str, Any]
) -> tuple[dict[int, Sequence[traces.Link]], list[int]]:
    """The jobs that go back, and those of which nobody knows before their feed tells again."""
    gone, before = set(was["gone"]), traces.remembered(was)
    back: dict[int, Sequence[traces.Link]] = {}
    unsure = []
    for job, now in traces.jobs(type(survivor), [survivor.pk]).items():
        old = before.get(job)
        if old and gone.intersection(dict(old.links)) and _is_as_merged(old, now):
            back[job] = old.links
        if not now.edited and (old is None or old.content != now.content):
            unsure.append(job)
    return back, unsure


def _is_as_merged(old: traces.JobTrace, now: traces.JobTrace) -> bool:
    """Whether no editor wrote the field since: what he wrote before is where the merge put it."""
    first = min(position for _term, position in old.links)
    return not now.edited or (old.edited and now.links[0][1] == first)


def _keys(survivor: Term, was: Mapping[str, Any]) -> dict[int, Sequence[str]]:
    own = set(survivor.aliases.values_list("key", flat=True))  # type: ignore[attr-defined]
    return {int(term): [key for key in keys if key in own] for term, keys in was["keys"].items()}


def _existing(model: type[Term], facts: traces.Facts) -> traces.Facts:
    """Without what it pointed to and is gone, such as a logo that nobody had any more."""
    pointing = [one for one in model._meta.concrete_fields if one.is_relation]
    lost = {
        one.attname: None
        for one in pointing
        if not one.related_model._default_manager.filter(pk=facts[one.attname]).exists()  # type: ignore[union-attr]
    }
    return facts | lost


def _names_back(done: Plan, terms: Sequence[Term]) -> None:
    """Spellings, addresses, and what was said of the pairs."""
    model, kept, was = done.model, done.survivor.pk, done.merge.was
    former = FormerSlug.objects.of(model).filter(term=kept)
    former.filter(slug__in=[term.slug for term in terms]).delete()
    for term in terms:
        keys = done.keys.get(term.pk, ())
        reach.aliases(model).filter(term=kept, key__in=keys).update(term=term)
        former.filter(slug__in=was["slugs"].get(str(term.pk), ())).update(term=term.pk)
        term.learn(term.name)
    told, gone = {(one, other) for one, other, _user in was["apart"]}, set(was["gone"])
    for one, other, user in was["apart"]:
        if gone.intersection((one, other)):
            became = sorted({kept if pk in gone else pk for pk in (one, other)})
            if len(became) == 2 and tuple(became) not in told:  # it has that from them alone
                NotSame.objects.of(model, became).filter(one=became[0], other=became[1]).delete()
            NotSame.objects.remember(model, (one, other), user=user)


def _jobs_back(done: Plan) -> None:
    model, kept = done.model, done.survivor.pk
    held = reach.links(model)
    for some in batches(list(done.jobs)):
        if held is None:
            name = reach.FIELDS[model]
            for term in done.merge.was["gone"]:
                here = [job for job in some if term in dict(done.jobs[job])]
                Job.objects.filter(pk__in=here).update(**{f"{name}_id": term})
            continue
        manager, column = held
        manager.filter(job__in=some, **{column: kept}).delete()
        linked = [
            manager.model(job_id=job, position=position, **{column: term})
            for job in some
            for term, position in done.jobs[job]
        ]
        manager.bulk_create(linked)
    for some in batches(done.open):
        Job.objects.filter(pk__in=some).exclude(feed__address=BY_HAND).tell_anew()
