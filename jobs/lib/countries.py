"""Countries (ISO 3166-1) and their regions (ISO 3166-2) by every spelling feeds use.

A spelling that could mean two countries is in no table: unknown is better than wrong.
"""

from __future__ import annotations

import re
from functools import lru_cache

from jobs.lib.tables import listed, rows
from jobs.lib.text import fold

_KIND_OF_REGION = re.compile(
    r"^(?:(?:free )?state|province|provincia|canton|kanton|region|land|estado) (?:of |de |do )?"
    r"| (?:state|province|canton)$"
)
LONGEST = 300  # characters looked at: no country's or region's name is longer
_SEPARATORS = re.compile(r"[\W_]+")
_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=\s?[^\W\d_](?:\W|$))")


def name_key(text: str) -> str:
    """What spellings of one place share: no accents, case, signs or leading article."""
    return _name_key(text[:LONGEST])


@lru_cache(maxsize=10_000)  # one place is looked up many times over, and so are its parts
def _name_key(text: str) -> str:
    folded = fold(text)
    if folded.replace(" ", "").isalnum():  # the usual case: no signs
        return folded.removeprefix("the ")
    folded = _INITIALS.sub(r"\1", folded).replace("'", "").replace("\u2019", "")
    key = _SEPARATORS.sub(" ", folded.replace("&", " and ")).strip()
    return key.removeprefix("the ")


_COUNTRIES = rows("countries.tsv", 4)
_NAMES = {code: name for code, name, _, _ in _COUNTRIES}
_CODES = {
    name_key(spelling): code
    for code, name, alpha3, aliases in _COUNTRIES
    for spelling in (code, alpha3, name, *listed(aliases))
}
# (country, code, name, aliases) as in regions.tsv
REGIONS = rows("regions.tsv", 4)


def _by_key() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, dict[tuple[str, str], None]] = {}
    for country, code, name, aliases in REGIONS:
        for spelling in (code, name, *listed(aliases)):
            found.setdefault(name_key(spelling), {})[(country, name)] = None
    return {key: tuple(matches) for key, matches in found.items()}


_REGIONS_BY_KEY = _by_key()
WITH_REGIONS = frozenset(country for country, *_ in REGIONS) - {"ar", "pk"}


def country_code(text: str) -> str:
    """Lower-case alpha-2 of a country's name, alias or code; "" when unknown."""
    return _CODES.get(name_key(text), "")


def country_name(code: str) -> str:
    """The common English name of an alpha-2 code; "" when unknown."""
    return _NAMES.get(code.strip().lower(), "")


def regions_by_text(text: str) -> tuple[tuple[str, str], ...]:
    """All (country, region name) a region's name or code may mean, in any country."""
    return _regions_by_key(name_key(text))


@lru_cache(maxsize=5_000)  # asked many times of one place
def _regions_by_key(key: str) -> tuple[tuple[str, str], ...]:
    found = _REGIONS_BY_KEY.get(key, ())
    return found or _REGIONS_BY_KEY.get(_KIND_OF_REGION.sub("", key), ())


def region_name(text: str, country: str) -> str:
    """The full name of a region within one country (alpha-2); "" when unknown."""
    wanted = country.strip().lower()
    return next((name for code, name in regions_by_text(text) if code == wanted), "")
