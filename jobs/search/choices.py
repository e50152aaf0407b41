"""The kinds of filters: which values of a key are known, and which jobs they leave.

A value that nothing is known by is left out and remembered for a notice: a link with one stale
value still shows its other jobs, and never a page that is empty without a reason.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

import django_filters
from pyroaring import BitMap

from jobs.lib.countries import country_name
from jobs.search.fields import ValuesField
from jobs.search.memory import Snapshot
from jobs.search.memory.segment import code_of
from jobs.search.packing import ARRANGEMENTS

WITHIN = ("10", "25", "50", "100")  # kilometres
MAX_VALUES = 20  # of one key; more cannot have been clicked together


@dataclass(frozen=True, slots=True)
class Chosen:
    """The values of one key: those that mean something, and those that do not."""

    values: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    too_many: bool = False  # some were not looked at


class Choice(django_filters.Filter):
    """Values of one key; a subclass says which are known and which jobs they leave."""

    field_class = ValuesField
    single = False
    parent: Any  # the FilterSet, set by django-filter

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> Choice:
        return copy(self)  # of its own it has its parent only

    @property
    def board(self) -> Snapshot:
        board: Snapshot = self.parent.board
        return board

    def chosen(self, given: Sequence[str]) -> Chosen:
        looked_at = given[:MAX_VALUES]
        plausible = [text for text in looked_at if _plausible(text)]
        known = set(self.known(plausible)) if plausible else set()
        right = [text for text in plausible if text in known]
        kept = right[:1] if self.single else right
        return Chosen(
            values=tuple(kept),
            unknown=tuple(text for text in looked_at if text not in known),
            too_many=len(given) > MAX_VALUES or len(kept) < len(right),
        )

    def known(self, values: list[str]) -> Collection[str]:
        raise NotImplementedError

    def jobs(self, values: tuple[str, ...]) -> BitMap | None:
        """The jobs that the values leave, live or not; None when they leave all."""
        raise NotImplementedError


class TermChoice(Choice):
    """Slugs of terms that a job has one of, by the board's name of their kind."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__()

    def chosen(self, given: Sequence[str]) -> Chosen:
        """A slug of a term that was merged into another means that one."""
        found = super().chosen(given)
        moved = self.board.names.moved(self.kind, list(filter(_plausible, found.unknown)))
        today = dict.fromkeys(moved.get(text, text) for text in given)
        return super().chosen(list(today)) if moved else found

    def known(self, values: list[str]) -> Collection[str]:
        return self.board.names.keys(self.kind, values)

    def jobs(self, values: tuple[str, ...]) -> BitMap:
        return self.board.having(self.kind, self.board.names.keys(self.kind, values).values())


class PlaceChoice(TermChoice):
    """A place and what lies in it, and the towns `within` so far of a chosen town."""

    def jobs(self, values: tuple[str, ...]) -> BitMap:
        return self.jobs_within(self.parent.kilometres, values)

    def jobs_within(self, kilometres: int, values: tuple[str, ...]) -> BitMap:
        keys = list(self.board.names.keys(self.kind, values).values())
        places = self.board.places
        near = places.near(keys, kilometres) if kilometres else ()
        return self.board.having(self.kind, {*places.within(keys), *near})

    def towns(self, values: tuple[str, ...]) -> frozenset[str]:
        """Those that have coordinates."""
        keys = self.board.names.keys(self.kind, values)
        located = set(self.board.places.located(keys.values()))
        return frozenset(slug for slug, key in keys.items() if key in located)


class WithinChoice(Choice):
    """Kilometres around the chosen towns; it filters nothing by itself.

    Without a place it means nothing, and around a place of which nobody knows where it lies it is
    unknown.
    """

    single = True

    def chosen(self, given: Sequence[str]) -> Chosen:
        found = super().chosen(given)
        if self.parent.towns:
            return found
        unknown = found.values if self.parent.chosen("place").values else ()
        return replace(found, values=(), unknown=(*found.unknown, *unknown))

    def known(self, values: list[str]) -> Collection[str]:
        return set(WITHIN).intersection(values)

    def jobs(self, values: tuple[str, ...]) -> None:
        return None


class CountryChoice(Choice):
    def known(self, values: list[str]) -> Collection[str]:
        return [code for code in values if code.islower() and country_name(code)]

    def jobs(self, values: tuple[str, ...]) -> BitMap:
        return self.board.having("country", map(code_of, values))


class ArrangementChoice(Choice):
    def known(self, values: list[str]) -> Collection[str]:
        return set(ARRANGEMENTS[1:]).intersection(values)

    def jobs(self, values: tuple[str, ...]) -> BitMap:
        return self.board.having("arrangement", map(ARRANGEMENTS.index, values))


def _plausible(text: str) -> bool:
    return len(text) <= 100 and text.isprintable()
