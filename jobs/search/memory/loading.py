"""Snapshots out of the database: a whole one at the start, and then what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np
from pyroaring import BitMap

from jobs.models import SearchRow, SearchState
from jobs.search.memory.bits import bitmap
from jobs.search.memory.board import Change
from jobs.search.memory.heap import give_back
from jobs.search.memory.labels import KINDS
from jobs.search.memory.lexicon import Gathered
from jobs.search.memory.memo import Memo
from jobs.search.memory.names import Names
from jobs.search.memory.places import Places
from jobs.search.memory.segment import Segment
from jobs.search.memory.snapshot import Snapshot
from jobs.search.packing import Columns, unpack

CHUNK = 5_000  # rows read at once
LEAST_CHANGES, SHARE = 5_000, 50  # changed jobs, or a share of all, that call for a new base
MOST = 5  # times as many at most, while it is read


class State(NamedTuple):
    version: int = 0
    terms: int = 0
    pages: int = 0
    changed_at: datetime = datetime.min.replace(tzinfo=UTC)


def state() -> State:
    """What was committed last; one query by primary key."""
    rows = SearchState.objects.filter(pk=1).values_list(*State._fields)
    return State(*rows[0]) if rows else State()


def loaded(now: State) -> Snapshot:
    """Everything. What is committed meanwhile comes again with the next patch."""
    places = Places.load()
    names = Names.load()
    base = _base()
    give_back()
    return Snapshot(
        version=now.version,
        terms=now.terms,
        base=base,
        delta=_segment({}, base.size),
        dead=BitMap(),
        changes={},
        names=names,
        fresh_names=Names.load({}),
        places=places,
        memo=Memo(base.size),
    )


def patched(old: Snapshot, now: State) -> Snapshot | None:
    """The snapshot with what was committed since; None when all must be read anew."""
    if now.version < old.version:  # the database was restored from a backup
        return None
    most = MOST * _limit(old) - len(old.changes)
    rows = SearchRow.objects.filter(version__gt=old.version)
    found = list(rows.values_list("job", "version", "facts")[: most + 1])
    if len(found) > most:
        return None
    new = {job: Change(version, _bytes(facts)) for job, version, facts in found}
    changes = {**old.changes, **new}
    facts = {job: change.facts for job, change in changes.items() if change.facts is not None}
    delta = _segment(facts, old.base.size)
    dead = bitmap(np.sort(old.base.slots(np.array(sorted(changes), np.int64))))
    changed = replace(
        old,
        version=max([now.version, *(change.version for change in changes.values())]),
        delta=delta,
        dead=dead,
        changes=changes,
    )
    return _with_terms(changed, now)


def is_overgrown(snapshot: Snapshot) -> bool:
    """Whether so much has changed that a new base would make the next patches quicker."""
    return len(snapshot.changes) > _limit(snapshot)


def _limit(snapshot: Snapshot) -> int:
    return max(LEAST_CHANGES, snapshot.base.size // SHARE)


def _with_terms(snapshot: Snapshot, now: State) -> Snapshot:
    """The snapshot with the names and places of what its jobs have today."""
    delta, names, places = snapshot.delta, snapshot.names, snapshot.places
    if now.terms != snapshot.terms:
        names = Names.load()
    if now.terms != snapshot.terms or not places.knows(delta.places[1]):
        places = Places.load()
    lacking = names.lacking({kind: delta.used(kind) for kind in KINDS})
    return replace(
        snapshot, terms=now.terms, names=names, fresh_names=Names.load(lacking), places=places
    )


def _segment(facts: Mapping[int, bytes], offset: int) -> Segment:
    ids = sorted(facts)
    columns = unpack([facts[job] for job in ids])
    titles = Gathered()
    titles.add(*_title_words(columns.titles, offset))
    return Segment(np.array(ids, np.int64), columns, titles.lexicon(), offset)


def _base() -> Segment:
    """All jobs, a chunk at a time: their bytes and titles are never in memory all at once."""
    ids: list[np.ndarray] = []
    parts: list[Columns] = []
    titles = Gathered()
    rows = SearchRow.objects.exclude(facts=None).order_by("job").values_list("job", "facts")
    last = size = 0
    while chunk := list(rows.filter(job__gt=last)[:CHUNK]):
        last = chunk[-1][0]
        ids.append(np.array([job for job, _facts in chunk], np.int64))
        part = unpack([bytes(facts or b"") for _job, facts in chunk])
        titles.add(*_title_words(part.titles, size))
        parts.append(part._replace(titles=[]))
        size += len(chunk)
    empty = np.empty(0, np.int64)
    return Segment(np.concatenate([empty, *ids]), _joined(parts or [unpack([])]), titles.lexicon())


def _title_words(titles: Sequence[str], first: int) -> tuple[list[str], np.ndarray]:
    """The words of titles, and the slot of each."""
    counts = [title.count(" ") + 1 if title else 0 for title in titles]
    slots = np.arange(first, first + len(titles), dtype=np.uint32)
    return " ".join(titles).split(), np.repeat(slots, counts)


def _joined(parts: Sequence[Columns]) -> Columns:
    return Columns(
        np.concatenate([part.header for part in parts]),
        _joined_lists([part.skills for part in parts]),
        _joined_lists([part.places for part in parts]),
        [],
    )


def _joined_lists(
    parts: Sequence[tuple[np.ndarray, np.ndarray]],
) -> tuple[np.ndarray, np.ndarray]:
    lengths = np.concatenate([np.diff(offsets) for offsets, _values in parts])
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.uint32)
    return offsets, np.concatenate([values for _offsets, values in parts])


def _bytes(facts: bytes | memoryview | None) -> bytes | None:
    return None if facts is None else bytes(facts)
