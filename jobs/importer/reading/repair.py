"""Writes a repaired copy of a document that is not well-formed.

A repaired document may be used, but nothing may be concluded from what it lacks: a run that needed
repair closes no job.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from pathlib import Path

from jobs.importer.reading.characters import escaped, legal
from jobs.importer.reading.encoding import decoded
from jobs.importer.reading.names import PAGE_NAMES
from jobs.importer.reading.scanner import BEFORE, Scanner
from jobs.importer.records import folded

HANDLER = "jobs.importer.escaped"
DAMAGED = "damaged declaration"
_DECLARATION = re.compile(r"<\?xml\s[^<>]*?(?:\?>|>|(?=<))")
_SOUND = re.compile(
    r"<\?xml\s+version\s*=\s*([\"'])[0-9]\.[0-9]+\1"
    r"(?:\s+encoding\s*=\s*([\"'])[a-zA-Z][\w.-]*\2)?"
    r"(?:\s+standalone\s*=\s*([\"'])(?:yes|no)\3)?\s*\?>"
)
_TAG = re.compile(r"</?([^\W\d][^\s<>/]*)")
codecs.register_error(HANDLER, escaped)


def repair(path: Path, encoding: str, target: Path, repairs: Counter[str]) -> None:
    """Writes a UTF-8 copy to `target` and counts what was mended, by kind in plain words.

    A document that is well-formed has the same records afterwards, and nothing is counted. One that
    breaks off, or has two roots, is not well-formed afterwards either. Raises Rejected for a
    DOCTYPE.
    """
    with target.open("w", encoding="utf-8", newline="") as sink:
        scanner = Scanner(sink, repairs)
        pieces = (legal(piece, encoding, repairs) for piece in decoded(path, encoding, HANDLER))
        scanner.feed(_without_declaration(next(pieces, ""), repairs))
        for piece in pieces:
            scanner.feed(piece)
        scanner.finish()


def _without_declaration(text: str, repairs: Counter[str]) -> str:
    """The beginning of a document without its declaration and what stands before that.

    The line ends stay, so that later messages name the lines of the original.
    """
    match = _DECLARATION.search(text)
    if not match:
        return text
    before = text[: match.start()]
    if any(folded(name) not in PAGE_NAMES for name in _TAG.findall(before)):
        return text  # the declaration stands inside the document
    if before:
        repairs[BEFORE if before.strip() else "white space before the declaration"] += 1
    if not _SOUND.fullmatch(match[0]):
        repairs[DAMAGED] += 1
    return "\n" * text.count("\n", 0, match.end()) + text[match.end() :]
