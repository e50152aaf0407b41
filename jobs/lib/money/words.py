"""Currencies (ISO 4217) by the signs and words texts use for them.

A sign that several countries use names a currency only together with the country.
"""

from __future__ import annotations

import re
from functools import lru_cache

from jobs.lib.countries import LONGEST
from jobs.lib.tables import listed, rows
from jobs.lib.text import fold

CODES = frozenset(code for code, _ in rows("currencies.tsv", 2))
_BY_SIGN = {
    fold(spelling): code
    for code, spellings in rows("currencies.tsv", 2)
    for spelling in (code, *listed(spellings))
}
_BY_COUNTRY = {
    "$": {
        "us": "USD", "ca": "CAD", "au": "AUD", "nz": "NZD", "sg": "SGD", "hk": "HKD",
        "mx": "MXN", "ar": "ARS", "cl": "CLP", "co": "COP", "uy": "UYU", "tw": "TWD",
        "pr": "USD", "ec": "USD", "sv": "USD",
    },
    "kr": {"se": "SEK", "no": "NOK", "dk": "DKK", "is": "ISK", "gl": "DKK", "fo": "DKK"},
    "¥": {"jp": "JPY", "cn": "CNY"},
    "rs": {"in": "INR", "pk": "PKR", "lk": "LKR", "np": "NPR"},
    "r": {"za": "ZAR"},
    "fr": {"ch": "CHF", "li": "CHF"},
    "₤": {"gb": "GBP"},
}  # fmt: skip
_SHARED = {
    "dollars": "$", "dollar": "$", "kr.": "kr", "kronor": "kr", "kroner": "kr", "rs.": "rs",
    "fr.": "fr", "\uffe5": "¥", "pounds": "₤", "pound": "₤", "\uff04": "$",
}  # fmt: skip
# Codes that are everyday words in lower case ("all", "try", "mad", "sar", "cop").
_ONLY_CAPITALS = frozenset(("TRY", "MAD", "COP", "PEN", "SAR", "GEL", "PHP", "DOP", "RON"))


def _pattern() -> str:
    signs = {sign for _, spellings in rows("currencies.tsv", 2) for sign in listed(spellings)}
    signs |= {"$", "¥", "kr", "kr.", "Rs", "Rs.", "R", "Fr.", "fr.", "kronor", "kroner"}
    signs |= {"dollars", "dollar", "pounds", "pound", "\uffe5", "\uff04", *CODES}
    signs |= {code.lower() for code in CODES - _ONLY_CAPITALS}
    signs |= {code.title() for code in CODES - _ONLY_CAPITALS}
    by_first: dict[str, list[str]] = {}
    for sign in sorted(signs, key=lambda sign: (-len(sign), sign)):  # the longest wins
        by_first.setdefault(sign[0], []).append(sign)
    return "|".join(_beginning(first, group) for first, group in by_first.items())


def _beginning(first: str, signs: list[str]) -> str:
    """The signs with one first character, behind it: so most places of a text fail at once."""
    start = r"(?<![^\W\d_].)" if first.isalpha() else ""
    rests = "|".join(f"{re.escape(sign[1:])}{_end(sign)}" for sign in signs)
    return f"{re.escape(first)}{start}(?:{rests})"


def _end(sign: str) -> str:
    return r"(?![^\W\d_])" if sign[-1].isalpha() else ""


CURRENCY_PATTERN = _pattern()
_CURRENCY = re.compile(CURRENCY_PATTERN)
_ZEROS = str.maketrans("123456789", "000000000")

# Currencies of the dollar, euro and pound kind: pay in them has the same order of magnitude.
HARD = frozenset(("USD", "CAD", "AUD", "NZD", "EUR", "GBP", "CHF", "SGD", "ILS", "AED", "BGN"))
# No monthly or daily wage reaches 20,000 in these, so such an amount is a yearly one. Monthly pay
# of 20,000 is common in ILS and AED, hence they are not here.
YEARLY_FROM_20000 = frozenset(("USD", "CAD", "AUD", "NZD", "EUR", "GBP", "CHF", "SGD"))


def currency_of(sign: str, country: str = "") -> str:
    """ISO 4217 code of a sign, code or name; `country` (alpha-2) settles "$", "kr" and such."""
    return _currency_of(sign[:LONGEST], country)


@lru_cache(maxsize=2_000)
def _currency_of(sign: str, country: str) -> str:
    key = fold(sign)
    if key.upper() in CODES:
        return key.upper()
    key = _SHARED.get(key, key)
    if key in _BY_COUNTRY:
        return _BY_COUNTRY[key].get(country, "")
    return _BY_SIGN.get(key, "")


def is_code(sign: str) -> bool:
    """Whether the sign is an ISO code, which overrides any symbol beside it."""
    return sign.upper() in CODES


def is_sign(text: str) -> bool:
    """Whether the text is a sign, code or name of a currency, and nothing else."""
    return bool(_CURRENCY.fullmatch(text[:LONGEST]))


def signs_in(text: str) -> tuple[str, ...]:
    """Every currency sign, code or name in the text, in order."""
    return _signs_in(shape(text[:LONGEST]))


@lru_cache(maxsize=2_000)
def _signs_in(shaped: str) -> tuple[str, ...]:
    return tuple(_CURRENCY.findall(shaped))


def shape(text: str) -> str:
    """The text with 0 for every digit: feeds write pay in few shapes, with ever other amounts.

    What does not depend on which digits there are is found once for all texts of a shape.
    """
    return text.translate(_ZEROS)
