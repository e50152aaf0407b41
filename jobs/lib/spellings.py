"""Spellings that mean the same to a seeker, on every board: "sr" and "senior", "UK" and its name.

What the editor of a board says, by the aliases of skills, employers and places, comes before these.
"""

from __future__ import annotations

from jobs.lib.cities import settled
from jobs.lib.countries import country_code, country_name
from jobs.lib.tables import listed, rows
from jobs.lib.words import bare_words

# Codes of countries that people type. The others are mostly something else: it, per, can, no.
_CODES = frozenset("us uk usa uae".split())
_SHORTEST_COUNTRY = 4  # letters of a country's name or alias that is no code
_SHORTEST_CITY = 4  # letters; "rom" is memory


def spelling_key(text: str) -> str:
    """What spellings are compared by here: "Front-end" is "front end"."""
    return " ".join(bare_words(text))


def same_spellings(text: str) -> tuple[str, ...]:
    """The other spellings of what is spelt so, as far as is known; none when nothing is."""
    key = spelling_key(text)
    code = country_code(key) if len(key) >= _SHORTEST_COUNTRY or key in _CODES else ""
    names = [country_name(code)] if code else []
    if len(key) >= _SHORTEST_CITY and key not in _SAME:
        names.append(settled(key, "", "").name)  # as places are written: "Ghent" for "gent"
    return tuple(name for name in (*_SAME.get(key, ()), *names) if spelling_key(name) != key)


def is_trade(spelling: str) -> bool:
    """Whether it is what somebody does, as dental is to dentist.

    In a title it means who does it; elsewhere it may be everybody's insurance.
    """
    return spelling_key(spelling) in _TRADES


def _same() -> dict[str, tuple[str, ...]]:
    """By each spelling all of its line, or of its lines: "admin" stands in two."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _LINES:
        spellings = [spelling for cell in line for spelling in listed(cell)]
        for spelling in spellings:
            key = spelling_key(spelling)
            found[key] = (*found.get(key, ()), *spellings)
    return found


_LINES = rows("synonyms.tsv", 2)  # spellings, and the trade of whom they name
_SAME = _same()
_TRADES = frozenset(spelling_key(trade) for _doers, trades in _LINES for trade in listed(trades))
