"""Reads a document to its end before anything is done with it.

What is new or changed waits in the run's worktable: a document that breaks off after 49,999 of
50,000 jobs has then changed nothing, and what is known already is not written anywhere.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from jobs.importer import date_order, reading
from jobs.importer.dialects import DIALECTS, Dialect, Overrides, detect
from jobs.importer.intake import NO_OVERRIDES, Intake, Restart, Rules
from jobs.importer.records import (
    Element,
    NotWellFormed,
    Problem,
    Reading,
    Record,
    Rejected,
    Sketch,
    Task,
)
from jobs.importer.unread import unread
from jobs.importer.worktable import Worktable
from jobs.lib.footers import Footer, footer

SIGNATURE_SHARE = 0.8  # of the descriptions must end alike before their end is a signature
FIRST = 20  # records by which signature and order of dates are guessed before all are read
ROOTS = frozenset(root for dialect in DIALECTS.values() for root in dialect.roots)
GENERIC = "generic"  # reads whatever an editor has named the title of
SHARED_TOLD = 100  # ids of several jobs that the report names
PROMISED = ("expectedjobcount", "@total")  # of LinkedIn, of Talroo


@dataclass(frozen=True, slots=True)
class _Text:
    path: Path
    encoding: str


def read_document(task: Task, table: Worktable) -> Reading:
    """Stages what is new or changed and says what the document holds.

    A document that is not well-formed is mended where that loses nothing, and read again. Raises
    Rejected, with line and reason, when it cannot be read to its end or is no feed.
    """
    path = Path(task.document)
    encoding = reading.encoding_of(path, task.charset)
    try:
        return _read(task, table, _Text(path, encoding), Counter())
    except NotWellFormed as first:
        mended = _Text(Path(task.worktable).with_name("mended"), "utf-8")
        repairs: Counter[str] = Counter()
        reading.repair(path, encoding, mended.path, repairs)
        if not repairs:
            raise first from None
    try:
        return _read(task, table, mended, repairs)
    except NotWellFormed as problem:
        done = ", ".join(f"{number} x {kind}" for kind, number in sorted(repairs.items()))
        raise Rejected(f"{problem} (mended before: {done})") from problem


def _read(task: Task, table: Worktable, text: _Text, repairs: Counter[str]) -> Reading:
    overrides = Overrides.parse(task.overrides) if task.overrides else NO_OVERRIDES
    sketch = reading.sketch(text.path, text.encoding, record=overrides.record)
    dialect = _dialect(task.dialect, sketch, overrides)
    if dialect is None:  # an empty feed; it must still be well-formed to its end
        for _record in reading.records(text.path, text.encoding, sketch, repairs):
            pass
        table.forget_incoming()
        order = task.date_order
        return Reading(task.dialect, seen=0, repairs=dict(repairs), date_order=order)
    rules = Rules(dialect, sketch, overrides, task.address)
    rules = _guessed(rules, text, task)
    while True:
        mended = repairs.copy()
        intake = Intake(table, rules)
        try:
            _take_all(intake, text, mended)
        except Restart:
            rules = replace(rules, everything=True)
            continue
        if intake.shared and not rules.shared:
            rules = replace(rules, shared=frozenset(intake.shared))
            continue
        signature = _signature(intake.endings, task.signed)
        order = date_order.order_of(intake.orders, task.date_order)
        day_first = date_order.day_first(order, overrides, dialect)
        if (signature, day_first) == (rules.signature, rules.day_first):
            told = _told(intake, sketch, mended, order)
            return replace(told, unread=_unread(rules, text)) if task.curious else told
        rules = rules.assuming(signature, day_first)


def _dialect(forced: str, sketch: Sketch, overrides: Overrides) -> Dialect | None:
    """None for a feed that is honestly empty. Raises Rejected for what is no feed we can read."""
    if not sketch.record:
        if sketch.root in ROOTS and (sketch.root != "rss" or _has_channel(sketch)):
            return None
        raise Rejected(
            f"expected a feed: an element that holds a title and a link or a text, once for "
            f"every job; got a document <{sketch.root}> without any. If it is a feed, name the "
            "element of a job in the feed's overrides: record: NAME"
        )
    titled = "title" in overrides.elements or "title" in overrides.constants
    if not forced and titled and not detect(sketch):
        forced = GENERIC
    dialect = DIALECTS[forced] if forced else detect(sketch)
    if dialect is None:
        labels = ", ".join(known.label for known in DIALECTS.values())
        raise Rejected(
            f"expected a feed in one of these dialects: {labels}; the first records "
            f"<{sketch.record}> have the elements {', '.join(sorted(sketch.names)[:40])}. "
            "Say in the feed's overrides which element is the title: title = NAME"
        )
    return dialect


def _has_channel(sketch: Sketch) -> bool:
    """Whether an RSS document is more than its root: a channel has a title, a link, or a text."""
    return any(path.startswith("channel/") for path in sketch.header)


def _take_all(intake: Intake, text: _Text, repairs: Counter[str]) -> None:
    intake.table.forget_incoming()
    intake.table.begin()
    try:
        for record in reading.records(text.path, text.encoding, intake.rules.sketch, repairs):
            intake.take(record)
        intake.table.drop_unchanged()
    finally:
        intake.table.commit()


def _guessed(rules: Rules, text: _Text, task: Task) -> Rules:
    """The rules as the first records look: nearly always those of the whole document."""
    raws = [rules.raw_job(record) for record in _first(rules, text)]
    signature = _signature(Counter(footer(raw.description) for raw in raws), task.signed)
    order = date_order.likely_order(date_order.shown_by(raws), task.date_order)
    return rules.assuming(signature, date_order.day_first(order, rules.overrides, rules.dialect))


def _first(rules: Rules, text: _Text) -> list[Record]:
    records = reading.records(text.path, text.encoding, rules.sketch, Counter())
    return [record for record in islice(records, FIRST) if not record.fault]


def _unread(rules: Rules, text: _Text) -> tuple[Element, ...]:
    return unread(_first(rules, text), rules.raw_job)


def _signature(endings: Counter[Footer | None], signed: tuple[str, str]) -> Footer | None:
    """The ending that is the feed's own: known from before, or shared by nearly all of its jobs."""
    for ending, number in endings.most_common(3):
        if ending is None:
            continue
        usual = number > 1 and number >= SIGNATURE_SHARE * endings.total()
        if usual or (ending.name, ending.url) == signed:
            return ending
    return None


def _told(intake: Intake, sketch: Sketch, repairs: Counter[str], order: str) -> Reading:
    promised = next(filter(None, map(sketch.header.get, PROMISED)), "")
    return Reading(
        dialect=intake.rules.dialect.name,
        seen=intake.seen,
        duplicates=intake.duplicates,
        faulty=intake.faulty,
        expected=int(promised) if promised.isdecimal() and len(promised) < 10 else 0,
        repairs=dict(repairs),
        signature=intake.rules.signature,
        date_order=order,
        day_first=intake.rules.day_first,
        problems=(*intake.problems, *map(_shared, sorted(intake.rules.shared)[:SHARED_TOLD])),
    )


def _shared(external_id: str) -> Problem:
    reason = "expected an id for every job, got one for several; their Apply address was added"
    return Problem(external_id[:200], "", "external_id", external_id[:200], reason)
