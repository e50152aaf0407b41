"""What a dialect is: where a feed writes the facts of a job. Data, no code."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from itertools import takewhile

from jobs.importer.dialects.look import (
    LINKS,
    Look,
    absolute,
    base_of,
    identified,
    is_address,
    is_web,
    says_nothing,
    visible,
)
from jobs.importer.dialects.ways import First, all_of
from jobs.importer.records import RawJob, Record, Sketch

__all__ = ["Dialect", "Way"]

Way = str | Callable[[Look], str]  # a path, or one of `ways`
FIELDS = tuple(one.name for one in fields(RawJob))
_ID, _TITLE = FIELDS.index("external_id"), FIELDS.index("title")
MANY = 6
_LINKS = tuple(map(FIELDS.index, LINKS))


def _as_written(path: str) -> str:
    return path


@dataclass(frozen=True)
class Dialect:
    """`elements`: for each field of RawJob the ways to read it, the first that gives text wins.

    A way is a path inside the record (folded names joined by `/`, attributes behind `@`) or one of
    `ways`. A document is in this dialect when its first records have one name of every group of
    `marks`, none of `foreign`, and, where these are given, one of `records` as their element, one
    of the namespaces `uris` and a text outside the records that begins with one of `header`'s.
    """

    name: str
    label: str
    roots: tuple[str, ...]  # a document with one of these may be empty
    elements: Mapping[str, tuple[Way, ...]]
    marks: tuple[tuple[str, ...], ...]
    foreign: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    only_roots: bool = False  # whether another root is another dialect
    uris: tuple[str, ...] = ()
    header: Mapping[str, str] = field(default_factory=dict)
    rank: int = 2  # 2: one product's, 1: a family that others derive from, 0: whatever is left
    day_first: bool | None = None  # what 03/04/2026 means here; None: not known
    key: Callable[[str], str] = _as_written  # one name for several paths

    def __post_init__(self) -> None:
        unknown = self.elements.keys() - set(FIELDS)
        if unknown:
            raise ValueError(f"expected fields of RawJob, got {', '.join(sorted(unknown))}")
        plan = tuple(_compiled(self.elements.get(name, ())) for name in FIELDS)
        object.__setattr__(self, "_plan", plan)

    _plan: tuple[tuple[Way, ...], ...] = field(init=False, repr=False, compare=False)

    def fits(self, sketch: Sketch) -> bool:
        names = set(map(self.key, sketch.names))
        return (
            _one_of(self.records, (sketch.record,))
            and (not self.only_roots or sketch.root in self.roots)
            and _one_of(self.uris, sketch.uris)
            and all(_begins(sketch.header, *one) for one in self.header.items())
            and all(any(name in names for name in group) for group in self.marks)
            and names.isdisjoint(self.foreign)
        )

    def raw_job(self, record: Record, sketch: Sketch, address: str = "") -> RawJob:
        """The job a record tells; `address` is the feed's, for links that are relative to it.

        A record without an id of its own gets one as `identified` says.
        """
        entries = record.entries
        if self.key is not _as_written:
            entries = tuple([(self.key(path), text) for path, text in entries])
        values: dict[str, str] = {}
        for path, text in entries:
            if text and path not in values:
                values[path] = text
        look = Look(values, entries, sketch, address)
        facts = self._facts(look)
        if facts[_ID] and says_nothing(facts[_ID]):
            told = self._every("external_id", look)
            facts[_ID] = next((text for text in told if not says_nothing(text)), "")
        for index in _LINKS:
            link = facts[index]
            if link and not (link.isascii() and link.startswith(("https://", "http://"))):
                link = absolute(self._link(index, look), base_of(record, sketch, address))
            facts[index] = (
                link.replace("&amp;", "&").replace("&#038;", "&") if "&" in link else link
            )
        raw = RawJob(*facts)
        return raw if 0 < len(facts[_ID]) <= 255 else identified(raw)

    def _link(self, index: int, look: Look) -> str:
        """The first text that can be an address, and of the texts of one element the whole ones.

        `<link href="https://...">Read more</link>` has both under one name.
        """
        told = list(filter(None, map(visible, self._every(FIELDS[index], look))))
        return next(filter(is_address, told), told[0] if told else "")

    def _every(self, name: str, look: Look) -> Iterator[str]:
        for way in self.elements[name]:
            if isinstance(way, str):
                yield from sorted(all_of(look, way), key=is_web, reverse=True)
            else:
                yield way(look)

    def _facts(self, look: Look) -> list[str]:
        facts = []
        told = look.values.get
        for ways in self._plan:
            text: str | None = ""
            for way in ways:
                text = told(way) if way.__class__ is str else way(look)  # type: ignore[operator]
                if text:
                    break
            facts.append(text or "")
        return facts


def _compiled(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """Many paths as one way: a look-up each takes too long for every record."""
    paths = tuple(takewhile(lambda way: isinstance(way, str), ways))
    return (First(*map(str, paths)), *ways[len(paths) :]) if len(paths) > MANY else ways


def _one_of(wanted: Collection[str], came: Iterable[str]) -> bool:
    return not wanted or any(one in wanted for one in came)


def _begins(header: Mapping[str, str], path: str, start: str) -> bool:
    return header.get(path, "").lower().startswith(start)
