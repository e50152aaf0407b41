"""The words that stand around pay, in the languages of the feeds.

In the table: `label` says that pay follows, `neutral` may stand between it and the amounts, `tail`
may follow them, `added` may follow them with a "+", `never` means that they are not plain pay;
`open` are the neutral words that no statement ends with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jobs.lib.tables import listed, rows
from jobs.lib.text import fold

_TABLE = rows("pay_words.tsv", 2)
WORD = re.compile(r"\w+")


def _words(kind: str) -> frozenset[str]:
    return frozenset(word for row, words in _TABLE if row == kind for word in listed(words))


LABELS, NEUTRAL, TAIL, ADDED, NEVER, OPEN = map(
    _words, ("label", "neutral", "tail", "added", "never", "open")
)
ABOUT_PAY = LABELS | NEUTRAL


class Word(NamedTuple):
    folded: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """Every word of a text with where it stands."""
    for match in WORD.finditer(text):
        yield Word(fold(match[0]), match.start(), match.end())


def is_heading(text: str) -> bool:
    """Whether a text says that pay follows, and nothing else: "Salary range", "Your pay:"."""
    words = [word.folded for word in words_of(text)]
    if not LABELS.issuperset(words[:1]) and not text.rstrip().endswith(":"):
        return False  # "Competitive salary" is no heading
    return not LABELS.isdisjoint(words) and ABOUT_PAY.issuperset(words)
