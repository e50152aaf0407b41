"""What was served instead of a feed: web pages, JSON, archives, plain text."""

from __future__ import annotations

import re
from html import unescape
from itertools import islice
from pathlib import Path

from jobs.importer.reading.encoding import decoded
from jobs.lib.text import squeeze

_LEADING = re.compile(r"(?:\s+|<\?xml[^>]*>|<!--.*?-->)*", re.DOTALL)
_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
# Two searches, for one pattern of both would begin anew at each of a thousand titles without end.
_TITLE = re.compile(r"<title[^<>]*>", re.IGNORECASE)
_TITLE_END = re.compile(r"</title", re.IGNORECASE)
_ARCHIVES = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "ZIP", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}


def foreign(path: Path, encoding: str) -> str:
    """Why the document cannot be XML, as "expected XML, got ..."; empty when it may be."""
    with path.open("rb") as document:
        first = document.read(6)
    for magic, name in _ARCHIVES.items():
        if first.startswith(magic):
            return f"expected XML, got a {name} archive; give the address of the file inside it"
    text = "".join(islice(decoded(path, encoding, "replace"), 1))[:65_536]
    match = _LEADING.match(text)
    rest = text[match.end() :] if match else text
    if not text.strip():
        return "expected XML, got an empty document; ask the feed's owner"
    if _PAGE.match(rest):
        return f"expected XML, got an HTML page{_titled(rest)}; check the feed's address"
    if rest.startswith(("{", "[")):
        return f"expected XML, got JSON: {squeeze(rest[:100])}; check the feed's address"
    if "<" not in text:
        return f"expected XML, got text: {squeeze(rest[:100])}; check the feed's address"
    return ""


def _titled(page: str) -> str:
    start = _TITLE.search(page)
    end = _TITLE_END.search(page, start.end()) if start else None
    title = squeeze(unescape(page[start.end() : end.start()]))[:100] if start and end else ""
    return f" titled {title!r}" if title else ""
