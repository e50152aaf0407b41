"""Where a town lies, when that is certain: one town has the name, or nobody means another.

A name that two towns of about one size have is not guessed at: wrong is worse than unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from jobs.lib.countries import name_key
from jobs.lib.geonames import City
from jobs.lib.tables import rows

Town = tuple[str, str]  # a country (alpha-2, lower case) and what spellings of the name share
LARGE, LARGE_IN_REGION = 100_000, 15_000  # people
TIMES = 20  # as many people as the next town of the name: nobody means that one
KNOWN_ABROAD = 15_000  # people: smaller towns go by their own name only
SHORTEST = 4  # letters of a foreign name; shorter ones are mostly codes of airports
# Their towns have former names, which other towns may have today, and hardly a foreign one.
_FORMER = frozenset(("au", "br", "ca", "nz", "us"))
_CODES = {(country, region): code for country, region, code in rows("admin1.tsv", 3)}
_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}


class Gazetteer:
    """The towns of some names. `wanted`: all that will be asked for."""

    def __init__(self, cities: Iterable[City], wanted: Collection[Town]) -> None:
        self._named: defaultdict[Town, list[City]] = defaultdict(list)
        self._called: defaultdict[Town, list[City]] = defaultdict(list)
        for city in cities:
            town = town_of(city.name, city.country)
            if town in wanted:
                self._named[town].append(city)
            for other in _also_called(city) - {town}:
                if other in wanted:
                    self._called[other].append(city)

    def find(self, name: str, region: str, country: str) -> Sequence[City]:
        """The towns that may be meant: one is certain, none is unknown, several are ambiguous.

        `region` is a name of regions.tsv, or "". Where GeoNames' code of the region is not known,
        only a name that one town of the whole country has is certain.
        """
        town = town_of(name, country)
        code = _CODES.get((country, region), "")
        named = [city for city in self._named.get(town, ()) if code in ("", city.admin1)]
        called = [city for city in self._called.get(town, ()) if code in ("", city.admin1)]
        if region and not code:
            return named + called
        large = LARGE_IN_REGION if region else LARGE
        meant = _meant(named or called, large)
        # A village that bears the other name of a larger town is not certain.
        size = max((city.population for city in meant), default=0)
        return [*meant, *(city for city in called if named and city.population > size)]


def town_of(name: str, country: str) -> Town:
    """What every spelling of a town shares: Saint Louis and St. Louis."""
    return country, " ".join(_SHORT.get(word, word) for word in name_key(name).split())


def _also_called(city: City) -> set[Town]:
    """The foreign names of a larger town, or shorter and longer forms of its own: New York."""
    if city.population < KNOWN_ABROAD:
        return set()
    towns = {town_of(name, city.country) for name in city.others if _is_name(name)}
    if city.country not in _FORMER:
        return towns
    _country, own = town_of(city.name, city.country)
    return {town for town in towns if _is_longer(own, town[1]) or _is_longer(town[1], own)}


def _is_longer(name: str, other: str) -> bool:
    """Whether a name is another with more words behind it: Quebec City, Quebec."""
    return name.startswith(f"{other} ")


def _is_name(text: str) -> bool:
    """Whether somebody may write it: no code of an airport, no transcription in small letters."""
    return len(text) >= (SHORTEST if text.isascii() else 1) and not text[0].islower()


def _meant(cities: Sequence[City], large: int) -> Sequence[City]:
    """The one that nobody who names it has to explain, or all."""
    if len(cities) < 2:
        return cities
    largest, second, *_rest = sorted(cities, key=lambda city: -city.population)
    needed = max(large, TIMES * second.population)
    return [largest] if largest.population >= needed else cities
