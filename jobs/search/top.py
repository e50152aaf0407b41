"""Which terms have the most open jobs, without counting the jobs of all of them."""

from __future__ import annotations

import numpy as np
from pyroaring import BitMap

from jobs.search.memory import Snapshot
from jobs.search.memory.bits import Array, ragged, slots_of
from jobs.search.memory.places import Places, Spot

_SHARE = 0.1  # of the board: to read the places of fewer jobs takes less than to meet more sets
Area = tuple[bool, str, str | None, str | None]  # remote, country, region, city; None: any


def most_jobs(board: Snapshot, kind: str, keys: Array, number: int) -> dict[int, int]:
    """The terms with the most live jobs, by primary key, the most frequent first.

    The number is that of the results after choosing the term, so a place has the jobs of what lies
    in it. Terms without jobs are left out; which of equally frequent ones is kept, is open.
    """
    if kind == "place":
        keys = keys[np.isin(keys, _inside(board).keys)]
    links = _links(board, kind, keys)
    best: list[tuple[int, int]] = []
    for at in np.argsort(-links, kind="stable").tolist():
        if len(best) == number and links[at] <= best[-1][0]:
            break  # a job has a link at least: none of the others has more jobs
        if count := _jobs(board, kind, int(keys[at])):
            best = sorted([*best, (count, int(keys[at]))], key=lambda row: (-row[0], row[1]))
            best = best[:number]
    return {key: count for count, key in best}


def busiest_places(board: Snapshot, jobs: BitMap, number: int) -> dict[int, int]:
    """The towns and regions with the most of these jobs, the most frequent first.

    A region has the jobs of its towns, as choosing it finds them; of equally frequent ones the
    lower primary key comes first.
    """
    inside = _inside(board)
    few = len(jobs) < board.size * _SHARE
    own = _links_in(board, jobs, inside.keys) if few else _own_links(board, "place", inside.keys)
    links = inside.links(own, inside.on_land)
    best: list[tuple[int, int]] = []  # minus the jobs, and the key: the best first
    for at in np.argsort(-links, kind="stable").tolist():
        if not links[at] or (len(best) == number and links[at] < -best[-1][0]):
            break
        key = int(inside.on_land[at])
        if count := _jobs_within(board, key).intersection_cardinality(jobs):
            best = sorted([*best, (-count, key)])[:number]
    return {key: -count for count, key in best}


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


def _links(board: Snapshot, kind: str, keys: Array) -> Array:
    """How many links of jobs to what each term means there are."""
    if kind != "place":
        return _own_links(board, kind, keys)
    inside = _inside(board)
    return inside.links(_own_links(board, kind, inside.keys), keys)


def _own_links(board: Snapshot, kind: str, keys: Array) -> Array:
    links = np.zeros(len(keys), np.int64)
    for postings in board.postings(kind):
        here = np.flatnonzero(keys < len(postings.sizes))
        links[here] += postings.sizes[keys[here]]
    return links


class _Inside:
    """Which areas all places lie in, by numbers of areas; `wholes`: which one each place is."""

    def __init__(self, places: Places) -> None:
        self.places = places
        numbers: dict[Area, int] = {}
        keys = sorted(places.spots)
        spots = [places.spots[key] for key in keys]
        areas = [numbers.setdefault(area, len(numbers)) for one in spots for area in _areas(one)]
        wholes = [numbers[_whole(spot)] for spot in spots]
        self.keys = np.array(keys, np.int64)
        self.areas = np.array(areas, np.intp).reshape(-1, 4)
        self.wholes = np.array(wholes, np.intp)
        land = [key for key in keys if _is_on_land(places.spots[key])]
        self.on_land = np.array(land, np.int64)

    def links(self, own: Array, keys: Array) -> Array:
        """How many links to what lies in some places there are; `own`: to each place itself."""
        within = np.bincount(self.areas.ravel(), np.repeat(own, self.areas.shape[1]))
        found: Array = within[self.wholes[np.searchsorted(self.keys, keys)]].astype(np.int64)
        return found


def _is_on_land(spot: Spot) -> bool:
    """Whether it is a town or a region; countries have a key of their own."""
    return not spot.remote and bool(spot.city or spot.region)


def _areas(spot: Spot) -> list[Area]:
    regions, cities = (None, spot.region), (None, spot.city)
    return [(spot.remote, spot.country, one, city) for one in regions for city in cities]


def _whole(spot: Spot) -> Area:
    """What must be equal of the places that lie in this one, as `Places.within` says."""
    city = spot.city if spot.city or not spot.country else None
    return spot.remote, spot.country, spot.region or None, city


def _inside(board: Snapshot) -> _Inside:
    found: _Inside | None = board.memo.get("inside")
    if found is None or found.places is not board.places:
        found = _Inside(board.places)
        board.memo.put("inside", found)
    return found
