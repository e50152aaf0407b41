"""Large cities and well-known areas by every spelling, each under the one name the board writes.

`cities.tsv`: name, region, country, other spellings. A name tells no country by itself: there is a
London in Ontario. `areas.tsv`: parts of the world and of a country that have a name of their own:
name, region and country that hold all of it, spellings that mean nothing else anywhere, spellings
that mean it only inside that country.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from jobs.lib.countries import country_name, name_key, region_name, regions_by_text
from jobs.lib.tables import listed, rows

# Regions that are one city; a part of it is written as the city, too.
_CITY_REGIONS = {
    ("de", "Berlin"): "Berlin",
    ("de", "Hamburg"): "Hamburg",
    ("es", "Ceuta"): "Ceuta",
    ("es", "Melilla"): "Melilla",
    ("in", "Chandigarh"): "Chandigarh",
    ("in", "Delhi"): "Delhi",
    ("mx", "Mexico City"): "Mexico City",
    ("us", "District of Columbia"): "Washington",
}
# What a region is called that has the name of one of its cities.
_KINDS = dict.fromkeys(("at", "au", "br", "de", "in", "mx", "us"), "State") | dict.fromkeys(
    ("ar", "ca", "es"), "Province"
)
_KINDS["ch"] = "Canton"
# Countries that are one city.
CITY_STATES = {"gi": "Gibraltar", "hk": "Hong Kong", "mc": "Monaco", "sg": "Singapore"}
_SIGNS_APART = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


class City(NamedTuple):
    """A city or area; the region is "" where its country has none in `regions.tsv`."""

    name: str
    region: str = ""
    country: str = ""  # alpha-2; "" for a part of the world larger than a country


Table = Mapping[str, tuple[City, ...]]


def _spelt(spellings: Iterable[str]) -> Iterable[str]:
    """The keys of spellings, also as keyboards without accents and with "St." write them."""
    for spelling in spellings:
        apart = spelling.lower().translate(_SIGNS_APART)
        for text in (
            (spelling, apart) if not apart.isascii() or not spelling.isascii() else (apart,)
        ):
            key = name_key(text)
            yield key
            if key.startswith("st "):
                yield f"saint {key[3:]}"
            elif key.startswith("saint "):
                yield f"st {key[6:]}"


def _table(found: Iterable[tuple[City, Iterable[str]]]) -> Table:
    table: dict[str, dict[City, None]] = {}
    for city, spellings in found:
        for key in _spelt(spellings):
            table.setdefault(key, {})[city] = None
    return {key: tuple(cities) for key, cities in table.items()}


_ROWS = tuple((City(*row[:3]), (row[0], *listed(row[3]))) for row in rows("cities.tsv", 4))
_AREA_ROWS = tuple(
    (City(*row[:3]), (row[0], *listed(row[3])), listed(row[4])) for row in rows("areas.tsv", 5)
)
_CITIES = _table(_ROWS)
_AREAS = _table((area, certain) for area, certain, _inside in _AREA_ROWS)
_INSIDE = _table((area, inside) for area, _certain, inside in _AREA_ROWS)


def cities(text: str, country: str = "") -> tuple[City, ...]:
    """The large cities of this name, in one country (alpha-2) if given."""
    found = _CITIES.get(name_key(text), ())
    return tuple(city for city in found if city.country == country) if country else found


def is_city(text: str, country: str = "") -> bool:
    """Whether a large city (of that country) has this name; False tells nothing."""
    return bool(cities(text, country))


def is_one_city(region: str, country: str) -> bool:
    """Whether the region is nothing but one city, as Hamburg is."""
    return (country, region) in _CITY_REGIONS


def area(text: str) -> City | None:
    """The area whose name means nothing else anywhere: "Île-de-France", "EMEA"."""
    found = _AREAS.get(name_key(text), ())
    return found[0] if found else None


def settled(city: str, region: str, country: str) -> City:
    """The city as the board writes it, with its region where nobody can mean another one.

    Without a country only the name is settled, and only when all cities spelt so share it.
    """
    if one := _CITY_REGIONS.get((country, region)):
        return City(one, region, country)
    known = _named(city, region, country)
    names = {one.name for one in known}
    if not country:
        return City(names.pop() if len(names) == 1 else city)
    if not known:
        return City(city, region, country)
    if region:
        return City(known[0].name, region, country)
    # Washington is a city and another region of its country.
    twice = region_name(city, country) not in ("", known[0].region)
    sure = len({one.region for one in known}) == 1 and len(names) == 1 and not twice
    return known[0] if sure else City(names.pop() if len(names) == 1 else city, "", country)


def written(city: str, region: str, country: str) -> str:
    """How an address reads: "Berlin, Germany", but "State of New York, United States"."""
    name = country_name(country)
    if regions_by_text(name) and not is_city(city, country):
        name = f"{name} (country)"  # Georgia is a state, too
    if city and country in CITY_STATES and city == name:
        return name
    kind, city, region = parts_of(city, region, country)
    if kind:
        region = f"{kind} of {region}"
    return ", ".join(part for part in (city, region, name) if part)


def parts_of(city: str, region: str, country: str) -> tuple[str, str, str]:
    """What is told of an address: the kind of region where that must be said, city and region."""
    if city and city == region and home_region(city, country) == region:
        return "", city, ""  # told once is enough where it is known
    if region and not city and is_city(region, country):
        return _KINDS.get(country, "Region"), "", region
    return "", city, region


def place_name(city: str, region: str, country: str, *, remote: bool) -> str:
    """ "Toronto, Ontario, Canada"; "Remote, Canada"; "Remote, EMEA"; "Remote"."""
    name = written(city, region, country)
    if not remote:
        return name
    return f"Remote, {name}" if name else "Remote"


def home_region(city: str, country: str) -> str:
    """The region that a city is known to lie in when only its country is told."""
    return settled(city, "", country).region


def _named(city: str, region: str, country: str) -> list[City]:
    """What is known of this name within the region and country."""
    if not city:
        return []
    key = name_key(city)
    known = [one for one in _CITIES.get(key, ()) if not country or one.country == country]
    if country:
        areas = (*_AREAS.get(key, ()), *_INSIDE.get(key, ()))
        known += [one for one in areas if one.country == country]
    fitting = [one for one in known if region in ("", one.region)]
    if not fitting and region and key == name_key(region):  # Québec, QC
        fitting = [one for one in cities(f"{city} City", country) if one.region == region]
    return fitting
