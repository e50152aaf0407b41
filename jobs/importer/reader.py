"""Reads the records of an XML document without ever holding more than one of them.

A parser target (SAX style): no tree is built, whatever surrounds the records. The document counts
only when it is read to its end; a DOCTYPE, a processing instruction and every excess is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from jobs.importer.dialects import DIALECTS, Dialect, detect, folded
from jobs.importer.records import RawJob, Rejected

CHUNK = 64 * 1024  # bytes
MAX_DEPTH = 64  # elements inside each other
MAX_PATH = 8  # inside a record
MAX_NAME = 100  # characters of an element's name
MAX_ELEMENTS = 500  # in one record
MAX_RECORD = 1_000_000  # characters of text in one record
TOO_LARGE = "expected a record of at most 1,000,000 characters and 500 elements, got a larger one"
RECORDS = frozenset(dialect.record for dialect in DIALECTS.values())
ROOTS = frozenset(root for dialect in DIALECTS.values() for root in dialect.roots)


class _Target:
    """Collects the values of each record by folded element name; nested ones by path."""

    def __init__(self, record_names: frozenset[str]) -> None:
        self.record_names = record_names
        self.root = ""
        self.records: list[dict[str, str]] = []
        self.depth = 0
        self.paths: list[
            str
        ] = []  # inside the record: of the open elements, from its children down
        self.record_depth = 0  # 0 while outside a record
        self.values: dict[str, list[str]] = {}
        self.seen = self.elements = self.characters = 0

    def start(self, tag: str, _attributes: object) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Rejected(f"expected at most {MAX_DEPTH} elements inside each other, got more")
        name = folded(tag)
        if len(name) > MAX_NAME:
            raise Rejected(f"expected element names up to {MAX_NAME} characters, got a longer one")
        if self.record_depth:
            self._start_inside(name)
        elif self.depth > 1 and name in self.record_names:
            self.record_depth = self.depth
            self.values, self.elements, self.characters = {}, 0, 0
        elif self.depth == 1:
            self.root = name

    def _start_inside(self, name: str) -> None:
        path = f"{self.paths[-1]}/{name}" if self.paths else name
        self.paths.append(path)
        self.elements += 1
        if self.elements <= MAX_ELEMENTS and len(self.paths) <= MAX_PATH:
            self.values.setdefault(path, []).append("")
        else:
            self.elements = MAX_ELEMENTS + 1

    def end(self, _tag: str) -> None:
        if self.record_depth == self.depth:
            self.records.append(self._record())
            self.seen += 1
            self.record_depth = 0
        elif self.record_depth:
            self.paths.pop()
        self.depth -= 1

    def data(self, text: str) -> None:
        if not self.paths or self.elements > MAX_ELEMENTS:
            return
        self.characters += len(text)
        if self.characters <= MAX_RECORD:
            self.values[self.paths[-1]].append(text)

    def doctype(self, *_declaration: object) -> None:
        raise Rejected("expected a feed without a DOCTYPE, got one: it could include other files")

    def pi(self, target: str, _text: str | None = None) -> None:
        """Processing instructions (style sheets, mostly) say nothing of the jobs."""

    def comment(self, _text: str) -> None:
        """Comments say nothing of the jobs."""

    def close(self) -> None:
        """The parser has checked that the document is complete."""

    def _record(self) -> dict[str, str]:
        if self.elements > MAX_ELEMENTS or self.characters > MAX_RECORD:
            self.values["!"] = [TOO_LARGE]
        return {path: "".join(parts).strip() for path, parts in self.values.items()}


def read_records(path: Path) -> Iterator[dict[str, str]]:
    """Each record as text by folded element name; the key `!` holds why one is unusable.

    Raises Rejected, with line and reason, when the document is not well-formed to its end. What
    was yielded before must then count for nothing.
    """
    target: Any = _Target(RECORDS)
    parser = etree.XMLParser(
        target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        with path.open("rb") as document:
            while chunk := document.read(CHUNK):
                parser.feed(chunk)
                yield from target.records
                target.records.clear()
        parser.close()
    except etree.XMLSyntaxError as error:
        raise Rejected(f"expected well-formed XML to the end, got: {error}") from error
    yield from target.records
    if not target.seen and target.root not in ROOTS:
        raise Rejected(
            f"expected a feed, with records named {' or '.join(sorted(RECORDS))}; "
            f"got a document <{target.root}> without any"
        )


def read_jobs(path: Path, name: str = "") -> Iterator[tuple[Dialect, RawJob, str]]:
    """Each record as (dialect, job, why it is unusable or empty text).

    `name` forces a dialect; otherwise the first record decides. Raises Rejected as `read_records`,
    and when the first record fits no dialect.
    """
    dialect = DIALECTS[name] if name else None
    for values in read_records(path):
        dialect = dialect or _detected(values)
        yield dialect, dialect.raw_job(values), values.get("!", "")


def _detected(values: dict[str, str]) -> Dialect:
    dialect = detect(values)
    if dialect is None:
        labels = ", ".join(known.label for known in DIALECTS.values())
        raise Rejected(
            f"expected a feed in one of these dialects: {labels}; "
            f"the first record has the elements {', '.join(sorted(values)[:40])}"
        )
    return dialect
