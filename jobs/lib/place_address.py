"""One address, or several in a row, as cities: "12 Main St, Austin, TX 78701, USA".

A country or region is told by the text or the feed's country field, never guessed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from jobs.lib import place_lists as lists
from jobs.lib import place_parts as cut
from jobs.lib.cities import CITY_STATES, City, area, is_city, settled
from jobs.lib.countries import country_code, name_key, region_name
from jobs.lib.place_readings import UNKNOWN, Area, read_alone, read_last, readings
from jobs.lib.place_words import is_null, part_of_world
from jobs.lib.text import fold, squeeze

_BRACKETED = re.compile(r"^(?P<town>.*[^\s,])[\s,]*\((?P<area>[^()]+)\)$")
_CODE_LAST = re.compile(r"^(?P<town>[^,]*[^\W\d_A-Z][^,]*) (?P<code>[A-Z]{2,3})$")
_CODES_FIRST = re.compile(r"^(?P<country>[A-Z]{2})-(?P<region>[A-Z]{2,3})(?:-(?P<town>\w.*))?$")
_LIST_IN_BRACKETS = re.compile(r"\([^()]*,")
_BRACKETS = str.maketrans("[]", "()")
_NO_BRACKETS = str.maketrans("();|", "  ,,")


class Address(NamedTuple):
    """What is understood of an address, and its text where that is a part of what was read."""

    city: City
    text: str = ""


def addresses(text: str, field: str) -> list[Address]:
    """The addresses of a text that says nothing about remote work; `field` is an alpha-2."""
    text = text.translate(_BRACKETS).strip(" ,;:")
    if text.count("(") != text.count(")"):
        text = squeeze(text.translate(_NO_BRACKETS)).strip(" ,:")
    text = text.removesuffix(".") if text.count(".") == 1 else text
    if one := _whole(text, field):
        return [Address(one)]
    bracketed = _BRACKETED.match(text)
    if bracketed and part_of_world(bracketed["area"]):
        text = bracketed["town"].strip()
    tokens = _tokens(text)
    if not tokens:
        return []
    if regions := lists.regions(tokens):
        return [Address(region) for region in regions]
    groups = lists.groups(tokens)
    if len(groups) == 1:
        return [Address(_address(tokens, field))]
    return [
        Address(_address(group, field_among(", ".join(group), field)), ", ".join(group))
        for group in groups
    ]


def field_among(text: str, field: str) -> str:
    """One country beside several places is not that of a city known only elsewhere."""
    return "" if is_city(text) and not is_city(text, field) else field


def _whole(text: str, field: str) -> City | None:
    """A text that is one name, whatever signs are in it: "Dallas/Fort Worth", "Halle (Saale)"."""
    known = area(text)
    if known and (known.country or not readings(text)):
        world = not known.country
        return City("", known.name) if world else settled(*known)
    if "(" in text and is_city(text, field):
        return settled(text, "", field)
    return None


def _tokens(text: str) -> list[str]:
    """The parts of one address from the smallest to the largest, without postal codes."""
    country, _, town = text.partition("-")
    if town and is_city(town, country_code(country) or "-"):
        return [town, country]  # "GB-London"
    codes = _CODES_FIRST.match(text)
    if codes and region_name(codes["region"], codes["country"]):
        return [part for part in (codes["town"], codes["region"], codes["country"]) if part]
    if "," not in text:
        dashed = _split(cut.dashes_to_commas(text))
        if len(dashed) > 1 and (readings(dashed[-1]) or country_code(dashed[0])):
            return _smallest_first(dashed)
        if len(dashed) == 1 and is_city(dashed[0]):
            return dashed  # "HQ - Leeds"
    tokens = _split(text)
    if len(tokens) == 1:
        return _with_code_apart(_without_comma(text)) if tokens[0] == text else _tokens(tokens[0])
    return _with_code_apart(_smallest_first(tokens))


def _without_comma(text: str) -> list[str]:
    """ "Austin TX" by the code's capitals, "Berlin Germany" by the large city."""
    last = _CODE_LAST.match(text)
    if last and readings(last["code"]):
        return [*_split(last["town"]), last["code"]]
    town, _, country = text.rpartition(" ")
    if country_code(country) and is_city(town, country_code(country)):
        return [town, country]
    return [text]


