"""The records of a document, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from jobs.importer.reading.parser import parsed
from jobs.importer.reading.target import RecordTarget
from jobs.importer.records import Record, Sketch


def records(path: Path, encoding: str, sketch: Sketch, repairs: Counter[str]) -> Iterator[Record]:
    """Every record of a document to its end; mended values are counted into `repairs`.

    Raises NotWellFormed where the XML breaks, and Rejected where a limit is met or a DOCTYPE comes.
    What was yielded before must then count for nothing.
    """
    target = RecordTarget(sketch.record, single=sketch.single, repairs=repairs)
    for _chunk in parsed(path, encoding, target):
        if target.records:
            yield from target.records
            target.records.clear()
        target.after_chunk()
