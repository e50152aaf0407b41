"""Stored jobs as openings, read in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from django.db.models import Q

from jobs.importer.twin_keys import Keys
from jobs.importer.twin_repeats import Opening
from jobs.models import Job

T = TypeVar("T")
BATCH = 500  # keys or rows a query
_TAKES_PART = Q(apart=False) & (
    Q(closed_at=None) | Q(closed_reason=Job.ClosedReason.EDITOR) | Q(hidden=True)
)
_ASIDE = {"feed": "feed_id", "role": "role_key", "apply": "apply_key", "text": "text_key"}
_FACTS = tuple(_ASIDE.get(name, name) for name in Opening._fields)  # of Job


class Row(NamedTuple):
    opening: Opening
    same_as: int | None
    takes_part: bool

    @property
    def keys(self) -> Keys:
        return Keys(self.opening.role, self.opening.apply, self.opening.text)


def having(column: str, keys: Iterable[int | None]) -> Iterator[Row]:
    for batch in batches(keys):
        yield from rows_of(Q(**{f"{column}__in": batch}))


def rows_of(which: Q) -> Iterator[Row]:
    jobs = Job.objects.filter(which).filter(_TAKES_PART | Q(same_as__isnull=False)).order_by()
    facts = (*_FACTS, "same_as_id", "takes_part")
    for row in jobs.annotate(takes_part=_TAKES_PART).values_list(*facts):
        yield Row(Opening(*row[: len(_FACTS)]), *row[len(_FACTS) :])


def batches(values: Iterable[T]) -> Iterator[Sequence[T]]:
    rest = iter(values)
    while batch := list(islice(rest, BATCH)):
        yield batch
