"""Reads a document to its end before anything is done with it.

Jobs wait in a file, one JSON array a line, so that memory holds ids and digests only; a document
that breaks off after 49,999 of 50,000 jobs has then changed nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

from jobs.importer.reader import read_jobs
from jobs.importer.records import Problem, RawJob, Reading
from jobs.lib.html import Footer, footer
from jobs.lib.text import squeeze

SIGNATURE_SHARE = 0.8  # of the descriptions must end alike before their end is a signature


def read_document(path: Path, staged: Path, *, dialect: str, signed: tuple[str, str]) -> Reading:
    """Stages the jobs of a document and says what it holds. Raises Rejected like the reader.

    `signed` is the name and the address of the feed's attribution as known so far.
    """
    digests: dict[str, str] = {}
    problems: list[Problem] = []
    endings: Counter[Footer | None] = Counter()
    seen = duplicates = 0
    with staged.open("w", encoding="utf-8") as sink:
        for found, raw, fault in read_jobs(path, dialect):
            dialect, seen = found.name, seen + 1
            if raw.external_id and raw.external_id in digests:
                duplicates += 1
                continue
            if raw.external_id:
                digests[raw.external_id] = raw.digest()
            if fault:
                problems.append(_unusable(raw, fault))
                continue
            endings[footer(raw.description)] += 1
            sink.write(json.dumps(astuple(raw)) + "\n")
    signature = _signature(endings, signed)
    return Reading(dialect, digests, seen, duplicates, signature, tuple(problems))


def staged_jobs(staged: Path) -> Iterator[RawJob]:
    with staged.open(encoding="utf-8") as lines:
        for line in lines:
            yield RawJob(*json.loads(line))


def _unusable(raw: RawJob, fault: str) -> Problem:
    title = squeeze(raw.title)[:200]
    return Problem(raw.external_id[:200], title, "record", "", fault, refused=True)


def _signature(endings: Counter[Footer | None], signed: tuple[str, str]) -> Footer | None:
    """The ending that is the feed's own: known from before, or shared by nearly all of its jobs."""
    for ending, number in endings.most_common(3):
        if ending is None:
            continue
        usual = number > 1 and number >= SIGNATURE_SHARE * endings.total()
        if usual or (ending.name, ending.url) == signed:
            return ending
    return None
