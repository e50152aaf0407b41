"""Text as searchable words. One rule for indexing and for asking, so both databases agree.

A word is folded (no accents, no case) and stemmed in the language of the site; C++, C#, .NET and
Node.js are words. Words hold letters and digits only, so that neither database splits them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from threading import local

import Stemmer

from jobs.lib.html import unwrapped
from jobs.lib.signs import compounds, spelt
from jobs.lib.tables import listed, rows
from jobs.lib.text import unaccented

MAX_WORD = 40  # characters; what is longer is no word a person would ask for
BODY_WORDS = 8_000  # a description is 64 KB at most; what is beyond is not looked for
BETWEEN = "\ue000"  # for private use: no word of a text, and yet one for SQLite
# What a site can be in (ISO 639-1), and the stemmer for it.
LANGUAGES = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "st": "sesotho", "sv": "swedish",
    "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_FOREIGN = re.compile(
    r"[^\x00-\x7f]+"
)  # few letters of most texts: all of them cost ten times more
# The same in ASCII: what is neither letter nor digit becomes a space to split at.
_ASCII_GAPS = {code: " " for code in range(128) if not chr(code).isalnum()}
# Hyphens to break a word at and marks of no width are no part of a word, nor are marks of trade;
# apostrophes and sharps have many shapes.
_ODD = str.maketrans(
    dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
    | dict.fromkeys("™℠®©", " ")
    | dict.fromkeys("’‘ʼ´`＇", "'")
    | dict.fromkeys("‐‑", "-")
    | {"♯": "#"}
)
_GLOBAL = {"language": "en"}
_own = local()  # a stemmer is not to be used by two threads at once


def speak(language: str) -> None:
    """Sets the language (of LANGUAGES) by which words are stemmed from now on, in this process."""
    _GLOBAL["language"] = language
    stem.cache_clear()
    name_words.cache_clear()


def spoken() -> str:
    """The language by which words are stemmed."""
    return _GLOBAL["language"]


def words(text: str) -> list[str]:
    """The words of a text in order, stemmed."""
    return list(map(stem, bare_words(text)))


def body_words(html: str) -> list[str]:
    """The words of a cleaned description that are searched: at most 8,000, in order, stemmed."""
    return list(map(stem, bare_words(unwrapped(html))[:BODY_WORDS]))


def words_of_names(names: Iterable[str]) -> list[str]:
    """The words of several names, and BETWEEN two of them what no phrase reaches across."""
    found: list[str] = []
    for name in names:
        if found:
            found.append(BETWEEN)
        found += name_words(name)
    return found


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name of at most 200 characters, which many jobs share: remembered."""
    return tuple(words(name))


def bare_words(text: str) -> list[str]:
    """The words of a text in order, folded but not stemmed."""
    plain = spelt(folded(text))
    found = plain.translate(_ASCII_GAPS).split() if plain.isascii() else _WORD.findall(plain)
    return compounds([word[:MAX_WORD] for word in found])


def folded(text: str) -> str:
    """A text as its words are looked for: no case, no accents, one shape of each sign."""
    if not text.isascii():
        text = _FOREIGN.sub(lambda found: _plain(found[0]), text)
    return text.lower()


@lru_cache(maxsize=10_000)
def _plain(letters: str) -> str:
    return unaccented(letters.translate(_ODD))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    language = _GLOBAL["language"]
    if not word.isalpha() or (language == "en" and not word.isascii()):
        return word
    # Of some words a stemmer leaves nothing: they stay as they are.
    return _OWN_STEMS.get((language, word)) or str(_stemmer(language).stemWord(word)) or word


def _stemmer(language: str) -> Stemmer.Stemmer:
    found = getattr(_own, language, None)
    if found is None:
        found = Stemmer.Stemmer(LANGUAGES[language])
        found.maxCacheSize = 0  # `stem` remembers
        setattr(_own, language, found)
    return found


def _own_stems() -> dict[tuple[str, str], str]:
    """Words that the stemmer would take for others: a production is no product, nor an accountant
    an account manager; and those that two countries spell differently."""
    table = rows("stems.tsv", 3)
    return {(language, word): own for language, own, all_ in table for word in listed(all_)}


_OWN_STEMS = _own_stems()
