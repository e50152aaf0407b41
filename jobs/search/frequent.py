"""Which terms, alone and in which places, have enough live jobs; and when those last changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from jobs.search.areas import areas_of, is_ground
from jobs.search.memory import Snapshot
from jobs.search.memory.bits import Array, ragged, slots_of
from jobs.search.memory.postings import by_value
from jobs.search.memory.segment import Segment
from jobs.search.packing import ARRANGEMENTS
from jobs.search.top import links_of, listed_of

CHUNK = 1 << 16  # jobs read at once: on a board of any size it takes as little memory


class Told(NamedTuple):
    """Of primary keys, ascending: how many jobs each has, and when the newest of them changed."""

    keys: Array
    jobs: Array
    changed: Array  # seconds since 1970


class Frequent:
    """What `least` live jobs of a board or more have in common."""

    def __init__(self, board: Snapshot, least: int) -> None:
        self._board, self._least = board, least
        self._live: Array = np.zeros(board.size, bool)
        self._live[slots_of(board.live)] = True
        self._categories = self._column("category")
        self._listed = {kind: _listed(board, kind) for kind in ("employer", "category", "skill")}

    def terms(self, kind: str) -> Told:
        """The employers, categories or skills; those that are no filter are left out."""
        return self._among(np.flatnonzero(self._live), kind)

    def remote_skills(self) -> Told:
        remote = self._board.having("arrangement", [ARRANGEMENTS.index("remote")])
        return self._among(slots_of(remote & self._board.live), "skill")

    def places(self) -> Iterator[tuple[str, int, Told]]:
        """Each place, and the categories and skills in it where one can go to it.

        Few places are looked at: those with links enough.
        """
        areas = areas_of(self._board)
        offered = listed_of(self._board, "place", areas.keys)
        busy = offered[links_of(self._board, "place", offered) >= self._least]
        for key in busy.tolist():
            slots = self._in_one_of(areas.within(key).tolist())
            if len(slots) < self._least:
                continue
            changed = self._board.column("changed", slots).max()
            yield "place", 0, Told(*map(np.atleast_1d, (key, len(slots), changed)))
            if is_ground(self._board.places.spots[key]):
                for kind in ("category", "skill"):
                    yield kind, key, self._among(slots, kind)

    def _among(self, slots: Array, kind: str) -> Told:
        """The terms that enough of these jobs have; `slots` ascend."""
        parts = [_grouped(self._read(*chunk, kind)) for chunk in self._chunks(slots)]
        told = parts[0] if len(parts) == 1 else _grouped(_joined(parts))
        enough = (told.jobs >= self._least) & self._listed[kind][told.keys]
        return Told(*(column[enough] for column in told))

    def _chunks(self, slots: Array) -> Iterator[tuple[Segment, Array]]:
        """Jobs as rows of their segments, not too many at once."""
        for segment in self._board.segments:
            first, end = np.searchsorted(slots, (segment.offset, segment.offset + segment.size))
            rows = slots[first:end] - segment.offset
            for start in range(0, len(rows), CHUNK):
                yield segment, rows[start : start + CHUNK]

    def _read(self, segment: Segment, rows: Array, kind: str) -> Told:
        """What each of these jobs has: one job each."""
        changed = segment.changed[rows]
        if kind == "skill":
            offsets, values = segment.skills
            keys = ragged(offsets, values, rows)
            changed = np.repeat(changed, offsets[rows + 1] - offsets[rows])
        elif kind == "category":
            keys = self._categories[rows + segment.offset]
        else:
            keys = segment.employers[rows]
        return Told(keys, np.ones(len(keys), np.int64), changed)

    def _in_one_of(self, places: list[int]) -> Array:
        """The live jobs there, by slots that ascend."""
        postings = self._board.postings("place")
        found = np.concatenate([part.of(key) for part in postings for key in places])
        if len(places) > 1:  # a job may be in several
            found = np.unique(found)
        live: Array = found[self._live[found]]
        return live

    def _column(self, kind: str) -> Array:
        """What every job has of a kind, by slot; 0 is none."""
        column: Array = np.zeros(self._board.size, np.uint32)
        for postings in self._board.postings(kind):
            for value in np.flatnonzero(postings.sizes).tolist():
                column[postings.of(value)] = value
        return column


def _listed(board: Snapshot, kind: str) -> Array:
    """Whether each key that a job has is one of a term, and of one that is a filter."""
    listed = np.ones(max(len(postings.sizes) for postings in board.postings(kind)), bool)
    unlisted = slots_of(board.unlisted(kind))
    listed[unlisted[unlisted < len(listed)]] = False
    listed[0] = False  # the key of no term
    return listed


def _joined(parts: list[Told]) -> Told:
    empty = Told(np.empty(0, np.uint32), np.empty(0, np.int64), np.empty(0, np.uint32))
    return Told(*map(np.concatenate, zip(empty, *parts, strict=True)))


def _grouped(rows: Told) -> Told:
    """The rows of each key as one."""
    order = by_value(rows.keys)
    keys = rows.keys[order]
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)])
    if not len(first):
        return rows
    jobs = np.add.reduceat(rows.jobs[order], first)
    return Told(keys[first], jobs, np.maximum.reduceat(rows.changed[order], first))
