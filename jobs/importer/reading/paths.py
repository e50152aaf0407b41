"""Where an element stands, worked out once for each path and then found by its tag.

A `Node` is a dictionary from tags, as SAX gives them, to the nodes of children; a child that is
asked for the first time makes itself. A feed has some fifty paths and a million elements.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from html import escape

from jobs.importer.reading.names import (
    INLINE_NAMES,
    KEYED_NAMES,
    MARKUP_NAMES,
    TEXT_NAMES,
    XHTML,
)
from jobs.importer.reading.namespaces import Foreign, space_of
from jobs.importer.records import Rejected, folded

MAX_PATH = 8  # elements inside each other, in a record
MAX_NAME = 100  # characters of an element's name
SPACE = " "  # what a line break is in a text without HTML
MAX_NODES = 5_000  # that are remembered: names made up by the million cost no memory


_XHTML = f"{{{XHTML}}}"
_KEY = re.compile(r"[^\W\d][\w .:/-]{0,60}")  # a name as people write it, "Job title"


class Kind(Enum):
    ABOVE = "above"  # the root, which is no record whatever its name
    OUTSIDE = "outside"
    RECORD = "record"
    FIELD = "field"
    MARKUP = "markup"  # HTML inside a text
    EXCESS = "excess"  # what a record may not hold


INSIDE = (Kind.RECORD, Kind.FIELD, Kind.MARKUP)


class Node(dict[str, "Node"]):
    """`path` is empty unless the node is a field; `markup` is the HTML element, SPACE or empty.

    `above` is the node of the parent; a node outside records and one of excess is its own child.
    """

    __slots__ = (
        "above",
        "depth",
        "keyed",
        "kind",
        "known",
        "markup",
        "path",
        "record",
        "space",
        "text",
    )

    def __init__(self, kind: Kind, record: str, known: list[int], above: Node | None) -> None:
        super().__init__()
        self.kind = kind
        self.above: Node = self if above is None else above  # an empty dictionary is false
        self.record = record  # the name of records below this node
        self.known = known  # one number, how many nodes are remembered, shared by all
        self.path = self.markup = ""
        self.depth: int = 0 if self.above.kind not in INSIDE else self.above.depth + 1
        self.text = False  # may hold HTML
        self.keyed = False  # called by an attribute
        self.space: str = self.above.space if self.above is not self else ""  # the record's

    def __missing__(self, tag: str) -> Node:
        child = self._child(tag, name_of(tag))
        if self.known[0] < MAX_NODES:
            self.known[0] += 1
            self[tag] = child
        return child

    def _child(self, tag: str, name: str) -> Node:
        if self.kind is Kind.ABOVE:
            return self._made(Kind.OUTSIDE)
        if self.kind is Kind.OUTSIDE:
            return self._record(tag) if name == self.record else self
        if self.kind is Kind.EXCESS:
            return self
        if self.kind is Kind.MARKUP or (self.path and _is_markup(tag, name, self.text)):
            return self._markup(tag, name)
        return self._made(Kind.EXCESS) if self.depth == MAX_PATH else self._field(tag, name)

    def _record(self, tag: str) -> Node:
        child = self._made(Kind.RECORD)
        child.space = space_of(tag)
        return child

    def _markup(self, tag: str, name: str) -> Node:
        child = self._made(Kind.MARKUP)
        child.text = self.text or tag.startswith(_XHTML)
        if child.text:
            child.markup = name if name in MARKUP_NAMES else ""
        elif name == "br":
            child.markup = SPACE
        return child

    def _field(self, tag: str, name: str) -> Node:
        child = self._made(Kind.FIELD)
        child.path = f"{self.path}/{name}" if self.path else name
        if space_of(tag) not in ("", self.space):
            child.path = Foreign(child.path)
        child.text = name in TEXT_NAMES
        child.keyed = name in KEYED_NAMES
        return child

    def called(self, attributes: Mapping[str, str]) -> str:
        """The path of a field that is called by its attribute `name`, where it has one."""
        name = key_of(attributes.get("name", ""))
        return f"{self.above.path}/{name}" if name and self.above.path else name or self.path

    def _made(self, kind: Kind) -> Node:
        return Node(kind, self.record, self.known, self)


def top_node(record: str, *, single: bool) -> Node:
    """Where a document begins. `single`: the root element itself is the record."""
    return Node(Kind.OUTSIDE if single else Kind.ABOVE, record, [0], None)


def name_of(tag: str) -> str:
    """The folded name. Raises Rejected when it is longer than any name."""
    name = folded(tag) or "_"
    if len(name) > MAX_NAME:
        raise Rejected(f"expected element names up to {MAX_NAME} characters, got a longer one")
    return name


def key_of(name: str) -> str:
    """The value of an attribute `name` as the folded name of an element; empty for other texts."""
    return folded(name.replace(" ", "")) if _KEY.fullmatch(name.strip()) else ""


def as_html(text: str) -> str:
    """Text beside live HTML elements, as HTML; what holds escaped HTML already is HTML."""
    return text if "</" in text or "<br" in text else escape(text, quote=False)


def _is_markup(tag: str, name: str, inside_text: bool) -> bool:
    return name in (MARKUP_NAMES if inside_text else INLINE_NAMES) or tag.startswith(_XHTML)
