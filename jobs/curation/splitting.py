"""Spellings that turned out to mean something else: they become a term of their own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from jobs.curation import history
from jobs.curation.reach import FIELDS, Refused, aliases, batches, jobs_of
from jobs.importer import twins
from jobs.importer.store.told import meanings_changed
from jobs.lib.places import parse_places
from jobs.lib.text import printable, squeeze
from jobs.models import Job, Place, Reviewed, Term
from jobs.models.feed import BY_HAND
from jobs.models.place import new_place
from jobs.models.term import NAME_LENGTH, NewTerm, Slugs, key_of
from jobs.search import rows


@dataclass(frozen=True, slots=True)
class Split:
    term: Any  # the new Term
    spellings: int
    waiting: int  # jobs whose feeds tell at their next run which of the two they mean


def separable(term: Term) -> list[Any]:
    """The aliases that can be split off: all but those that spell its own name."""
    own = key_of(term.name)
    spelt = term.aliases.order_by("text", "pk")  # type: ignore[attr-defined]
    return [alias for alias in spelt if own not in (alias.key, key_of(alias.text))]


def followers(term: Term) -> list[int]:
    """The jobs that may mean a spelling: which one a feed told of a job, is not stored."""
    field = FIELDS[type(term)]
    found = []
    for some in batches(jobs_of(type(term), [term.pk])):
        jobs = Job.objects.filter(pk__in=some).exclude(feed__address=BY_HAND)
        told = jobs.order_by("pk").values_list("pk", "edited")
        found += [job for job, edited in told if field not in edited]
    return found


def split(
    model: type[Term], term: int, spellings: Collection[int], name: str, *, user: int
) -> Split:
    """Makes a new term of these spellings (primary keys of aliases), in one transaction.

    Imports map them to it from now on. Jobs are not guessed: the next run of their feed writes each
    anew that may have been told by one of them. `user` is the primary key of who decided. Raises
    Refused.
    """
    name = squeeze(printable(name))[:NAME_LENGTH]
    with transaction.atomic():
        twins.lock()  # before the term: an import that writes jobs comes to it in this order
        whole = model.objects.filter(pk=term).select_for_update().first()
        if whole is None:
            raise Refused("It is not there any more, so nothing was split off.")
        chosen = _chosen(whole, spellings)
        _refuse_name(whole, name, {alias.key for alias in chosen})
        part = _made(model, name)
        aliases(model).filter(pk__in=[alias.pk for alias in chosen]).update(term=part)
        part.learn(name)
        waiting = followers(whole)
        for some in batches(waiting):
            Job.objects.filter(pk__in=some).tell_anew()
        meanings_changed(FIELDS[model])
        rows.terms_changed()
        told = ", ".join(f"“{text}”" for text in dict.fromkeys(alias.text for alias in chosen))
        history.note(user, [whole], f"Split {told} off, which is “{name}” ({part.slug}) now.")
        history.note(user, [part], f"Split {told} off “{whole.name}” ({whole.slug}).")
    return Split(part, len(chosen), len(waiting))


def _chosen(whole: Term, spellings: Collection[int]) -> list[Any]:
    """A place may have one text under two keys, as it was written and as it was read."""
    possible = separable(whole)
    texts = {key_of(alias.text) for alias in possible if alias.pk in spellings}
    if not texts or not {alias.pk for alias in possible}.issuperset(spellings):
        raise Refused("Choose one or more of its other spellings.")
    return [alias for alias in possible if key_of(alias.text) in texts]


def _refuse_name(whole: Term, name: str, moving: Collection[str]) -> None:
    """As a name it would be a spelling too, and each means one term."""
    model, key = type(whole), key_of(name)
    if not key:
        raise Refused("Expected a name with at least one letter, digit or sign.")
    owner = model.objects.known([key]).get(key)
    if owner and key not in moving:
        raise Refused(f"“{name}” is already a spelling of “{owner}”.")
    if model.objects.filter(name=name).exists():
        raise Refused(f"There is another {model._meta.verbose_name} “{name}”.")


def _made(model: type[Term], name: str) -> Term:
    """Whoever splits has looked at the word."""
    new = _place(name) if model is Place else model.new(name)
    fields = {**new.fields, "reviewed": True} if issubclass(model, Reviewed) else new.fields
    slug = Slugs(model.objects.all(), []).take(new.slug or name)
    made: Term = model.objects.create(name=name, slug=slug, **fields)
    return made


def _place(name: str) -> NewTerm:
    """With the town and country that can be read in it, if it is one place."""
    read = parse_places(name)
    return new_place(read[0]) if len(read) == 1 else NewTerm(name, fields={"city": name})
