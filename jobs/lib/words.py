"""Text as searchable words. One rule for indexing and for asking, so both databases agree.

A word is folded (no accents, no case) and stemmed in English; C++, C#, .NET and Node.js are words.
Words hold letters and digits only, so that neither database splits them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from jobs.lib.text import fold

MAX_WORD = 40  # characters; what is longer is no word a person would ask for
_SIGNS = (
    (re.compile(r"(?<![\w+#])([cf])#(?!\w)"), r"\1sharp"),
    (re.compile(r"(?<!\w)(c|g|notepad)\+\+(?!\w)"), r"\1plusplus"),
    (re.compile(r"(?<![\w.])\.net\b"), "dotnet"),
    (re.compile(r"\b(asp|vb|ado)\.net\b"), r"\1 dotnet"),
    (
        re.compile(r"\b(node|react|vue|next|nuxt|express|three|d3|angular|backbone)\.?js\b"),
        r"\1 js",
    ),
    (re.compile(r"(?<=\w)['\u2019](?=\w)"), ""),
)
_WORD = re.compile(r"[^\W_]+")
_stemmer = snowballstemmer.stemmer("english")


def words(text: str) -> list[str]:
    """The words of a text in order, stemmed."""
    return [stem(word) for word in bare_words(text)]


def bare_words(text: str) -> Iterator[str]:
    """The words of a text in order, folded but not stemmed."""
    folded = fold(text)
    for pattern, spelt in _SIGNS:
        folded = pattern.sub(spelt, folded)
    return (word[:MAX_WORD] for word in _WORD.findall(folded))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    return str(_stemmer.stemWord(word)) if word.isascii() and word.isalpha() else word
