"""Which terms have the most open jobs, without counting the jobs of all of them."""

from __future__ import annotations

import numpy as np
from pyroaring import BitMap

from jobs.search.areas import areas_of
from jobs.search.memory import Snapshot
from jobs.search.memory.bits import Array, ragged, slots_of

_SHARE = 0.1  # of the board: to read the places of fewer jobs takes less than to meet more sets


def most_jobs(board: Snapshot, kind: str, keys: Array, number: int) -> dict[int, int]:
    """The terms with the most live jobs, by primary key, the most frequent first.

    The number is that of the results after choosing the term, so a place has the jobs of what lies
    in it. Terms without jobs, or that are no filter, are left out; which of equally frequent ones
    is kept, is open.
    """
    keys = listed_of(board, kind, keys)
    if kind == "place":
        keys = keys[np.isin(keys, areas_of(board).keys)]
    links = links_of(board, kind, keys)
    best: list[tuple[int, int]] = []
    for at in np.argsort(-links, kind="stable").tolist():
        if len(best) == number and links[at] <= best[-1][0]:
            break  # a job has a link at least: none of the others has more jobs
        if count := _jobs(board, kind, int(keys[at])):
            best = sorted([*best, (count, int(keys[at]))], key=lambda row: (-row[0], row[1]))
            best = best[:number]
    return {key: count for count, key in best}


def busiest_places(
    board: Snapshot, jobs: BitMap, number: int, keys: Array | None = None
) -> dict[int, int]:
    """The places with the most of these jobs, the most frequent first; else of towns and regions.

    A region has the jobs of its towns, as choosing it finds them; of equally frequent ones the
    lower primary key comes first.
    """
    areas = areas_of(board)
    keys = listed_of(board, "place", areas.on_land if keys is None else keys)
    few = len(jobs) < board.size * _SHARE
    own = _links_in(board, jobs, areas.keys) if few else _own_links(board, "place", areas.keys)
    links = areas.links(own, keys)
    best: list[tuple[int, int]] = []  # minus the jobs, and the key: the best first
    for at in np.argsort(-links, kind="stable").tolist():
        if not links[at] or (len(best) == number and links[at] < -best[-1][0]):
            break
        key = int(keys[at])
        if count := _jobs_within(board, key).intersection_cardinality(jobs):
            best = sorted([*best, (-count, key)])[:number]
    return {key: -count for count, key in best}


def listed_of(board: Snapshot, kind: str, keys: Array) -> Array:
    """Those of these terms that are offered as a filter."""
    unlisted = board.unlisted(kind)
    return keys[np.isin(keys, slots_of(unlisted), invert=True)] if unlisted else keys


def _jobs_within(board: Snapshot, key: int) -> BitMap:
    """The jobs in a place, live or not: remembered, for a region has hundreds of towns."""
    memo = ("jobs within", board.version, key)
    found: BitMap | None = board.memo.get(memo)
    if found is None:
        found = board.having("place", board.places.within([key]))
        board.memo.put(memo, found)
    return found


def _links_in(board: Snapshot, jobs: BitMap, keys: Array) -> Array:
    """How many links of these jobs to each of these places there are."""
    slots = slots_of(jobs)
    middle = int(np.searchsorted(slots, board.base.size))
    linked = [
        ragged(*board.base.places, slots[:middle]),
        ragged(*board.delta.places, slots[middle:] - board.base.size),
    ]
    counts = np.bincount(
        np.concatenate(linked).astype(np.intp), minlength=int(keys.max(initial=0)) + 1
    )
    found: Array = counts[keys]
    return found


def _jobs(board: Snapshot, kind: str, key: int) -> int:
    meant = board.places.within([key]) if kind == "place" else [key]
    return board.having(kind, meant).intersection_cardinality(board.live)


def links_of(board: Snapshot, kind: str, keys: Array) -> Array:
    """How many links of jobs to what each term means there are: it has as many jobs at most."""
    if kind != "place":
        return _own_links(board, kind, keys)
    areas = areas_of(board)
    return areas.links(_own_links(board, kind, areas.keys), keys)


def _own_links(board: Snapshot, kind: str, keys: Array) -> Array:
    links = np.zeros(len(keys), np.int64)
    for postings in board.postings(kind):
        here = np.flatnonzero(keys < len(postings.sizes))
        links[here] += postings.sizes[keys[here]]
    return links
