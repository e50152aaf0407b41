"""The elements at the beginning of a document, and which of them are its records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jobs.importer.reading.names import (
    KEYED_NAMES,
    LINK_NAMES,
    NEVER_RECORDS,
    RECORD_NAMES,
    TEXT_NAMES,
    TITLE_NAMES,
)
from jobs.importer.reading.parser import DOCTYPE, value_of
from jobs.importer.reading.paths import key_of, name_of
from jobs.importer.records import Rejected

MAX_ELEMENTS = 10_000  # kept; what follows them is not looked at
MAX_TEXT = 1_000  # characters kept of one text
MAX_DEPTH = 64


@dataclass(slots=True, eq=False)
class Element:
    name: str
    parent: Element | None
    path: str  # below the root
    depth: int  # the root's is 1
    attributes: dict[str, str]
    children: set[str] = field(default_factory=set)
    text: str = ""

    @property
    def names(self) -> set[str]:
        """What it holds, as elements or attributes."""
        return self.children | self.attributes.keys()

    def above(self) -> Iterator[Element]:
        element = self.parent
        while element:
            yield element
            element = element.parent


class OutlineTarget:
    """A SAX target that remembers the first elements with short texts, and namespaces."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.uris: set[str] = set()
        self.open: list[Element] = []

    def start(
        self, tag: str, attributes: Mapping[str, str], namespaces: Mapping[str | None, str]
    ) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise Rejected(f"expected at most {MAX_DEPTH} elements inside each other, got more")
        self.uris.update(uri[:MAX_TEXT] for uri in namespaces.values())
        name = name_of(tag)
        parent = self.open[-1] if self.open else None
        path = f"{parent.path}/{name}" if parent and parent.path else name if parent else ""
        values = {
            name_of(key): value_of(value)[:MAX_TEXT] for key, value in list(attributes.items())[:20]
        }
        element = Element(name, parent, path, len(self.open) + 1, values)
        if parent and len(parent.children) < MAX_TEXT:
            key = key_of(values.get("name", "")) if name in KEYED_NAMES else ""
            parent.children.add(key or name)
        self.open.append(element)
        if len(self.elements) < MAX_ELEMENTS:
            self.elements.append(element)

    def end(self, _tag: str) -> None:
        self.open.pop()

    def data(self, text: str) -> None:
        if self.open and len(self.open[-1].text) < MAX_TEXT:
            element = self.open[-1]
            element.text = (element.text + text).lstrip()[:MAX_TEXT]

    def doctype(self, *_declaration: object) -> None:
        raise Rejected(DOCTYPE)

    def pi(self, _target: str, _text: str | None = None) -> None:
        """Says nothing of the jobs."""

    def comment(self, _text: str) -> None:
        """Says nothing of the jobs."""

    def close(self) -> None:
        """The parser has checked that the document is complete."""


def record_of(elements: list[Element]) -> tuple[str, bool]:
    """The name of the record element and whether it is the root itself; ("", False) for none.

    Elements with a name for jobs come first, the outermost of them, unless that one only holds
    several others. Otherwise it is what holds a title and a link or text.
    """
    named = [one for one in elements if one.depth > 1 and one.name in RECORD_NAMES and one.names]
    inner = {one for one in named if any(outer.name in RECORD_NAMES for outer in _below_root(one))}
    outer = [one for one in named if one not in inner]
    if elements and _is_single(elements, outer):
        return elements[0].name, True
    titled = [one for one in outer if _has_title(one)]
    inside = [one for one in inner if _has_title(one)]
    if not titled and len(inside) > len(outer):
        return _usual(inside), False
    chosen = titled or outer or _generic(elements)
    if not chosen:
        chosen = [one for one in elements if one.depth > 1 and one.name in RECORD_NAMES]
    return (_usual(chosen), False) if chosen else ("", False)


def _below_root(element: Element) -> Iterator[Element]:
    return (outer for outer in element.above() if outer.depth > 1)


def _has_title(element: Element) -> bool:
    return not element.names.isdisjoint(TITLE_NAMES)


def _is_single(elements: list[Element], outer: list[Element]) -> bool:
    """A document of one job, whose root is the record."""
    root = elements[0]
    if root.name not in RECORD_NAMES:
        return False
    if _has_title(root):
        return sum(map(_has_title, outer)) < 2
    return not outer and any(_has_title(one) for one in elements)


def _generic(elements: list[Element]) -> list[Element]:
    """Elements that hold a title and a link or text: the outermost ones, repeated ones first."""
    fits = [
        one
        for one in elements
        if one.depth > 1
        and one.name not in NEVER_RECORDS
        and _has_title(one)
        and not (one.names - TITLE_NAMES).isdisjoint(LINK_NAMES | TEXT_NAMES)
    ]
    groups: dict[str, list[Element]] = {}
    for one in fits:
        groups.setdefault(one.path, []).append(one)
    if not groups:
        return []
    outermost = min(groups.values(), key=lambda group: (group[0].depth, -len(group)))
    if len(outermost) > 1:
        return outermost
    alone = outermost[0]
    repeated = [
        group
        for group in groups.values()
        if len(group) > 1 and not any(outer is alone for outer in group[0].above())
    ]
    if repeated:
        return min(repeated, key=lambda group: (group[0].depth, -len(group)))
    return outermost if alone.depth <= 3 else []


def _usual(elements: list[Element]) -> str:
    return Counter(one.name for one in elements).most_common(1)[0][0]
