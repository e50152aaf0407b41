"""Places from a feed's location text: "Toronto, ON, CA; Remote (US)".

A country or region is told by the text or the feed's country field, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from jobs.lib import place_words as words
from jobs.lib.countries import LONGEST, country_code, name_key, region_name
from jobs.lib.place_readings import (
    UNKNOWN,
    Area,
    is_city,
    read_alone,
    read_last,
    readings,
)
from jobs.lib.text import fold, squeeze

MOST_PLACES = 20
PLACES_READ = 4000  # characters looked at in a text of many places
_CITY_STATES = {"singapore": "sg", "monaco": "mc", "hong kong": "hk"}
_BRACKETED = re.compile(r"^(?P<town>.*[^\s,])[\s,]*\((?P<area>[^()]+)\)$")
_CODE_LAST = re.compile(r"^(?P<town>[^,]*[^\W\d_A-Z][^,]*) (?P<code>[A-Z]{2,3})$")
_CODES_FIRST = re.compile(r"^(?P<country>[A-Z]{2})-(?P<region>[A-Z]{2,3})(?:-(?P<town>\w.*))?$")
_OR = re.compile(r"\s+(?:or|oder|ou|eller|lub)\s+")


@dataclass(frozen=True, slots=True)
class ParsedPlace:
    """One place. `remote`: an area to work remotely from, not a town to be in."""

    text: str  # as the feed wrote it, white space folded
    city: str = ""  # as written
    region: str = ""  # full name: "Ontario"
    country: str = ""  # ISO 3166-1 alpha-2, lower case; "" unknown
    remote: bool = False


def parse_places(text: str, *, country: str = "") -> tuple[ParsedPlace, ...]:
    """The places of a location text, at most 20; `country` is the feed's country field."""
    return _places(text[:PLACES_READ], country_code(country))[:MOST_PLACES]


def number_of_places(text: str, *, country: str = "") -> int:
    """How many places the text holds (its first 4,000 characters), those not taken too."""
    return len(_places(text[:PLACES_READ], country_code(country)))


@lru_cache(maxsize=2_000)  # jobs share places more than anything else
def _places(text: str, field: str) -> tuple[ParsedPlace, ...]:
    found: dict[tuple[str, ...], ParsedPlace] = {}
    for piece in words.pieces(text):
        for part in _alternatives(piece[:LONGEST].strip(), field):
            for place in _read(part, field):
                found.setdefault(_identity(place), place)
    return tuple(found.values())


def _identity(place: ParsedPlace) -> tuple[str, ...]:
    told = (fold(place.city), place.region, place.country)
    return (*told, str(place.remote), "" if any(told) else fold(place.text))


def _alternatives(piece: str, field: str) -> list[str]:
    """ "A or B" is two places only where both are complete or one is plain "remote"."""
    sides = _OR.split(piece)
    if len(sides) == 1:
        return sides
    bare, remote = words.without_remote(piece)
    if remote and not bare and any(words.without_remote(side)[0] for side in sides):
        return [piece]  # "Remote, EST or PST" names two time zones of one remote job
    areas = words.parts(bare)
    if remote and len(areas) > 1 and all(map(country_code, areas)):
        return [piece]  # "Remote: Canada or US" is about remote work on both sides
    read = [_read(side, "") for side in sides]
    complete = all(places and all(p.country or p.remote for p in places) for places in read)
    plain = any(words.without_remote(side) == ("", True) for side in sides)
    return sides if complete or plain else [piece]


def _read(piece: str, field: str) -> list[ParsedPlace]:
    if words.is_null(piece):
        return []
    bare, remote = words.without_remote(piece)
    if words.is_world(bare or piece) or (remote and words.is_world(piece)):
        return [ParsedPlace(piece, country="" if bare else field, remote=True)]
    if remote:
        return _remote(piece, bare, field)
    if words.is_null(bare):
        return []
    if words.is_area(bare):
        return [ParsedPlace(piece)]
    return [replace(place, text=place.text or piece) for place in _addresses(bare, field)]


def _remote(piece: str, bare: str, field: str) -> list[ParsedPlace]:
    """Each country or area a remote job is open to."""
    if not bare or words.is_area(bare) or words.is_null(bare):
        told = "" if words.is_area(bare) else field
        return [ParsedPlace(piece, country=told, remote=True)]
    areas = words.parts(bare)
    if len(areas) > 1 and all(country_code(area) for area in areas):
        if len(areas) == 2 and "," in bare and region_name(areas[1], country_code(areas[0])):
            areas = areas[:1]  # "US, CA": California or Canada, the United States either way
        return [ParsedPlace(piece, country=country_code(a), remote=True) for a in areas]
    if len(areas) > 1 and "," not in bare:
        return [place for area in areas for place in _remote(piece, area, field)]
    return [_remote_area(piece, place) for place in _addresses(bare, field)]


