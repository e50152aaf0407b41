"""The jobs of a list as it shows them: one query, the rest is in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from jobs.lib.text import slug
from jobs.models import Job, today
from jobs.search.memory import Snapshot
from jobs.search.memory.bits import Array
from jobs.search.memory.labels import Label

FIELDS = (
    *("pk", "external_id", "title", "arrangement", "posted_on"),
    *("salary_min", "salary_max", "salary_currency", "salary_period", "salary_text"),
)
TERMS = ("employer", "job_type", "level", "category", "industry")
_ARRANGEMENTS = dict(Job.Arrangement.choices)


class CardPlace(NamedTuple):
    name: str
    city: str
    region: str
    country: str  # ISO 3166-1 alpha-2, lower case
    remote: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A live job. Its facts are called as those of `Job`, and mean the same."""

    pk: int
    external_id: str
    title: str
    arrangement: str
    posted_on: date | None
    salary_min: Decimal | None
    salary_max: Decimal | None
    salary_currency: str
    salary_period: str
    salary_text: str
    employer: Label
    job_type: Label | None
    level: Label | None
    category: Label | None
    industry: Label | None
    skill_list: Sequence[Label]
    place_list: Sequence[CardPlace]

    def get_absolute_url(self) -> str:
        return reverse("job", args=[self.pk, slug(self.title)])

    def get_arrangement_display(self) -> str:
        return str(_ARRANGEMENTS.get(self.arrangement, ""))


def cards(board: Snapshot, slots: Array) -> list[Card]:
    """The jobs in these slots in their order, those that are still open."""
    ids = board.ids(slots).tolist()
    found = {row[0]: row for row in _live(today()).filter(pk__in=ids)}
    facts = [found[job] for job in ids if job in found]
    kept = [slot for slot, job in zip(slots.tolist(), ids, strict=True) if job in found]
    named = [
        _labels(board, kind, [row[len(FIELDS) + number] for row in facts])
        for number, kind in enumerate(TERMS)
    ]
    skills = _lists(board, "skill", [board.linked("skills", slot) for slot in kept])
    places = _places(board, [board.linked("places", slot) for slot in kept])
    columns = zip(facts, *named, skills, places, strict=True)
    return [Card(*row[: len(FIELDS)], *rest) for row, *rest in columns]


@lru_cache(maxsize=2)
def _live(_day: date) -> QuerySet[Any, Any]:
    """What is read of live jobs on a day. Kept, for making a query takes longer than its answer."""
    terms = [f"{kind}_id" for kind in TERMS]
    rows: QuerySet[Any, Any] = Job.objects.live().order_by().values_list(*FIELDS, *terms)
    return rows


def _labels(board: Snapshot, kind: str, keys: Sequence[int | None]) -> list[Label | None]:
    labels = board.names.labels(kind, {key for key in keys if key})
    return [labels.get(key) if key else None for key in keys]


def _lists(board: Snapshot, kind: str, lists: Sequence[Sequence[int]]) -> list[list[Label]]:
    labels = board.names.labels(kind, _distinct(lists))
    return [[labels[key] for key in keys if key in labels] for keys in lists]


def _places(board: Snapshot, lists: Sequence[Sequence[int]]) -> list[list[CardPlace]]:
    labels = board.names.labels("place", _distinct(lists))
    spots = board.places.spots
    return [
        [CardPlace(labels[key].name, *spots[key]) for key in keys if key in labels and key in spots]
        for keys in lists
    ]


def _distinct(lists: Iterable[Iterable[int]]) -> set[int]:
    return {key for keys in lists for key in keys}
