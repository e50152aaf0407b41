"""Feeds a document to a SAX target, with every switch of the parser on the safe side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from jobs.importer.reading.encoding import utf_8_chunks
from jobs.importer.records import NotWellFormed, Rejected

DOCTYPE = (
    "expected a feed without a DOCTYPE, got one: it could include other files or grow without "
    "bound; ask the feed's owner to leave it out"
)
# libxml2's own limits, 10 MB for one text, comment or tag. No setting raises them.
_LIMIT = re.compile(r"too big|too long|too large|limit exceeded|XML_PARSE_HUGE|huge", re.IGNORECASE)
_PLACE = re.compile(r",? *line \d+, column \d+\s*\Z")


def parsed(path: Path, encoding: str, target: Any) -> Iterator[None]:
    """Feeds the whole document to the target and yields after every chunk.

    Raises NotWellFormed at the first break, and Rejected where libxml2 meets a limit of its own.
    """
    yield from fed(utf_8_chunks(path, encoding), target)


def fed(chunks: Iterable[bytes], target: Any, *, complete: bool = True) -> Iterator[None]:
    """As `parsed`, from chunks of UTF-8. Unless they are `complete`, the end is not checked."""
    parser = etree.XMLParser(
        target=target,
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for chunk in chunks:
            parser.feed(chunk)
            yield
        if complete:
            parser.close()
    except etree.XMLSyntaxError as error:
        raise _problem(error) from error
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        raise NotWellFormed(
            f"expected text in {error.encoding}, got the byte 0x{byte:02x} that it does not have"
        ) from error


def value_of(attribute: str) -> str:
    """The value of an attribute; libxml2 writes its & as &#38; while entities are not resolved."""
    return attribute.replace("&#38;", "&").strip() if "&" in attribute else attribute.strip()


def _problem(error: etree.XMLSyntaxError) -> Rejected:
    line, column = (max(0, int(number or 0)) for number in error.position)
    reason = _PLACE.sub("", (error.msg or "").replace("\n", " ").strip())
    if _LIMIT.search(reason):
        return Rejected(
            f"expected texts, comments and tags of less than 10 MB, got a larger one near line "
            f"{line}; ask the feed's owner, no setting raises this limit"
        )
    return NotWellFormed(
        f"expected well-formed XML to the end, got in line {line}, column {column}: {reason}",
        line,
        column,
    )