def _remote_area(piece: str, place: ParsedPlace) -> ParsedPlace:
    """Words after "Remote" are a town only when they say where it is or name a large city."""
    known = place.region or "," in place.text or is_city(place.city)
    town = "" if name_key(place.city) in _CITY_STATES or not known else place.city
    return replace(place, text=piece, city=town, remote=True)


def _addresses(text: str, field: str) -> list[ParsedPlace]:
    """The addresses of a text without "remote"; their text is empty when it is the whole."""
    bracketed = _BRACKETED.match(text)
    if bracketed and readings(bracketed["area"]):
        text = f"{bracketed['town'].strip()}, {bracketed['area'].strip()}"
    elif bracketed and words.is_area(bracketed["area"]):
        text = bracketed["town"].strip()
    tokens = _tokens(text)
    groups = _groups(tokens)
    if len(groups) == 1:
        return [_address(tokens, field)]
    return [replace(_address(group, field), text=", ".join(group)) for group in groups]


def _tokens(text: str) -> list[str]:
    """The parts of one address from the smallest to the largest, without postal codes."""
    codes = _CODES_FIRST.match(text)
    if codes and region_name(codes["region"], codes["country"]):
        return [part for part in (codes["town"], codes["region"], codes["country"]) if part]
    if "," not in text:
        dashed = _split(words.dashes_to_commas(text))
        if len(dashed) > 1 and (readings(dashed[-1]) or country_code(dashed[0])):
            return _smallest_first(dashed)
    tokens = _split(text)
    if len(tokens) == 1:
        return _without_comma(tokens[0])
    return _smallest_first(tokens) or [squeeze(text)]


def _without_comma(text: str) -> list[str]:
    """ "Austin TX" by the code's capitals, "Berlin Germany" by the large city."""
    last = _CODE_LAST.match(text)
    if last and readings(last["code"]):
        return [last["town"].strip(), last["code"]]
    town, _, country = text.rpartition(" ")
    if country_code(country) and is_city(town, country_code(country)):
        return [town, country]
    return [text]


def _split(text: str) -> list[str]:
    bare = [words.without_postal_code(squeeze(token)) for token in text.split(",")]
    return [token for token in bare if token and not words.is_null(token)]


def _smallest_first(tokens: list[str]) -> list[str]:
    """ "US, CA, Santa Clara" turned round; "Mexico, NY" is a town and stays."""
    if len(tokens) < 2:
        return tokens
    first = country_code(tokens[0])
    options = readings(tokens[-1])
    inside = any(option.country == first and option.region for option in options)
    country_last = any(not option.region for option in options)
    named = country_last and len(name_key(tokens[-1])) > 3
    if first and not named and (inside or not options):
        return tokens[::-1]
    return tokens


def _groups(tokens: list[str]) -> list[list[str]]:
    """A comma list of whole addresses, or of cities, cut into one list each."""
    for size in (3, 2):
        groups = [tokens[start : start + size] for start in range(0, len(tokens), size)]
        whole = len(groups) > 1 and len(tokens) % size == 0
        if whole and all(_complete(group) for group in groups):
            return groups
    if len(tokens) > 1 and all(map(is_city, tokens)) and read_last(tokens, "") == UNKNOWN:
        return [[token] for token in tokens]
    return [tokens]


def _complete(group: list[str]) -> bool:
    options = readings(group[-1])
    if len(group) == 3:
        return any(not o.region and region_name(group[1], o.country) for o in options)
    state = any(o.country == "us" and o.region for o in options) and len(group[-1]) == 2
    return not readings(group[0]) and (state or any(not option.region for option in options))


def _address(tokens: list[str], field: str) -> ParsedPlace:
    if len(tokens) == 1:
        return _alone(tokens[0], field)
    area = read_last(tokens, field)
    known = bool(readings(tokens[-1]))
    rest = tokens[:-1] if known and (area != UNKNOWN or not is_city(tokens[-1])) else tokens
    if area == UNKNOWN and not known:
        area = Area(field)
    region = area.region
    if area.country and not region:
        region = region_name(rest[-1], area.country)
        if region and len(rest) > 1:
            rest = rest[:-1]
        elif region:
            town = is_city(rest[0], area.country)
            region, rest = ("", rest) if town else (region, [])
    return ParsedPlace("", _town(rest, bool(region)), region, area.country)


def _town(rest: list[str], region_known: bool) -> str:
    """Right before its region; else before an unknown region, but no "12 Main Street"."""
    rest = [part for part in rest if not fold(part).endswith(" county")] or rest
    if not rest:
        return ""
    street = any(character.isdigit() for character in rest[0])
    return rest[-1] if region_known or street else rest[0]


def _alone(token: str, field: str) -> ParsedPlace:
    state = _CITY_STATES.get(name_key(token), "")
    if state:
        return ParsedPlace("", token, country=state)
    area = read_alone(token, field)
    if area != UNKNOWN:
        return ParsedPlace("", "", area.region, area.country)
    no_town = bool(readings(token)) and not is_city(token)
    return ParsedPlace("", "" if no_town else token, country="" if no_town else field)
