"""In which order results stand, without looking at every one: sets of jobs, the best set first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
from pyroaring import BitMap

from jobs.search.matches import at_least, strong
from jobs.search.memory import Snapshot
from jobs.search.memory.bits import Array
from jobs.search.memory.segment import code_of
from jobs.search.query import Group, Query

Pick = Callable[[BitMap, int], Array]  # the first so many slots of a set, in their order
Tier = tuple[BitMap, Pick]
Tiers = Callable[[BitMap], Iterable[Tier]]  # the tiers of a set of jobs


def cut(tiers: Iterable[Tier], start: int, number: int) -> Array:
    """So many slots from a place on, over all tiers."""
    parts: list[Array] = [np.empty(0, np.uint32)]
    for jobs, pick in tiers:
        size = len(jobs)
        if start >= size:
            start -= size
            continue
        taken = pick(jobs, start + number)[start:]
        parts.append(taken)
        start, number = 0, number - len(taken)
        if not number:
            break
    return np.concatenate(parts)


def by_date(board: Snapshot, front: BitMap) -> Tiers:
    """The newest first; those of `front` before all others."""
    if not front:
        return lambda jobs: [(jobs, board.newest)]
    return lambda jobs: [(jobs & front, board.newest), (jobs - front, board.newest)]


def by_pay(board: Snapshot, currency: str) -> Tiers:
    """Amounts are only compared within a currency: the chosen one, the others, the unknown."""

    def tiers(jobs: BitMap) -> Iterator[Tier]:
        others = [code for code in board.currencies if code != currency]
        for code in (currency, *others, ""):
            stated = jobs & board.having("currency", [code_of(code)])
            yield stated - board.unpaid, board.best_paid
            yield stated & board.unpaid, board.newest

    return tiers


class Relevance:
    """Where the words stand: title, then names of skills, then other facts, then the rest.

    Within each, the more of the words are in the title the better, as they were typed before others
    that mean the same; and then the newest. `levels` are for a query that no job matches whole:
    the last of them has the most of the words.
    """

    def __init__(self, board: Snapshot, query: Query, levels: Sequence[BitMap] = ()) -> None:
        self._board, self._query, self._levels = board, query, levels

    def __call__(self, jobs: BitMap) -> Iterator[Tier]:
        for within in self._strengths():
            left = jobs & within
            jobs = jobs - left
            for titled in self._titled:
                if not left:
                    break
                if best := left & titled:
                    left = left - best
                    yield best, self._board.newest
            if left:
                yield left, self._board.newest
        if jobs:
            yield jobs, self._board.newest

    def _strengths(self) -> Iterator[BitMap]:
        """From the best to the worst; a later one may hold jobs of an earlier one again."""
        if self._levels:
            yield from reversed(self._levels)
            return
        yield _common(self._titles)
        yield _common(self._skills)
        yield _common(self._facts)
        yield self._board.live

    @cached_property
    def _titled(self) -> list[BitMap]:
        """All words in the title as typed, all in the title; all but one ...; one."""
        typed, meant = at_least(self._typed), at_least(self._titles)
        return [
            jobs for pair in zip(reversed(typed), reversed(meant), strict=True) for jobs in pair
        ]

    @cached_property
    def _typed(self) -> list[BitMap]:
        """Titles with the words themselves: no synonym, and no other word of the same stem."""
        typed = self._query.typed or ("",) * len(self._query.wanted)
        pairs = zip(typed, self._query.wanted, strict=True)
        return [
            self._board.titled_as_typed(word)
            if word
            else strong(self._board, Group(group.any_of[:1]), 1)
            for word, group in pairs
        ]

    @cached_property
    def _titles(self) -> list[BitMap]:
        return [strong(self._board, group, 1) for group in self._query.wanted]

    @cached_property
    def _skills(self) -> list[BitMap]:
        return self._with(self._titles, 2)

    @cached_property
    def _facts(self) -> list[BitMap]:
        return self._with(self._skills, 3)

    def _with(self, stronger: list[BitMap], strength: int) -> list[BitMap]:
        pairs = zip(stronger, self._query.wanted, strict=True)
        return [jobs | strong(self._board, group, strength) for jobs, group in pairs]


def _common(sets: Sequence[BitMap]) -> BitMap:
    return BitMap.intersection(*sets)


class Spread:
    """An order in which one employer has at most half of the first page when others match too.

    The rest follows on the next page, in the order it had. Employers in `named` are what the
    seeker asked for: they may fill the page. Jobs of `front`, which stand first in `tiers`, are
    never held back; they count as those of their employers.
    """

    def __init__(
        self,
        board: Snapshot,
        tiers: Tiers,
        size: int,
        *,
        named: Iterable[int] = (),
        front: BitMap | None = None,
    ) -> None:
        self._board, self._tiers, self._size = board, tiers, size
        self._named, self._front = frozenset(named), front or BitMap()

    def __call__(self, jobs: BitMap) -> Iterator[Tier]:
        first = self._first(jobs) if len(jobs) > self._size else jobs
        yield from self._tiers(first)
        if len(first) < len(jobs):
            yield from self._tiers(jobs - first)

    def _first(self, jobs: BitMap) -> BitMap:
        in_front = cut(self._tiers(jobs & self._front), 0, self._size)
        chosen, left = BitMap(in_front.tolist()), jobs - self._front
        counts = Counter(self._board.column("employers", in_front).tolist())
        while left and len(chosen) < self._size:
            found = cut(self._tiers(left), 0, self._size - len(chosen))
            crowded = set()
            employers = self._board.column("employers", found)
            for slot, employer in zip(found.tolist(), employers.tolist(), strict=True):
                counts[employer] += 1
                if counts[employer] <= self._size // 2 or employer in self._named:
                    chosen.add(slot)
                else:
                    crowded.add(employer)
            left = left - BitMap(found.tolist()) - self._board.having("employer", crowded)
        missing = self._size - len(chosen)
        return chosen | BitMap(cut(self._tiers(jobs - chosen), 0, missing).tolist())
