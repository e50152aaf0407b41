"""What the words of feeds mean today: spellings become terms through their aliases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from jobs.importer.store.words import AMOUNTS, DAYS, TERMS
from jobs.lib.places import ParsedPlace
from jobs.models import Job, JobPlace, JobSkill, Place, Skill
from jobs.models.place import place_key
from jobs.models.term import key_of
from jobs.search.rows import linked

LINKS: Mapping[str, tuple[type[Model], str]] = {
    "skills": (JobSkill, "skill_id"),
    "places": (JobPlace, "place_id"),
}


class Meanings:
    """What the words of feeds mean today, as a job stores it: terms by primary key.

    A spelling that nobody knows means nothing yet, unless it shall `create` what it means, as an
    import would.
    """

    def __init__(self, told: Iterable[tuple[str, Any]], *, create: bool = False) -> None:
        """`told` are all fields and words that will be asked for: one query a kind of term."""
        names: defaultdict[str, set[str]] = defaultdict(set)
        places: list[Mapping[str, Any]] = []
        for field, words in told:
            if field == "places":
                places += words
            elif field == "skills" or field in TERMS:
                names[field].update(words if field == "skills" else [words])
        self._known = {field: _named(field, several, create) for field, several in names.items()}
        self._places = _Places(places, create)

    def of(self, field: str, words: Any) -> Any:
        if field in TERMS:
            return self._known[field].get(words)
        if field == "skills":
            return _each(map(self._known[field].get, words))
        if field == "places":
            return _each(map(self._places.of, words))
        if field in AMOUNTS:
            return Decimal(words) if words else None
        if field in DAYS:
            return date.fromisoformat(words) if words else None
        return words


class _Places:
    """Places as FeedValue has them: facts that were read, and the `id` of one that was stored."""

    def __init__(self, told: Collection[Mapping[str, Any]], create: bool) -> None:
        ids = {place["id"] for place in told if "id" in place}
        self._there = set(Place.objects.filter(pk__in=ids).values_list("pk", flat=True))
        places = {self._parsed(place) for place in told if place.get("id") not in self._there}
        if create:
            Place.objects.parsed(places)
        self._known = Place.objects.known(key for place in places for key in _keys(place))

    def of(self, told: Mapping[str, Any]) -> int | None:
        if told.get("id") in self._there:
            return int(told["id"])
        keys = _keys(self._parsed(told))
        return next((self._known[key].pk for key in keys if key in self._known), None)

    def _parsed(self, told: Mapping[str, Any]) -> ParsedPlace:
        return ParsedPlace(**{name: fact for name, fact in told.items() if name != "id"})


def stored(jobs: Collection[int]) -> dict[int, Callable[[str], Any]]:
    """For each of these jobs what it has of a field, as `Meanings` has it."""
    links = {name: linked(through, target, jobs) for name, (through, target) in LINKS.items()}

    def of(job: Job) -> Callable[[str], Any]:
        return lambda field: (
            list(links[field][job.pk]) if field in LINKS else getattr(job, attribute(field))
        )

    return {job.pk: of(job) for job in Job.objects.filter(pk__in=jobs)}


def attribute(field: str) -> str:
    return f"{field}_id" if field in TERMS else field


def _named(field: str, names: Collection[str], create: bool) -> dict[str, int]:
    """What each name is called by today, as a primary key."""
    model: Any = Skill if field == "skills" else Job._meta.get_field(field).related_model
    if create:
        model.named(sorted(names))
    known = model.objects.known(map(key_of, names))
    return {name: known[key_of(name)].pk for name in names if key_of(name) in known}


def _keys(place: ParsedPlace) -> tuple[str, str]:
    """A text that an editor made an alias is that place, whatever could be read from it."""
    return key_of(place.text), place_key(place)


def _each(terms: Iterable[int | None]) -> list[int]:
    return list(dict.fromkeys(term for term in terms if term))
