"""The board's fixed words for kinds of employment, levels and places of work.

Every spelling means one word; a feed's word that fits none of them stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from jobs.lib.countries import LONGEST
from jobs.lib.tables import listed, rows
from jobs.lib.text import fold

_SEPARATORS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, eq=False)  # each is there once, so it is found by what it is
class Word:
    """One fixed word: its stable slug, its English name and its other spellings."""

    slug: str
    name: str
    aliases: tuple[str, ...] = ()


def _words(kind: str) -> tuple[Word, ...]:
    return tuple(
        Word(slug, name, listed(aliases))
        for row_kind, slug, name, aliases in rows("vocabulary.tsv", 4)
        if row_kind == kind
    )


JOB_TYPES = _words("type")
LEVELS = _words("level")
ARRANGEMENTS = _words("arrangement")


def word(text: str, words: tuple[Word, ...]) -> Word | None:
    """The word with this slug, name or alias; case, accents and separators do not count."""
    return _by_key(words).get(_key(text[:LONGEST]))


@cache
def _by_key(words: tuple[Word, ...]) -> dict[str, Word]:
    found: dict[str, Word] = {}
    for one in words:
        for spelling in (one.slug, one.name, *one.aliases):
            found.setdefault(_key(spelling), one)
    found.pop("", None)  # signs alone are no word
    return found


def _key(text: str) -> str:
    return _SEPARATORS.sub("", fold(text))
