"""What lies in what: the places of a board by the countries, regions and towns they are part of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from jobs.search.memory import Snapshot
from jobs.search.memory.bits import Array
from jobs.search.memory.places import Places, Spot

Area = tuple[bool, str, str | None, str | None]  # remote, country, region, city; None: any


class Areas:
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
        self.on_land = _those(places, keys, _is_on_land)
        self.ground = _those(places, keys, is_ground)
        self._order = np.argsort(self.areas.ravel(), kind="stable")
        self._sorted = self.areas.ravel()[self._order]

    def links(self, own: Array, keys: Array) -> Array:
        """How many links to what lies in some places there are; `own`: to each place itself."""
        within = np.bincount(self.areas.ravel(), np.repeat(own, self.areas.shape[1]))
        found: Array = within[self.wholes[np.searchsorted(self.keys, keys)]].astype(np.int64)
        return found

    def within(self, key: int) -> Array:
        """A place that is known and what lies in it, as `Places.within` says, ascending."""
        whole = self.wholes[np.searchsorted(self.keys, key)]
        first, end = np.searchsorted(self._sorted, (whole, whole + 1))
        return np.unique(self.keys[self._order[first:end] // self.areas.shape[1]])


def areas_of(board: Snapshot) -> Areas:
    found: Areas | None = board.memo.get("areas")
    if found is None or found.places is not board.places:
        found = Areas(board.places)
        board.memo.put("areas", found)
    return found


def is_ground(spot: Spot) -> bool:
    """Whether one can go there: in a known country, and no area to work remotely from."""
    return bool(spot.country) and not spot.remote


def _those(places: Places, keys: Sequence[int], wanted: Callable[[Spot], bool]) -> Array:
    return np.array([key for key in keys if wanted(places.spots[key])], np.int64)


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
