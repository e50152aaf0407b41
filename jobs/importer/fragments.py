"""What a feed wrote of a record that makes no job, for the editor who wants to see why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jobs.importer.records import Record
from jobs.lib.text import printable

FRAGMENT = 2_000  # characters
VALUE = 300  # characters of one value: a description leaves room for what comes after it


class _Element(NamedTuple):
    path: str
    attributes: str
    text: str


def fragment_of(record: Record) -> str:
    """The record's elements in their order, as text that looks like XML and is none: names are
    folded, nothing is escaped, and what is long is cut with "…". At most FRAGMENT characters.
    """
    lines: list[str] = []
    room = FRAGMENT
    for line in _lines(list(_elements(record))):
        room -= len(line) + 1
        if room < 0:
            return "\n".join([*lines, "…"])
        lines.append(line)
    return "\n".join(lines)


def _elements(record: Record) -> Iterator[_Element]:
    """Every element with the attributes that follow it; first those of the record itself."""
    path, attributes, text = "", "", ""
    for name, value in record.entries:
        element, at, attribute = name.rpartition("@")
        if at and element == path:
            attributes += f' {attribute}="{_value(value)}"'
            continue
        if path or attributes:
            yield _Element(path, attributes, text)
        path, attributes, text = name, "", _value(value)
    yield _Element(path, attributes, text)


def _lines(elements: list[_Element]) -> Iterator[str]:
    open_: list[str] = []
    followers = [one.path for one in elements[1:]]
    for (path, attributes, text), follower in zip(elements, [*followers, ""], strict=True):
        while open_ and not path.startswith(f"{open_[-1]}/"):
            yield _end(open_)
        name = path.rpartition("/")[2] or "record"
        begin = f"{'  ' * len(open_)}<{name}{attributes}>{text}"
        if path and follower.startswith(f"{path}/"):
            open_.append(path)
            yield begin
        else:
            yield f"{begin}</{name}>" if path else begin
    while open_:
        yield _end(open_)


def _end(open_: list[str]) -> str:
    name = open_.pop().rpartition("/")[2]
    return f"{'  ' * len(open_)}</{name}>"


def _value(text: str) -> str:
    told = printable(text[: 2 * VALUE])
    return told if len(told) <= VALUE else f"{told[: VALUE - 1]}…"
