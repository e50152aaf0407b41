"""A first look at a document: what its records are called, and what stands around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from jobs.importer.reading.encoding import utf_8_chunks
from jobs.importer.reading.foreign import foreign
from jobs.importer.reading.names import PAGE_NAMES
from jobs.importer.reading.outline import MAX_ELEMENTS, Element, OutlineTarget, record_of
from jobs.importer.reading.parser import fed
from jobs.importer.reading.target import RecordTarget
from jobs.importer.records import Rejected, Sketch

HEAD = 2 * 1024 * 1024  # bytes that are looked at, at most
RECORDS = 20  # whose elements are told
HEADER_ENTRIES = 100


def sketch(path: Path, encoding: str, *, record: str = "") -> Sketch:
    """What the first records of a document show of it; a short document is read to its end.

    `record` is the folded name of the element that is one job, where somebody has told it.
    Raises Rejected for what is no XML or cannot be trusted, and NotWellFormed where XML breaks.
    """
    other = foreign(path, encoding)
    if other:
        raise Rejected(other)
    target = OutlineTarget()
    chunks: list[bytes] = []
    for _chunk in fed(_kept(path, encoding, chunks), target):
        if _enough(target.elements, record) or sum(map(len, chunks)) >= HEAD:
            break
    if not target.elements:
        raise Rejected("expected an element in the first 2 MB, got none; check the feed's address")
    root = target.elements[0].name
    record, single = (record, record == root) if record else record_of(target.elements)
    if root == "html" or (root in PAGE_NAMES and not record):
        raise Rejected("expected XML, got an HTML page; check the feed's address")
    reader = RecordTarget(record, single=single, repairs=Counter())
    for _chunk in fed(chunks, reader, complete=False):
        if len(reader.records) >= RECORDS:
            break
    return Sketch(
        root=root,
        record=record,
        single=single,
        names=frozenset(entry for one in reader.records[:RECORDS] for entry, _text in one.entries),
        header={} if single else _header(target.elements, record),
        uris=frozenset(target.uris),
    )


def _kept(path: Path, encoding: str, chunks: list[bytes]) -> Iterator[bytes]:
    for chunk in utf_8_chunks(path, encoding):
        chunks.append(chunk)
        yield chunk


def _enough(elements: list[Element], record: str) -> bool:
    if len(elements) >= MAX_ELEMENTS:
        return True
    record = record or record_of(elements)[0]
    return bool(record) and sum(one.name == record for one in elements) > RECORDS


def _header(elements: list[Element], record: str) -> dict[str, str]:
    """Texts and attributes outside the records; of repeated ones the first that says something."""
    header: dict[str, str] = {}
    for one in elements:
        if one.depth > 1 and any(_is_record(place, record) for place in (one, *one.above())):
            continue
        said = {f"{one.path}@{name}": value for name, value in one.attributes.items()}
        said |= {one.path: one.text.strip()} if one.path else {}
        for path, text in said.items():
            if text and len(header) < HEADER_ENTRIES:
                header.setdefault(path, text)
    return header


def _is_record(element: Element, record: str) -> bool:
    return element.depth > 1 and element.name == record
