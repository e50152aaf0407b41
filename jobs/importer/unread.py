"""Which elements of a feed's records no field reads: what an editor may want a rule for. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from jobs.importer.records import Element, RawJob, Record
from jobs.lib.text import squeeze

MOST = 200  # paths that are looked at: a feed may make up names by the million
EXAMPLE = 200  # characters

Read = Callable[[Record], RawJob]


def unread(records: Iterable[Record], read: Read) -> tuple[Element, ...]:
    """The paths with a text that tell nothing in any of these records, the most usual first.

    A path is read where it alone makes another job than no record at all, or where the job would be
    another one without it. Who reads how need not be known: dialect, overrides, both.
    """
    number: Counter[str] = Counter()
    examples: dict[str, str] = {}
    known: set[str] = set()
    for record in records:
        for path in _paths(record):
            if path not in examples and len(examples) == MOST:
                continue
            examples.setdefault(path, _text(record, path))
            number[path] += 1
            if path not in known and _says(record, path, read):
                known.add(path)
    return tuple(
        (path, count, examples[path]) for path, count in number.most_common() if path not in known
    )


def _paths(record: Record) -> Sequence[str]:
    return list(dict.fromkeys(str(path) for path, text in record.entries if text.strip()))


def _text(record: Record, path: str) -> str:
    found = next(text for one, text in record.entries if one == path and text.strip())
    return squeeze(found)[:EXAMPLE]


def _says(record: Record, path: str, read: Read) -> bool:
    alone = tuple((one, text) for one, text in record.entries if one == path)
    others = tuple((one, text) for one, text in record.entries if one != path)
    return read(replace(record, entries=alone)) != read(replace(record, entries=())) or (
        read(replace(record, entries=others)) != read(record)
    )