def _with_code_apart(tokens: list[str]) -> list[str]:
    """ "Sydney NSW, Australia": the code before the country is of one of its regions."""
    last = _CODE_LAST.match(tokens[-2]) if len(tokens) > 1 else None
    if last and region_name(last["code"], country_code(tokens[-1])):
        return [*tokens[:-2], last["town"].strip(), last["code"], tokens[-1]]
    return tokens


def _split(text: str) -> list[str]:
    if _LIST_IN_BRACKETS.search(text):
        text = text.replace("(", ",").replace(")", ",")  # "Canada (ON, BC)"
    told = [part for token in text.split(",") for part in _out_of_brackets(squeeze(token))]
    bare = [cut.without_postal_code(part) for part in told]
    bare = [token for token in bare if token and not is_null(token)]
    return [token for token in bare if not part_of_world(token)] or bare[:1]


def _out_of_brackets(token: str) -> list[str]:
    """ "Milano (MI)" in two; "Halle (Saale)" stays."""
    bracketed = _BRACKETED.match(token)
    if bracketed and readings(bracketed["area"]):
        return [bracketed["town"], bracketed["area"].strip()]
    return [token]


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


def _address(tokens: list[str], field: str) -> City:
    if len(tokens) == 1:
        return _alone(tokens[0], field)
    read, rest = _without_country(tokens, field)
    region = read.region
    if read.country and rest and not region:
        region, rest = _region(rest, read.country)
    town = _town(rest, region_known=bool(region))
    if read.country and not region and not is_city(town, read.country):
        region = region_name(town, read.country)
        town = "" if region or country_code(town) else town
    if len(town) == 2 and town.isupper() and readings(town):
        town = ""  # "DE, PA"
    town = town or CITY_STATES.get(read.country, "")
    if not read.country and readings(town) and not is_city(town):
        return City("")  # a name of a region that was not confirmed: "Ontario, CA"
    return settled(cut.with_small_letters(town), region, read.country)


def _without_country(tokens: list[str], field: str) -> tuple[Area, list[str]]:
    """What the last part means, and the parts it leaves: none fewer when it may be a town."""
    read = read_last(tokens, field)
    known = bool(readings(tokens[-1]))
    taken = known and (read != UNKNOWN or not is_city(tokens[-1]))
    rest = tokens[:-1] if taken else tokens
    if read == UNKNOWN and not known:
        read = Area(field)
    territory = country_code(rest[-1])
    if territory in lists.TERRITORIES.get(read.country, ()):
        return Area(territory), rest[:-1]
    return read, rest


def _region(rest: list[str], country: str) -> tuple[str, list[str]]:
    """The region that the last part names, and the parts before it."""
    region = region_name(rest[-1], country)
    if not region or (len(rest) == 1 and is_city(rest[0], country)):
        return "", rest
    return region, rest[:-1]


def _town(rest: list[str], *, region_known: bool) -> str:
    """Right before its region; else before an unknown region, but no "12 Main Street"."""
    rest = [part for part in rest if not fold(part).endswith(" county")] or rest
    rest = [part for part in rest if not area(part)] or rest
    rest = [part for part in rest if not cut.is_street(part)] or rest[-1:]
    if not rest:
        return ""
    return _city(rest[-1] if region_known else rest[0])


def _city(town: str) -> str:
    """ "Dublin" for "Dublin 2"."""
    city = cut.without_district(town)
    return city if is_city(city) else town


def _alone(token: str, field: str) -> City:
    if whole := _whole(token, field):
        return whole
    state = country_code(token)
    if state in CITY_STATES and len(name_key(token)) > 3:
        return City(CITY_STATES[state], "", state)
    read = read_alone(token, field)
    if read != UNKNOWN:
        return settled("", read.region, read.country)
    if readings(token) and not is_city(token):
        return City("")
    return settled(cut.with_small_letters(_city(token)), "", field)
