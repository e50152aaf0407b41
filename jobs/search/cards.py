"""The jobs of a list as it shows them: one query, the rest is in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from jobs.models import Job, job_path, today
from jobs.models.life import is_featured
from jobs.models.local import arrangement_label
from jobs.search.memory import Snapshot
from jobs.search.memory.bits import Array
from jobs.search.memory.labels import Label

FIELDS = (
    *("pk", "external_id", "title", "arrangement", "posted_on", "first_seen_at"),
    *("salary_min", "salary_max", "salary_currency", "salary_period", "salary_text", "feed_id"),
    "featured_until",
)
TERMS = ("employer", "job_type", "level", "category", "industry")


class CardPlace(NamedTuple):
    name: str
    city: str
    region: str
    country: str  # ISO 3166-1 alpha-2, lower case
    remote: bool
    label: str  # the name in the reader's language


@dataclass(frozen=True, slots=True)
class Card:
    """A live job. Its facts are called as those of `Job`, and mean the same."""

    pk: int
    external_id: str
    title: str
    arrangement: str
    posted_on: date | None
    first_seen_at: datetime
    salary_min: Decimal | None
    salary_max: Decimal | None
    salary_currency: str
    salary_period: str
    salary_text: str
    feed_id: int
    featured_until: date | None
    employer: Label
    job_type: Label | None
    level: Label | None
    category: Label | None
    industry: Label | None
    skill_list: Sequence[Label]
    place_list: Sequence[CardPlace]

    def get_absolute_url(self) -> str:
        return job_path(self.pk, self.title)

    @property
    def is_featured(self) -> bool:
        return is_featured(self.featured_until)

    def get_arrangement_display(self) -> str:
        return arrangement_label(self.arrangement)


def cards(board: Snapshot, slots: Array) -> list[Card]:
    """The jobs in these slots in their order, those that are still open."""
    ids = board.ids(slots).tolist()
    found = {row[0]: row for row in _read(ids)}
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


def _read(ids: Sequence[int]) -> Iterable[Sequence[Any]]:
    """FIELDS and TERMS of those of these jobs that are live."""
    if not ids:
        return []
    made = _made(today(), len(ids))
    with connection.cursor() as cursor:
        cursor.execute(made.sql, (*made.before, *ids, *made.after))
        rows: Iterable[Sequence[Any]] = made.compiler.apply_converters(
            cursor.fetchall(), made.converters
        )
    return rows


class _Made(NamedTuple):
    sql: str
    before: tuple[Any, ...]  # parameters before the ids, and after them
    after: tuple[Any, ...]
    compiler: Any
    converters: Any


@lru_cache(maxsize=64)
def _made(_day: date, number: int) -> _Made:
    """The query for so many jobs, made once a day: that takes longer than to answer it."""
    marks = list(range(-number, 0))  # they stand for the ids
    terms = [f"{kind}_id" for kind in TERMS]
    rows = Job.objects.live().filter(pk__in=marks).order_by().values_list(*FIELDS, *terms)
    compiler = rows.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    at = params.index(marks[0])
    converters = compiler.get_converters(column for column, *_rest in compiler.select)
    return _Made(sql, params[:at], params[at + number :], compiler, converters)


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
        [
            CardPlace(labels[key].name, *spots[key], labels[key].label)
            for key in keys
            if key in labels and key in spots
        ]
        for keys in lists
    ]


def _distinct(lists: Iterable[Iterable[int]]) -> set[int]:
    return {key for keys in lists for key in keys}
