"""Which terms, alone and in which places, have enough live jobs; and when those last changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from jobs.search.areas import areas_of
from jobs.search.memory import Snapshot
from jobs.search.memory.bits import Array, ragged, slots_of
from jobs.search.memory.segment import Segment
from jobs.search.packing import ARRANGEMENTS
from jobs.search.top import links_of

CHUNK = 1 << 16  # jobs read at once: on a board of any size it takes as little memory

Changed = dict[int, int]  # when the newest change of its jobs was, in seconds since 1970, by key


class Frequent:
    """What `least` live jobs of a board or more have in common, by primary keys, ascending."""

    def __init__(self, board: Snapshot, least: int) -> None:
        self._board, self._least = board, least
        self._live: Array = np.zeros(board.size, bool)
        self._live[slots_of(board.live)] = True
        self._single = {kind: self._column(kind) for kind in ("employer", "category")}

    def terms(self, kind: str) -> Changed:
        """The employers, categories or skills; skills that are no filter are left out."""
        return self.among(np.flatnonzero(self._live), kind)

    def remote_skills(self) -> Changed:
        remote = self._board.having("arrangement", [ARRANGEMENTS.index("remote")])
        return self.among(slots_of(remote & self._board.live), "skill")

    @cached_property
    def busy(self) -> list[int]:
        """The places that may have enough jobs: those with enough links."""
        keys = areas_of(self._board).keys
        busy: list[int] = keys[links_of(self._board, "place", keys) >= self._least].tolist()
        return busy

    def places(self) -> Iterator[tuple[int, Array]]:
        """Each place with the slots of the live jobs in it."""
        areas = areas_of(self._board)
        for key in self.busy:
            slots = self._in_one_of(areas.within(key).tolist())
            if len(slots) >= self._least:
                yield key, slots

    def changed(self, slots: Array) -> int:
        """When the newest change of these jobs was."""
        return int(self._board.column("changed", slots).max())

    def among(self, slots: Array, kind: str) -> Changed:
        """The terms that enough of these jobs have; `slots` ascend."""
        jobs, changed = np.zeros(1, np.int64), np.zeros(1, np.uint32)
        for segment, rows in self._chunks(slots):
            keys, numbers = self._read(segment, rows, kind)
            size = max(len(jobs), int(keys.max(initial=0)) + 1)
            jobs, changed = _grown(jobs, size), _grown(changed, size)
            jobs += np.bincount(keys, minlength=size)
            np.maximum.at(changed, keys, np.repeat(segment.changed[rows], numbers))
        jobs[0] = 0  # of those that have none
        unlisted = slots_of(self._board.unlisted(kind))
        jobs[unlisted[unlisted < len(jobs)]] = 0
        enough = np.flatnonzero(jobs >= self._least)
        return dict(zip(enough.tolist(), changed[enough].tolist(), strict=True))

    def _chunks(self, slots: Array) -> Iterator[tuple[Segment, Array]]:
        """Jobs as rows of their segments, not too many at once."""
        for segment in self._board.segments:
            first, end = np.searchsorted(slots, (segment.offset, segment.offset + segment.size))
            rows = slots[first:end] - segment.offset
            for start in range(0, len(rows), CHUNK):
                yield segment, rows[start : start + CHUNK]

    def _read(self, segment: Segment, rows: Array, kind: str) -> tuple[Array, Array]:
        """The keys that jobs have, one job after the other, and how many each has."""
        if kind in self._single:
            return self._single[kind][rows + segment.offset], np.ones(len(rows), np.int64)
        offsets, values = segment.skills
        return ragged(offsets, values, rows).astype(np.intp), offsets[rows + 1] - offsets[rows]

    def _in_one_of(self, places: list[int]) -> Array:
        postings = self._board.postings("place")
        found = np.concatenate([part.of(key) for part in postings for key in places])
        if len(places) > 1 or len(postings) > 1:  # a job may be in several
            found = np.unique(found)
        live: Array = found[self._live[found]]
        return live

    def _column(self, kind: str) -> Array:
        """What every job has of a kind, by slot; 0 is none."""
        column: Array = np.zeros(self._board.size, np.intp)
        for postings in self._board.postings(kind):
            for value in np.flatnonzero(postings.sizes).tolist():
                column[postings.of(value)] = value
        return column


def _grown(array: Array, size: int) -> Array:
    return np.concatenate([array, np.zeros(size - len(array), array.dtype)])
