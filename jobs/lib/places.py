"""Places from a feed's location text: "Toronto, ON, CA; Remote (US)".

A country or region is told by the text or the feed's country field, never guessed. A city is
written by one name, and with the region that its country makes certain (see `cities`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from jobs.lib import place_words as words
from jobs.lib.cities import CITY_STATES, City, cities, is_city, is_one_city
from jobs.lib.countries import LONGEST, country_code, region_name
from jobs.lib.place_address import addresses, field_among
from jobs.lib.place_lists import regions
from jobs.lib.place_parts import pieces
from jobs.lib.place_readings import readings
from jobs.lib.text import fold, squeeze

MOST_PLACES = 20
PLACES_READ = 4000  # characters looked at in a text of many places
_OR = re.compile(r"\s+(?:or|oder|ou|eller|lub|and|und|et|och|og|oraz|[yeio&+])\s+")


@dataclass(frozen=True, slots=True)
class ParsedPlace:
    """One place. `remote`: an area to work remotely from, not a town to be in."""

    text: str  # as the feed wrote it, white space folded
    city: str = ""  # as the board writes it: "Munich"; an unknown town as the feed does
    region: str = ""  # full name: "Ontario"; without a country a part of the world: "EMEA"
    country: str = ""  # ISO 3166-1 alpha-2, lower case; "" unknown
    remote: bool = False


def parse_places(text: str, *, country: str = "") -> tuple[ParsedPlace, ...]:
    """The places of a location text, at most 20; `country` is the feed's country field."""
    return _places(text[:PLACES_READ], country)[:MOST_PLACES]


def places_of_job(text: str, *, country: str = "") -> tuple[ParsedPlace, ...]:
    """The places of a location text; of one that names none the country of the field."""
    field = country_code(country)
    found = parse_places(text, country=country)
    return found or ((ParsedPlace(squeeze(country), country=field),) if field else ())


def number_of_places(text: str, *, country: str = "") -> int:
    """How many places the text holds (its first 4,000 characters), those not taken too."""
    return len(_places(text[:PLACES_READ], country))


def _places(text: str, country: str) -> tuple[ParsedPlace, ...]:
    """Jobs share places more than anything else, but long texts seldom: they are read anew."""
    field = country_code(country)
    return _shared_places(text, field) if len(text) <= LONGEST else _all_places(text, field)


@lru_cache(maxsize=2_000)
def _shared_places(text: str, field: str) -> tuple[ParsedPlace, ...]:
    return _all_places(text, field)


def _all_places(text: str, field: str) -> tuple[ParsedPlace, ...]:
    found: dict[tuple[str, ...], ParsedPlace] = {}
    cut = [words.without_genders(piece[:LONGEST].strip()) for piece in pieces(text)]
    texts = [part for piece in cut for part in _alternatives(piece)]
    read: list[tuple[ParsedPlace, ...]] = []
    for one in reversed(texts):  # "Leeds / Manchester, UK": a later one may tell the country
        following = next((place for places in read[-1:] for place in places), None)
        read.append(_among(one, following, field if len(texts) == 1 else field_among(one, field)))
    if len(read) == 1 and len(read[0]) <= 1:  # the usual case: nothing to compare it with
        return read[0]
    if field and any(place.country not in ("", field) for places in read for place in places):
        for index, one in enumerate(reversed(texts)):  # what "remote" alone means is open
            if words.without_remote(one) == ("", True):
                read[index] = _read(one, "")
    remote = False
    for one, places in zip(texts, reversed(read), strict=True):
        for place in places:  # "Remote - Germany / Austria" goes on about remote work
            goes_on = remote and f" / {one}" in text and bool(country_code(one))
            known = replace(place, remote=True) if goes_on else place
            found.setdefault(_identity(known), known)
            remote = known.remote and bool(known.country)
    return tuple(found.values())


def _identity(place: ParsedPlace) -> tuple[str, ...]:
    told = (fold(place.city), place.region, place.country)
    unread = not (any(told) or place.remote)
    return (*told, str(place.remote), fold(place.text) if unread else "")


def _among(text: str, following: ParsedPlace | None, field: str) -> tuple[ParsedPlace, ...]:
    """One of several places; the one behind it tells the country of a bare town."""
    if following and following.country:
        known = {city.country for city in cities(text)}
        if known == {following.country} and not field:
            return _read(text, following.country)
    return _read(text, field)


