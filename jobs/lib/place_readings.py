"""Which country and region the last part of an address means, judged by the parts before it.

A reading is taken only when nothing else in the text speaks for another one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from jobs.lib.cities import area, cities, is_city
from jobs.lib.countries import (
    LONGEST,
    WITH_REGIONS,
    country_code,
    name_key,
    region_name,
    regions_by_text,
)


class Area(NamedTuple):
    """A country (alpha-2) and one of its regions (full name); both "" when unknown."""

    country: str = ""
    region: str = ""


UNKNOWN = Area()
# Their towns are written "Town, CODE" without the country; other regions' codes are not.
_CODES_STAND_ALONE = frozenset(("us", "ca", "au"))
# Codes of other countries' regions that are written like those: NI is not Nicaragua for certain.
_CODES_KEPT = frozenset(("ni", "nrw"))
# Codes as often meant as the country (Germany, India) as the state (Delaware, Indiana).
_UNDECIDED = frozenset(("de", "in"))


def is_code(text: str) -> bool:
    """Whether a text is as short as the codes of countries and regions are."""
    return len(name_key(text)) <= 3


def readings(text: str) -> tuple[Area, ...]:
    """Everything a country's, region's or area's name or code may mean."""
    return _readings(text[:LONGEST])


@lru_cache(maxsize=5_000)  # asked many times of one place, and places share their countries
def _readings(text: str) -> tuple[Area, ...]:
    country = country_code(text)
    regions = tuple(Area(*match) for match in regions_by_text(text))
    found = ((Area(country),) if country else ()) + regions
    if not found and (known := area(text)) and known.country:
        return (Area(known.country, known.region),)
    return found


def read_last(tokens: list[str], field: str) -> Area:
    """The area the last of several parts means; `field` is the feed's own country (alpha-2)."""
    options = readings(tokens[-1])
    for decide in (_by_region, _by_city):
        settled = decide(tokens, options)
        if settled != UNKNOWN:
            return settled
    if not options or _is_list_of_cities(tokens, options):
        return UNKNOWN
    inside = [option for option in options if option.country == field]
    if inside:
        elsewhere = [o for o in options if not o.region and o.country != field]
        return inside[0] if len(tokens) == 2 or not elsewhere else UNKNOWN
    if is_code(tokens[-1]) and field and field not in WITH_REGIONS and options[0].region:
        return Area(field)  # a region's code of a country whose regions we do not know
    return _by_position(tokens, options)


def read_alone(text: str, field: str) -> Area:
    """The area a text of one part means, when it can be no town."""
    options = readings(text)
    inside = [option for option in options if option.country == field]
    if is_city(text) and all(option.region for option in options):
        return UNKNOWN
    if len(inside) == 1:
        return inside[0]
    direct = _standing_alone(text, options)
    code = bool(direct) and bool(direct[0].region) and is_code(text)
    sure = not code or (len(options) == 1 and text.isupper())  # "TX", but not "on" or "CA"
    return direct[0] if len(direct) == 1 and sure else UNKNOWN


def _by_region(tokens: list[str], options: tuple[Area, ...]) -> Area:
    """ "City, Region, Country": the middle part tells which country the last one is."""
    if len(tokens) < 3:
        return UNKNOWN
    fitting = [o for o in options if not o.region and region_name(tokens[-2], o.country)]
    return fitting[0] if fitting else UNKNOWN


def _by_city(tokens: list[str], options: tuple[Area, ...]) -> Area:
    """A large city confirms the one reading that holds it; it never adds one."""
    known = [city for token in tokens[:-1] for city in cities(token)]
    fitting = [
        option
        for option in options
        if any(c.country == option.country and option.region in ("", c.region) for c in known)
    ]
    return fitting[0] if len(fitting) == 1 else UNKNOWN


def _is_list_of_cities(tokens: list[str], options: tuple[Area, ...]) -> bool:
    """ "London, New York" is two cities, not London in the state of New York."""
    if is_code(tokens[-1]) or any(not option.region for option in options):
        return False
    same = name_key(tokens[-1]) == name_key(tokens[-2])
    return is_city(tokens[-1]) and is_city(tokens[-2]) and not same


def _by_position(tokens: list[str], options: tuple[Area, ...]) -> Area:
    direct = _standing_alone(tokens[-1], options)
    if len(direct) == 1:
        return direct[0]
    if not direct or not is_code(tokens[-1]):
        return UNKNOWN  # Georgia: a country and a state
    if len(tokens) > 2:
        country = direct[0]
        return UNKNOWN if country.region or country.country in WITH_REGIONS else country
    return _state(tokens, direct)


def _state(tokens: list[str], direct: tuple[Area, ...]) -> Area:
    """ "City, ST" is how the United States write, unless something speaks for the country."""
    country = "" if direct[0].region else direct[0].country
    foreign = (
        not tokens[0].isascii()
        or name_key(tokens[-1]) in _UNDECIDED
        or bool(country and region_name(tokens[0], country))
        or (country and country_code(tokens[0]) == country)  # "Panama, PA"
    )
    states = [option for option in direct if option.country == "us" and option.region]
    return states[0] if states and not (country and foreign) else UNKNOWN


def _standing_alone(text: str, options: tuple[Area, ...]) -> tuple[Area, ...]:
    if not is_code(text):
        return options
    alone = name_key(text) in _CODES_KEPT
    return tuple(o for o in options if alone or not o.region or o.country in _CODES_STAND_ALONE)
