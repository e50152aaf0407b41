"""Values of a feed that should be plain text, whatever they were written as."""

from __future__ import annotations

import json
from functools import lru_cache
from html import unescape

from jobs.lib.html import without_markup
from jobs.lib.text import is_null, printable, squeeze

LONGEST_WORD = 200
_NAMES = ("name", "label", "title", "skill", "value", "text")


def plain(value: str, between: str = " ") -> str:
    """Entities that were escaped twice are read once, markup and invisible signs are dropped.

    `between` stands where an element like a list item ended.
    """
    text = printable(unescape(value)).strip()
    return without_markup(text, between) if "<" in text else text


def line(value: str) -> str:
    """The plain text in one line."""
    return squeeze(plain(value)) if value else ""


def listing(value: str) -> str:
    """A list in one text, also where it was written as HTML, or as a JSON array of texts or of
    objects that have a name."""
    text = plain(value, "; ")
    if not text.startswith("["):
        return text
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        return text
    texts = [name for name in map(_name_of, items) if name is not None]
    if items and not texts:
        return text
    return printable("; ".join(texts))  # JSON has escapes of its own for invisible signs


def _name_of(item: object) -> str | None:
    """A text itself; what names an object of JSON, whatever else is said about it."""
    named = [item.get(key) for key in _NAMES] if isinstance(item, dict) else [item]
    return next((name for name in named if isinstance(name, str)), None)


def told(value: str) -> str:
    """A word of at most 200 characters, or empty when it only says that there is none."""
    return _word(value[: 5 * LONGEST_WORD])


@lru_cache(maxsize=2_000)  # most jobs say the same few words
def _word(value: str) -> str:
    short = line(value)[:LONGEST_WORD]
    return "" if is_null(short) else short
