"""Where places lie: in which country, which lie in another, and which near a town."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import cos, pi
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from pyroaring import BitMap

from jobs.models import Place
from jobs.search.memory.bits import Array
from jobs.search.memory.postings import Postings
from jobs.search.memory.segment import Segment, code_of

EARTH = 6371.0088  # kilometres, the mean radius of IUGG


class Spot(NamedTuple):
    city: str
    region: str
    country: str
    remote: bool


Coordinates = tuple[float, float]  # degrees north and east, WGS 84
NOWHERE: Mapping[int, Coordinates] = MappingProxyType({})


class Places:
    """All places as they were at one moment."""

    def __init__(
        self,
        rows: Iterable[tuple[int, str, str, str, bool]],
        coordinates: Mapping[int, Coordinates] = NOWHERE,
    ) -> None:
        """`coordinates`: of the towns that have them, by primary key."""
        self.spots = {row[0]: Spot(*row[1:]) for row in rows}
        self._towns: Array = np.array(sorted(coordinates), np.int64)
        self._directions = _directions([coordinates[pk] for pk in self._towns.tolist()])
        self._known = BitMap(self.spots)
        size = max(self.spots, default=0) + 1
        self._countries: Array = np.zeros(size, np.uint32)
        for pk, spot in self.spots.items():
            self._countries[pk] = code_of(spot.country)

    @classmethod
    def load(cls) -> Places:
        facts = ("pk", "city", "region", "country", "remote")
        towns = Place.objects.towns().exclude(latitude=None).order_by()
        located = towns.values_list("pk", "latitude", "longitude")
        return cls(
            Place.objects.order_by().values_list(*facts),
            {pk: (latitude, longitude) for pk, latitude, longitude in located},
        )

    def knows(self, places: Array) -> bool:
        return self._known.issuperset(BitMap(np.unique(places).tolist()))

    def countries(self, segment: Segment) -> Postings:
        """The jobs of each country (as `code_of`); a country may count a job of it twice."""
        offsets, places = segment.places
        slots = np.repeat(
            np.arange(segment.offset, segment.offset + segment.size), np.diff(offsets)
        )
        codes = self._countries[places]
        known = np.flatnonzero(codes)
        return Postings(codes[known], slots[known])

    def within(self, keys: Sequence[int]) -> list[int]:
        """These places and what lies in them, as `PlaceQuerySet.within` says."""
        wholes = [self.spots[key] for key in keys if key in self.spots]
        near = {pk for area in set(map(_area, wholes)) for pk in self._areas.get(area, ())}
        return sorted(pk for pk in near if any(_lies_in(self.spots[pk], whole) for whole in wholes))

    def located(self, keys: Iterable[int]) -> list[int]:
        """Those of these places that are towns with coordinates."""
        return sorted(set(keys).intersection(self._slots))

    def near(self, keys: Iterable[int], kilometres: float) -> list[int]:
        """The towns at most so far, on a great circle, from one of these towns."""
        least = cos(min(kilometres / EARTH, pi))  # exact to a millimetre from 1 km on
        found = np.zeros(len(self._towns), bool)
        for key in self.located(keys):
            found |= self._directions @ self._directions[self._slots[key]] >= least
        near: list[int] = self._towns[found].tolist()
        return near

    @cached_property
    def _slots(self) -> dict[int, int]:
        """Where each town stands among those with coordinates."""
        return {pk: slot for slot, pk in enumerate(self._towns.tolist())}

    @cached_property
    def _areas(self) -> dict[Spot, list[int]]:
        """The places of each country and of each region: few to look at for what lies in one."""
        found: dict[Spot, list[int]] = {}
        for pk, spot in self.spots.items():
            for area in {_area(spot), _area(spot._replace(region=""))}:
                found.setdefault(area, []).append(pk)
        return found


def _area(spot: Spot) -> Spot:
    return spot._replace(city="")


def _lies_in(spot: Spot, whole: Spot) -> bool:
    if (spot.remote, spot.country) != (whole.remote, whole.country):
        return False
    if whole.region and spot.region != whole.region:
        return False
    return spot.city == whole.city if whole.city or not whole.country else True


def _directions(coordinates: Sequence[Coordinates]) -> Array:
    """From the middle of the earth to each of these, of length 1."""
    north, east = np.radians(np.array(coordinates, np.float64).reshape(-1, 2)).T
    level = np.cos(north)
    return np.stack([level * np.cos(east), level * np.sin(east), np.sin(north)], axis=1)
