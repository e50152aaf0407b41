"""What countries, places and the fixed words of a job are called in other languages than English.

`names.<language>.tsv`, a table for each language: kind, country or slug, English name, name there,
and of some countries how one is in it ("in der Schweiz"). Everything is stored under its English
name; what an editor or a feed called otherwise keeps that name in every language.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jobs.lib import vocabulary
from jobs.lib.cities import CITY_STATES, parts_of, place_name
from jobs.lib.countries import country_name
from jobs.lib.tables import rows

_TABLES = {
    file.name.split(".")[1]: rows(file.name, 5)
    for file in sorted(Path(__file__).parent.glob("names.*.tsv"))
}
_NAMES = {
    language: {(kind, of, name): local for kind, of, name, local, _inside in table}
    for language, table in _TABLES.items()
}
_INSIDE = {
    language: {local: inside for *_name, local, inside in table if inside}
    for language, table in _TABLES.items()
}
LANGUAGES = tuple(_NAMES)
_WORDS = {
    "job_type": ("type", vocabulary.JOB_TYPES),
    "level": ("level", vocabulary.LEVELS),
    "arrangement": ("arrangement", vocabulary.ARRANGEMENTS),
}
_ENGLISH = {
    (row, one.slug): (kind, one.name) for row, (kind, words) in _WORDS.items() for one in words
}


def local_country(code: str, language: str) -> str:
    """The name of an alpha-2 code; "" when unknown, in English where there is no table."""
    name = country_name(code)
    return _name(language, "country", code, name)


def local_word(kind: str, slug: str, name: str, language: str) -> str:
    """A `job_type`, `level` or `arrangement`, as long as it has its first, English name."""
    row, english = _ENGLISH.get((kind, slug), ("", ""))
    known = _NAMES.get(language, {}) if english == name else {}
    return known.get((row, "", slug), name)


@lru_cache(maxsize=5_000)  # a place is asked for again and again
def local_place(
    name: str, city: str, region: str, country: str, remote: bool, language: str
) -> str:
    """ "Lund, Schweden", when the place is called as the board calls places by itself."""
    if language not in _NAMES or name != place_name(city, region, country, remote=remote):
        return name
    there = local_country(country, language)
    if city and city == CITY_STATES.get(country):
        said = there
    else:
        kind, town, area = parts_of(city, region, country)
        wide = _name(language, "region", country, area)
        whole = _name(language, "kind", country, kind) if kind else ""
        known = (_name(language, "city", country, town), f"{whole} {wide}".strip(), there)
        said = ", ".join(part for part in known if part)
    if not remote:
        return said or name
    return f"Remote, {said}" if said else name


def inside(name: str, language: str) -> str:
    """How one is in a country of that local name, "" where the language has no exception."""
    return _INSIDE.get(language, {}).get(name, "")


def _name(language: str, kind: str, of: str, name: str) -> str:
    known = _NAMES.get(language, {})
    return known.get((kind, of, name)) or known.get((kind, "", name)) or name
