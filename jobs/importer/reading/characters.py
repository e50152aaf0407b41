"""Single characters that XML does not know, made ones that it does. Pure."""

from __future__ import annotations

import re
from collections import Counter
from html.entities import html5

from jobs.importer.reading.encoding import MULTIBYTE

AMPERSAND, ENTITY, BAD_NUMBER = "bare &", "HTML entity", "illegal character reference"
CONTROL, LESS, MARKER = "control character", "bare <", "]]> in a text"

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = {"\x0b": " ", "\x0c": " "}
_UNDECODED = re.compile("[\udc00-\udcff]+")  # what `codecs` could not decode, see `escaped`
_REFERENCE = re.compile(
    r"&(?:#([0-9]{1,10});|#[xX]([0-9a-fA-F]{1,8});|([a-zA-Z][a-zA-Z0-9]{0,40});)?"
)
_XML = frozenset("amp lt gt quot apos".split())


def escaped(error: UnicodeError) -> tuple[str, int]:
    """A handler for `codecs`: bytes that cannot be decoded, as lone surrogates U+DC00 to U+DCFF."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(chr(0xDC00 + byte) for byte in wrong), error.end


def legal(text: str, encoding: str, repairs: Counter[str]) -> str:
    """Text with characters of XML 1.0 only.

    Bytes that the encoding does not have are read as windows-1252, for that is what they are in
    nearly all such documents; in encodings of several bytes a character they become U+FFFD.
    """
    if not _ILLEGAL.search(text):
        return text
    kind = f"byte that is not {encoding}"

    def spelt(match: re.Match[str]) -> str:
        repairs[kind] += len(match[0])
        if encoding in MULTIBYTE:
            return "\ufffd"
        wrong = bytes(ord(character) - 0xDC00 for character in match[0])
        return wrong.decode("cp1252", "replace")

    text, number = _ILLEGAL.subn(
        lambda match: _SPACES.get(match[0], ""), _UNDECODED.sub(spelt, text)
    )
    if number:
        repairs[CONTROL] += number
    return text


def references(text: str, repairs: Counter[str]) -> str:
    """Text whose every & begins a reference that XML knows."""
    if "&" not in text:
        return text

    def spelt(match: re.Match[str]) -> str:
        decimal, hexadecimal, name = match.groups()
        if name:
            return _named(name, match[0], repairs)
        if not decimal and not hexadecimal:
            repairs[AMPERSAND] += 1
            return "&amp;"
        code = int(decimal) if decimal else int(hexadecimal, 16)
        if code > 0x10FFFF or 0xD800 <= code < 0xE000 or _ILLEGAL.match(chr(code)):
            repairs[BAD_NUMBER] += 1
            return ""
        if match[0].startswith("&#X"):
            repairs[ENTITY] += 1
            return f"&#{code};"
        return match[0]

    return _REFERENCE.sub(spelt, text)


def _named(name: str, reference: str, repairs: Counter[str]) -> str:
    if name in _XML:
        return reference
    characters = html5.get(f"{name};")
    if characters is None:
        repairs[AMPERSAND] += 1
        return f"&amp;{reference[1:]}"
    repairs[ENTITY] += 1
    return characters.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
