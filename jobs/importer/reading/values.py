"""What feeds get wrong inside the values of a well-formed document. Pure."""

from __future__ import annotations

import re
from html import unescape

from jobs.importer.reading.names import MARKUP_NAMES

MARKER, ESCAPED, WINDOWS = "CDATA marker", "double-escaped HTML", "windows-1252 character"

_OPENER = re.compile(r"(?:<|&lt;)?!\[CDATA\[", re.IGNORECASE)
_CLOSER = re.compile(r"\]\](?:>|&gt;)|\]\]\s*\Z")
_STRAY = ("]]>", "]]&gt;")  # at the end of a text
_MARKUP = "|".join(sorted(MARKUP_NAMES, key=len, reverse=True))
_LIVE = re.compile(rf"<(?:{_MARKUP})\b", re.IGNORECASE)
_DEAD = re.compile(rf"&lt;(?:{_MARKUP})(?![\w-])", re.IGNORECASE)
# A C1 control is what is left of a windows-1252 character whose number was written as its code.
_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_CONTROLS = tuple(map(chr, _WINDOWS))


def suspicious(text: str) -> bool:
    """Whether `mended` could change the text, found out in a microsecond for a whole record.

    A single character is looked for much faster than a word: most texts end there.
    """
    return (
        ("&" in text and "&lt;" in text)
        or ("[" in text and "[CDATA[" in text)
        or ("]" in text and "]]" in text)
        or (not text.isascii() and any(sign in text for sign in _CONTROLS))
    )


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without the traces of bad writers, and which kinds of traces it had.

    Markers of CDATA sections that became text are removed. HTML that was escaped twice is unescaped
    once, when the text holds more escaped openers of HTML elements than live ones.
    """
    kinds = []
    value = _unmarked(text)
    if value != text:
        kinds.append(MARKER)
    if "&lt;" in value and len(_DEAD.findall(value)) > len(_LIVE.findall(value)):
        value = unescape(value)
        kinds.append(ESCAPED)
        value = _unmarked(value)
    spelt = value.translate(_WINDOWS) if not value.isascii() else value
    if spelt != value:
        kinds.append(WINDOWS)
    return spelt, tuple(kinds)


def _unmarked(text: str) -> str:
    if "]]" not in text and "[CDATA[" not in text:
        return text
    without, openers = _OPENER.subn("", text)
    if openers:
        return _CLOSER.sub("", without).strip()
    bare = text.rstrip()
    for stray in _STRAY:
        if bare.endswith(stray):
            return bare.removesuffix(stray).rstrip()
    return text
