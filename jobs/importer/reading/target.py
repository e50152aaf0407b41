"""The SAX target that collects records: the innermost loop of every import, so it is kept lean.

Memory is one record, whatever surrounds it. Text goes from libxml2 straight into a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from html import escape

from jobs.importer.reading.names import VOID_NAMES
from jobs.importer.reading.namespaces import Foreign, own_first
from jobs.importer.reading.parser import DOCTYPE, value_of
from jobs.importer.reading.paths import SPACE, Kind, Node, as_html, name_of, top_node
from jobs.importer.reading.values import mended, suspicious
from jobs.importer.records import Record, Rejected

MAX_DEPTH = 64  # elements inside each other
MAX_ELEMENTS = 500  # in one record
MAX_CHARACTERS = 1_000_000  # of text in one record
MAX_ATTRIBUTES = 20  # of one element
MAX_WASTE = 1_000_000  # elements outside records, or too many inside them, in one document
TOO_MANY = (
    f"expected a record of at most {MAX_ELEMENTS} elements, 8 inside each other, got a larger one"
)
TOO_LONG = f"expected a record of at most {MAX_CHARACTERS:,} characters, got a longer one"
TOO_MANY_ATTRIBUTES = f"expected at most {MAX_ATTRIBUTES} attributes an element, got more"


class RecordTarget:
    """Puts the finished records into `records`, which the caller empties between chunks."""

    def __init__(self, record: str, *, single: bool, repairs: Counter[str]) -> None:
        self.records: list[Record] = []
        self.repairs = repairs
        self.node = top_node(record, single=single)
        self.excess = Node(Kind.EXCESS, record, [0], None)
        self.back = self.node  # where an excess began
        self.began = 0  # and at what depth
        self.depth = 0  # elements that are open outside the record, or in an excess
        self.paths: list[str] = []
        self.texts: list[str] = []
        self.open: list[int] = []  # of the open fields: where their text is in `texts`
        self.parts: list[str] = []  # text since the last start or end of a field
        self.data = self.parts.append
        self.live = 0  # how many of the parts are HTML already; 0 where there is none
        self.attributes = self.waste = 0
        self.fault = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        node = self.node[tag]
        if not node.path:
            self._start_other(node, attributes)
            return
        parts, texts = self.parts, self.texts
        if parts:
            if len(parts) > 1 or not parts[0].isspace():
                self._keep()
            parts.clear()
        if len(texts) - self.attributes >= MAX_ELEMENTS:
            self._start_other(self.excess, attributes)
            return
        self.node = node
        self.open.append(len(texts))
        self.paths.append(node.path)
        texts.append("")
        if attributes:
            if node.keyed:
                self.paths[-1] = node.called(attributes)
            self._attributes(self.paths[-1], attributes)

    def end(self, _tag: str) -> None:
        node = self.node
        if not node.path:
            self._end_other(node)
            return
        parts = self.parts
        if parts:
            if len(parts) == 1 and not self.texts[self.open[-1]]:
                self.texts[self.open.pop()] = parts[0].strip()
            else:
                self._keep()
                self.open.pop()
            parts.clear()
        else:
            self.open.pop()
        self.node = node.above

    def doctype(self, *_declaration: object) -> None:
        raise Rejected(DOCTYPE)

    def pi(self, _target: str, _text: str | None = None) -> None:
        """Style sheets and the like say nothing of the jobs."""

    def comment(self, _text: str) -> None:
        """Without this method lxml would build a tree of the comments."""

    def close(self) -> None:
        """The parser has checked that the document is complete."""

    def after_chunk(self) -> None:
        """Bounds what a record, or a text outside of records, can hold of memory."""
        length = sum(map(len, self.parts)) + sum(map(len, self.texts))
        if length > MAX_CHARACTERS:
            self.fault = TOO_LONG
            self.texts[:] = [""] * len(self.texts)
            self.parts.clear()
            self.live = 0

    def _keep(self) -> None:
        """Gives the text that has come to the field that is open."""
        parts = self.parts
        if self.live:
            parts[self.live :] = [as_html("".join(parts[self.live :]))]
            self.live = 0
        text = "".join(parts).strip()
        if text and self.open:
            index = self.open[-1]
            earlier = self.texts[index]
            self.texts[index] = f"{earlier} {text}" if earlier else text

    def _start_other(self, node: Node, attributes: Mapping[str, str]) -> None:
        if self.depth + node.depth + len(self.open) >= MAX_DEPTH:
            raise Rejected(f"expected at most {MAX_DEPTH} elements inside each other, got more")
        if node.kind is Kind.MARKUP:
            self._start_markup(node, attributes)
        elif node.kind is Kind.RECORD:
            self.parts.clear()
            self.fault = ""
            if attributes:
                self._attributes("", attributes)
        else:
            if node.kind is Kind.EXCESS and self.node.kind is not Kind.EXCESS:
                self.back, self.began, self.fault = self.node, self.depth, TOO_MANY
            self._waste()
            self.depth += 1
        self.node = node

    def _end_other(self, node: Node) -> None:
        if node.kind is Kind.MARKUP:
            if node.markup and node.markup != SPACE and node.markup not in VOID_NAMES:
                self._markup(f"</{node.markup}>")
            self.node = node.above
        elif node.kind is Kind.RECORD:
            self._finish()
            self.node = node.above
        else:
            self.depth -= 1
            if node.kind is Kind.EXCESS and self.depth == self.began:
                self.node = self.back

    def _waste(self) -> None:
        self.waste += 1
        if self.waste > MAX_WASTE:
            raise Rejected(
                f"expected at most {MAX_WASTE:,} elements that belong to no record, got more; "
                "check that this is a feed of jobs"
            )

    def _attributes(self, path: str, attributes: Mapping[str, str]) -> None:
        for number, (tag, value) in enumerate(attributes.items()):
            if number == MAX_ATTRIBUTES:
                self.fault = TOO_MANY_ATTRIBUTES
                return
            self.paths.append(f"{path}@{name_of(tag)}")
            self.texts.append(value_of(value))
            self.attributes += 1

    def _start_markup(self, node: Node, attributes: Mapping[str, str]) -> None:
        if not node.markup:
            return
        if node.markup == SPACE:
            self.parts.append(SPACE)
            return
        href = value_of(attributes.get("href", "")) if node.markup == "a" else ""
        self._markup(f'<a href="{escape(href)}">' if href else f"<{node.markup}>")

    def _markup(self, tag: str) -> None:
        parts = self.parts
        parts[self.live :] = ["", as_html("".join(parts[self.live :])), tag]
        self.live = len(parts)

    def _finish(self) -> None:
        texts = self.texts
        whole = "\n".join(texts)
        if len(whole) - len(texts) >= MAX_CHARACTERS:
            self.fault = TOO_LONG
        if suspicious(whole):
            texts = [self._mended(text) for text in texts]
        if Foreign in map(type, self.paths):
            entries = own_first(self.paths, texts)
        else:
            entries = tuple(zip(self.paths, texts, strict=True))
        self.records.append(Record(entries, self.fault))
        self.paths.clear()
        self.texts.clear()
        self.parts.clear()
        self.attributes = 0

    def _mended(self, text: str) -> str:
        if not suspicious(text):
            return text
        value, kinds = mended(text)
        self.repairs.update(f"value: {kind}" for kind in kinds)
        return value
