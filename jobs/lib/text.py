"""Plain text: white space, accents, slugs. Two spellings are compared by `fold`, everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import count

# C0 and C1 controls, bidirectional overrides, zero-width and tag characters: they change how text
# reads without being seen, and PostgreSQL refuses NUL outright.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# Letters that Unicode does not decompose, as their languages write them without the sign.
_LETTERS_WITHOUT_ACCENTS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"}
    | {"æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "’": "'", "‘": "'"}
)
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BEHIND_ONE_LETTER = re.compile(r"(?<![^\W\d_])([^\W\d_]['\u2019])([^\W\d_]{2,})")
_TOO_MANY_MARKS = re.compile(r"([\u0300-\u036f]{4})[\u0300-\u036f]+")
_SIGNS = re.compile(r"(?:[^\w&+]|_)+")  # "N&A" is a name
_NULL_WORDS = frozenset(
    """|na|n a|null|none|nil|nan|tbd|tba|tbc|unknown|undefined|undisclosed|unspecified|not specified
    |not available|not applicable|not disclosed|not stated|not provided|to be determined
    |to be announced|to be confirmed|keine angabe|keine angaben|nicht angegeben|non specifie
    |no especificado
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_NULL_BEGINS = frozenset(word.partition(" ")[0] for word in _NULL_WORDS)


def printable(text: str) -> str:
    """NFC without invisible or overriding characters, and at most four combining marks in a row."""
    if text.isascii():  # the usual case, and mostly nothing to take out
        return text if text.isprintable() else _INVISIBLE.sub("", text)
    return unicodedata.normalize("NFC", _TOO_MANY_MARKS.sub(r"\1", _INVISIBLE.sub("", text)))


def fit_for_xml(text: str) -> str:
    """Without the characters that no XML document may have, not even escaped."""
    return _NOT_IN_XML.sub("", text)


def squeeze(text: str) -> str:
    """White space of any kind folded to single spaces and stripped."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """The key two spellings of one name share: no accents, no case, single spaces."""
    if text.isascii():  # the usual case, ten times as fast
        return squeeze(text.lower())
    return squeeze(unaccented(text))


def unaccented(text: str) -> str:
    """A text without accents and case, white space as it was."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS_WITHOUT_ACCENTS))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return bare.casefold()


def is_null(text: str) -> bool:
    """Whether a text names nothing: it is empty, signs alone, or a word for "none"."""
    if len(text) > 40 and text[:40].isascii() and text[0].isalnum():
        return False  # no word for "none" is so long
    folded = fold(text)
    first = folded.partition(" ")[0]
    if first.isalnum() and first not in _NULL_BEGINS:  # the usual case
        return False
    return _SIGNS.sub(" ", folded).strip() in _NULL_WORDS


def slug(text: str) -> str:
    """A word for an address: lower case, hyphens, never empty, at most 80 characters.

    C, C++, C# and .NET stay four different words; scripts without Latin letters keep their own.
    """
    spelt = text.replace("+", " plus ").replace("#", " sharp ").replace("&", " and ")
    spelt = re.sub(r"(^|\s)\.(?=\w)", r"\1dot", spelt)
    words = re.sub(r"[\W_]+", "-", fold(spelt)).strip("-")
    latin = re.sub(r"[^a-z0-9-]+", "", words).strip("-")
    kept = latin if len(latin) * 2 > len(words) else words
    return (
        kept[:80].strip("-")
        or "-".join(f"u{ord(character):x}" for character in text.strip()[:8])
        or "unnamed"
    )


def free_slug(wish: str, taken: Collection[str]) -> str:
    """The wish, or the wish with the first number from 2 on that nobody has."""
    numbered = (wish if number == 1 else f"{wish}-{number}" for number in count(1))
    return next(candidate for candidate in numbered if candidate not in taken)


def capitalised(word: str) -> str:
    """A word in small letters as a name: "O'Brien's", "Children's", "L'Oréal"."""
    return _BEHIND_ONE_LETTER.sub(
        lambda name: name[1] + name[2].capitalize(), word[:1].upper() + word[1:]
    )


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut at a word with an ellipsis."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.-") + "…"
