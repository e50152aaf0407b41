"""Documents that break off: at every byte of a small one, at random ones of a large one."""

from __future__ import annotations

import gzip
import random
import time
from collections.abc import Iterable
from pathlib import Path

from jobs.importer.fetching import Limits, fetch
from jobs.importer.records import FeedProblem, Reading, Task
from jobs.importer.staging import read_document
from jobs.importer.worktable import Worktable
from tests.faults.documents import SAMPLE, large
from tests.faults.scene import Lost, Scene

LIMITS = Limits(raw=2**27, decoded=2**27, seconds=60, contact="http://testserver.example")
JOBS = 5_000
OFFSETS = 2_000
YUBHUB = Path(__file__).resolve().parents[3] / "shared" / "feeds" / "yubhub.xml"


def prove(scene: Scene, number: int) -> dict[str, object]:
    """At every byte of the samples, and at `number` (or OFFSETS) of a feed of JOBS jobs."""
    began = time.monotonic()
    small = [SAMPLE.encode(), *([YUBHUB.read_bytes()] if YUBHUB.exists() else [])]
    figures: dict[str, object] = {}
    for document in small:
        for kind, sent in (("plain", document), ("gzip", gzip.compress(document))):
            figures[f"{kind}, every one of {len(sent)} bytes"] = refused(
                sent, range(len(sent)), end_of_feed(document, sent), scene.folder
            )
    document = large(JOBS).encode()
    for kind, sent in (("plain", document), ("gzip", gzip.compress(document))):
        offsets = random.Random(kind).sample(range(len(sent)), number or OFFSETS)
        figures[f"{kind}, {len(offsets)} of {len(sent)} bytes"] = refused(
            sent, offsets, end_of_feed(document, sent), scene.folder
        )
    return figures | {"seconds": round(time.monotonic() - began)}


def refused(sent: bytes, offsets: Iterable[int], end: int, folder: Path) -> int:
    """How many of the cuts were refused. Raises Lost for one that was taken for the whole.

    A cut at or after `end` lost nothing but white space, and must give the whole.
    """
    whole, count = reading_of(sent, folder), 0
    if not isinstance(whole, Reading):
        raise Lost(f"the whole document was refused: {whole}")
    for offset in offsets:
        got = reading_of(sent[:offset], folder)
        if offset >= end and got != whole:
            raise Lost(f"cut at {offset}, in the white space after the feed: got {got}")
        if offset < end and isinstance(got, Reading):
            raise Lost(f"cut at byte {offset} of {len(sent)}: {got.seen} records were accepted")
        count += not isinstance(got, Reading)
    return count


def end_of_feed(document: bytes, sent: bytes) -> int:
    """The first offset at which what was sent is whole; an archive is so at its very end."""
    return len(document.rstrip()) if sent == document else len(sent)


def reading_of(document: bytes, folder: Path) -> Reading | FeedProblem:
    """What a run makes of these bytes before it looks at the database."""
    path, target, table = folder / "cut", folder / "document", folder / "worktable"
    path.write_bytes(document)
    worktable = Worktable(table)
    try:
        fetched = fetch(str(path), target, LIMITS)
        if fetched is None:
            raise Lost("a file was said to have not changed")
        task = Task(str(fetched.path), str(table), address=str(path), today="2026-11-23")
        return read_document(task, worktable)
    except FeedProblem as problem:
        return problem
    finally:
        worktable.close()
        for made in (target, table, folder / "mended"):
            made.unlink(missing_ok=True)
