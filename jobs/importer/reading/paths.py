"""Where an element stands, worked out once for each path and then found by its tag.

A `Node` is a dictionary from tags, as SAX gives them, to the nodes of children; a child that is
asked for the first time makes itself. A feed has some fifty paths and a million elements.
"""

from __future__ import annotations

from enum import Enum
from html import escape

from jobs.importer.reading.names import MARKUP_NAMES, TEXT_NAMES, XHTML
from jobs.importer.records import Rejected, folded

MAX_PATH = 8  # elements inside each other, in a record
MAX_NAME = 100  # characters of an element's name
MAX_NODES = 5_000  # that are remembered: names made up by the million cost no memory


class Kind(Enum):
    ABOVE = "above"  # the root, which is no record whatever its name
    OUTSIDE = "outside"
    RECORD = "record"
    FIELD = "field"
    MARKUP = "markup"  # HTML inside a text
    EXCESS = "excess"  # what a record may not hold


INSIDE = (Kind.RECORD, Kind.FIELD, Kind.MARKUP)


class Node(dict[str, "Node"]):
    """`path` is empty unless the node is a field; `markup` is the HTML element, or empty.

    `above` is the node of the parent; a node outside records and one of excess is its own child.
    """

    __slots__ = ("above", "depth", "kind", "known", "markup", "path", "record", "text")

    def __init__(self, kind: Kind, record: str, known: list[int], above: Node | None) -> None:
        super().__init__()
        self.kind = kind
        self.above: Node = self if above is None else above  # an empty dictionary is false
        self.record = record  # the name of records below this node
        self.known = known  # one number, how many nodes are remembered, shared by all
        self.path = self.markup = ""
        self.depth: int = 0 if self.above.kind not in INSIDE else self.above.depth + 1
        self.text = False  # may hold HTML

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
            return self._made(Kind.RECORD) if name == self.record else self
        if self.kind is Kind.EXCESS:
            return self
        if self.kind is Kind.MARKUP or (self.path and _is_markup(tag, name, self.text)):
            child = self._made(Kind.MARKUP)
            child.markup = name if name in MARKUP_NAMES else ""
            return child
        if self.depth == MAX_PATH:
            return self._made(Kind.EXCESS)
        child = self._made(Kind.FIELD)
        child.path = f"{self.path}/{name}" if self.path else name
        child.text = name in TEXT_NAMES
        return child

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


def as_html(text: str) -> str:
    """Text beside live HTML elements, as HTML; what holds escaped HTML already is HTML."""
    return text if "</" in text or "<br" in text else escape(text, quote=False)


def _is_markup(tag: str, name: str, inside_text: bool) -> bool:
    return tag.startswith(f"{{{XHTML}}}") or (inside_text and name in MARKUP_NAMES)