@lru_cache(maxsize=5_000)  # as in `_read`
def _alternatives(piece: str) -> tuple[str, ...]:
    """ "A or B" is two places only where both are complete, known or one is to work remotely."""
    for sides in (_OR.split(piece), piece.split("/")):
        if len(sides) > 1 and _are_apart(piece, sides):
            return tuple(side.strip() for side in sides)
    return (piece,)


def _are_apart(piece: str, sides: list[str]) -> bool:
    names = [name for name in piece.split(",") if _OR.search(name) or "/" in name]
    if any(readings(name) for name in (piece, *names)):
        return False  # "Trinidad and Tobago", "Dallas/Fort Worth"
    bare, remote = words.without_remote(piece)
    if remote and not bare and any(words.without_remote(side)[0] for side in sides):
        return False  # "Remote, EST or PST" names two time zones of one remote job
    areas = words.parts(bare)
    if remote and len(areas) > 1 and all(map(country_code, areas)):
        return False  # "Remote: Canada or US" is about remote work on both sides
    if any(words.without_remote(side) == ("", True) for side in sides) or _are_office_or_home(
        sides
    ):
        return True
    if all(is_city(town) for side in sides for town in side.split(",")):
        return True
    read = [_read(side, "") for side in sides]
    return all(places and all(p.country or p.remote for p in places) for places in read)


def _are_office_or_home(sides: list[str]) -> bool:
    """ "London or Remote, UK", "Remote, US or Berlin": a town, or remote work in an area."""
    first, *others = sides
    area, remote = words.without_remote(first)
    if remote:
        scope = readings(area) or words.part_of_world(area)
        return bool(scope) and not is_city(area) and all(map(_is_town_alone, others))
    area, remote = words.without_remote(others[-1])
    begins = remote and words.begins_with_remote(others[-1])
    return (begins and not words.is_null(first)) or bool(remote and country_code(area))


def _is_town_alone(text: str) -> bool:
    """A large city, and no state that has its name: Berlin, but not New York."""
    return is_city(text) and all(is_one_city(o.region, o.country) for o in readings(text))


@lru_cache(maxsize=5_000)  # pieces come again where the lists they stand in do not
def _read(piece: str, field: str) -> tuple[ParsedPlace, ...]:
    """The places of a piece of at most 300 characters."""
    if words.is_null(piece):
        return ()
    bare, remote = words.without_remote(piece)
    if remote or words.is_world(piece):
        return tuple(_remote(piece, bare if remote else piece, field))
    head, bracket, tail = bare.partition("(")
    if bracket and not words.without_exceptions(f"({tail}")[0]:
        bare = head  # "France (except Paris)"
    if words.is_null(bare):
        return ()
    if area := words.part_of_world(bare):
        return (ParsedPlace(piece, "", area),)
    return tuple(ParsedPlace(text or piece, *city) for city, text in addresses(bare, field))


def _remote(piece: str, bare: str, field: str) -> list[ParsedPlace]:
    """Each country or area a remote job is open to."""
    bare, excepted = words.without_exceptions(bare)
    bare = words.trimmed(bare) if excepted else bare
    world = words.part_of_world(bare) or ("Worldwide" if words.is_world(piece) else "")
    if excepted and world in ("", "Worldwide"):
        field, world = "", ""  # of all countries some are not meant, and no more is told
        bare = "" if words.is_world(bare) else bare
    areas = words.parts(bare)
    if world or not areas or words.is_null(bare):  # "Remote &" names no area either
        return [ParsedPlace(piece, "", world, "" if world else field, remote=True)]
    inside = "," in bare and len(areas) == 2 and region_name(areas[0], country_code(areas[1]))
    if len(areas) > 1 and all(country_code(area) for area in areas) and not inside:
        if len(areas) == 2 and "," in bare and region_name(areas[1], country_code(areas[0])):
            areas = areas[:1]  # "US, CA": California or Canada, the United States either way
        return [ParsedPlace(piece, country=country_code(a), remote=True) for a in areas]
    if inside_one := regions(areas):
        return [ParsedPlace(piece, *city, remote=True) for city in inside_one]
    if len(areas) > 1 and "," not in bare:
        return [place for area in areas for place in _remote(piece, area, field)]
    return [_remote_area(piece, city, text or bare) for city, text in addresses(bare, field)]


def _remote_area(piece: str, city: City, text: str) -> ParsedPlace:
    """Words after "Remote" are a town only when they say where it is or name a large city."""
    known = city.region or (city.country and "," in text) or is_city(city.name)
    town = "" if city.country in CITY_STATES or not known else city.name
    return ParsedPlace(piece, town, city.region, city.country, remote=True)
