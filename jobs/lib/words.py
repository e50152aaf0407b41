"""Text as searchable words. One rule for indexing and for asking, so both databases agree.

A word is folded (no accents, no case) and stemmed in English; C++, C#, .NET and Node.js are words.
Words hold letters and digits only, so that neither database splits them again.
"""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

from jobs.lib.html import unwrapped
from jobs.lib.text import fold

MAX_WORD = 40  # characters; what is longer is no word a person would ask for
BODY_WORDS = 8_000  # a description is 64 KB at most; what is beyond is not looked for
# With what a text must hold for the pattern to match: looking for that is many times as fast.
_SIGNS = (
    ("#", re.compile(r"(?<![\w+#])([cf])#(?!\w)"), r"\1sharp"),
    ("++", re.compile(r"(?<!\w)(c|g|notepad)\+\+(?!\w)"), r"\1plusplus"),
    (".net", re.compile(r"(?<![\w.])\.net\b"), "dotnet"),
    (".net", re.compile(r"\b(asp|vb|ado)\.net\b"), r"\1 dotnet"),
    (
        "js",
        re.compile(r"\b(node|react|vue|next|nuxt|express|three|d3|angular|backbone)\.?js\b"),
        r"\1 js",
    ),
    ("'", re.compile(r"'(?<=\w')(?=\w)"), ""),  # `fold` has made the curly one straight
)
_WORD = re.compile(r"[^\W_]+")
# The same in ASCII: what is neither letter nor digit becomes a space to split at.
_ASCII_GAPS = {code: " " for code in range(128) if not chr(code).isalnum()}
_stemmer = snowballstemmer.stemmer("english")


def words(text: str) -> list[str]:
    """The words of a text in order, stemmed."""
    return list(map(stem, bare_words(text)))


def body_words(html: str) -> list[str]:
    """The words of a cleaned description that are searched: at most 8,000, in order, stemmed."""
    return list(map(stem, bare_words(unwrapped(html))[:BODY_WORDS]))


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name of at most 200 characters, which many jobs share: remembered."""
    return tuple(words(name))


def bare_words(text: str) -> list[str]:
    """The words of a text in order, folded but not stemmed."""
    folded = text.lower() if text.isascii() else fold(text)  # white space is split at anyway
    for held, pattern, spelt in _SIGNS:
        if held in folded:
            folded = pattern.sub(spelt, folded)
    found = folded.translate(_ASCII_GAPS).split() if folded.isascii() else _WORD.findall(folded)
    return [word[:MAX_WORD] for word in found]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    return str(_stemmer.stemWord(word)) if word.isascii() and word.isalpha() else word
