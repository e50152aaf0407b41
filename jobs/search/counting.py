"""How many jobs of a set have each value of a key. Exact, whichever way is shorter.

A small set is read job by job; a large one is met with the sets of the most frequent values, until
no further value can have more jobs than those found: no value has more jobs in a set than in all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from pyroaring import BitMap

from jobs.search.memory import Snapshot
from jobs.search.memory.bits import Array, ragged, slots_of

Count = tuple[int, int]  # a value, and the number of its jobs
_READ = 25e-9  # seconds to read one value of one job
_MEET = 2e-6  # seconds to meet one set, and a little for each 65,536 slots
_BLOCK = 0.3e-6
_FEW = 1_000  # terms: it is shorter to meet their sets than to read every job
_AT_ONCE = 32  # values met before it is asked whether any other can have more


class Sizes(NamedTuple):
    """How many jobs at most each value has on the whole board."""

    values: Array  # the most frequent first
    sizes: Array  # of these
    falling: Array  # minus the sizes, and so ascending
    total: int


def top(board: Snapshot, key: str, jobs: BitMap, number: int) -> list[Count]:
    """The values with the most jobs of the set, at least one; of equal ones the lower value first.

    Values that are no filter are left out.
    """
    read = _READERS.get(key)
    if read and _shorter_to_read(board, key, jobs, number):
        return _first(_read(board, key, jobs), number)
    return _met(board, key, jobs, number)


def every(board: Snapshot, key: str, jobs: BitMap) -> list[Count]:
    """Every value that has jobs of the set, as `top` orders them."""
    return top(board, key, jobs, len(sizes_of(board, key).values) + 1)


def count(board: Snapshot, key: str, value: int, jobs: BitMap) -> int:
    """How many jobs of the set have a value."""
    return _in_common(board, key, jobs, [value])[0]


def live_jobs(board: Snapshot, kind: str, terms: Sequence[int]) -> list[int]:
    """How many live jobs each of these terms (primary keys) has, whether it is a filter or not."""
    if kind not in _READERS or len(terms) < _FEW:
        return _in_common(board, kind, board.live, terms)
    counts = _counted(board, kind, board.live)
    known: list[int] = counts[np.minimum(np.array(terms), len(counts) - 1)].tolist()
    return [number if term < len(counts) else 0 for term, number in zip(terms, known, strict=True)]


def sizes_of(board: Snapshot, key: str) -> Sizes:
    return board.once(("sizes", key), lambda: _sizes(board, key))


def _sizes(board: Snapshot, key: str) -> Sizes:
    parts = [postings.sizes for postings in board.postings(key)]
    total = np.zeros(max(map(len, parts)), np.int64)
    for part in parts:
        total[: len(part)] += part
    total[0] = 0
    total[_unlisted(board, key, len(total))] = 0
    order = np.argsort(-total, kind="stable")[: np.count_nonzero(total)]
    return Sizes(order, total[order], -total[order], int(total.sum()))


def _unlisted(board: Snapshot, key: str, size: int) -> Array:
    keys = slots_of(board.unlisted(key))
    return keys[keys < size]


def _shorter_to_read(board: Snapshot, key: str, jobs: BitMap, number: int) -> bool:
    sizes = sizes_of(board, key)
    known = sizes.sizes
    links = sizes.total / max(1, board.size)
    to_read = len(jobs) * links * _READ
    share = len(jobs) / max(1, board.size)
    # As many values as may have more jobs on the board than the last one found has in the set.
    place = min(number, len(known)) - 1
    least = known[place] * share if place >= 0 else 0
    met = int(np.searchsorted(sizes.falling, -least, side="right"))
    return to_read < met * (_MEET + board.size / 65_536 * _BLOCK)


def _met(board: Snapshot, key: str, jobs: BitMap, number: int) -> list[Count]:
    values, sizes, *_rest = sizes_of(board, key)
    best: list[tuple[int, int]] = []  # minus the jobs, and the value: the best first
    start, end = 0, number
    while start < len(values) and (len(best) < number or sizes[start] >= -best[-1][0]):
        some = values[start:end].tolist()
        counts = _in_common(board, key, jobs, some)
        best += [(-common, value) for value, common in zip(some, counts, strict=True) if common]
        best = sorted(best)[:number]
        start, end = end, end + _AT_ONCE
    return [(value, -common) for common, value in best]


def _in_common(board: Snapshot, key: str, jobs: BitMap, values: Sequence[int]) -> list[int]:
    base, *delta = board.postings(key)
    meet = jobs.intersection_cardinality
    counts = [meet(base[value]) for value in values]
    for more in delta:
        counts = [one + meet(more[value]) for one, value in zip(counts, values, strict=True)]
    return counts


def _read(board: Snapshot, key: str, jobs: BitMap) -> Array:
    """The number of jobs by value, of those that are a filter."""
    counts = _counted(board, key, jobs)
    counts[_unlisted(board, key, len(counts))] = 0
    return counts


def _counted(board: Snapshot, key: str, jobs: BitMap) -> Array:
    """The number of jobs by value."""
    slots = slots_of(jobs)
    middle = int(np.searchsorted(slots, slots.dtype.type(board.base.size)))
    read = _READERS[key]
    values = np.concatenate(
        [
            read(board, 0, slots[:middle]),
            read(board, 1, slots[middle:] - board.base.size),
        ]
    )
    counts = np.bincount(values.astype(np.intp), minlength=1)
    counts[0] = 0
    return counts


def _first(counts: Array, number: int) -> list[Count]:
    values = np.flatnonzero(counts)
    # One number a value: more jobs are more, and of equals the lower value is more.
    ranks = (counts[values] << 32) - values
    if len(ranks) > number:
        kept = np.argpartition(ranks, len(ranks) - number)[len(ranks) - number :]
        values, ranks = values[kept], ranks[kept]
    best = values[np.argsort(-ranks)]
    return list(zip(best.tolist(), counts[best].tolist(), strict=True))


def _skills(board: Snapshot, part: int, slots: Array) -> Array:
    return ragged(*(board.base, board.delta)[part].skills, slots)


def _employers(board: Snapshot, part: int, slots: Array) -> Array:
    found: Array = (board.base, board.delta)[part].employers[slots]
    return found


_READERS: dict[str, Callable[[Snapshot, int, Array], Array]] = {
    "skill": _skills,
    "employer": _employers,
}
