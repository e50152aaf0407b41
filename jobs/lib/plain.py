"""Values of a feed that should be plain text, whatever they were written as."""

from __future__ import annotations

import json
from functools import lru_cache
from html import unescape

from jobs.lib.html import without_markup
from jobs.lib.text import is_null, printable, squeeze

LONGEST_WORD = 200


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
    """A list in one text, also where it was written as HTML or as a JSON array of texts."""
    text = plain(value, "; ")
    if not text.startswith("["):
        return text
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        return text
    texts = [item for item in items if item is not None]
    if not all(isinstance(item, str) for item in texts):
        return text
    return printable("; ".join(texts))  # JSON has escapes of its own for invisible signs


def told(value: str) -> str:
    """A word of at most 200 characters, or empty when it only says that there is none."""
    return _word(value[: 5 * LONGEST_WORD])


@lru_cache(maxsize=2_000)  # most jobs say the same few words
def _word(value: str) -> str:
    short = line(value)[:LONGEST_WORD]
    return "" if is_null(short) else short
