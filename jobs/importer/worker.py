"""The child process that reads a feed: `python -m jobs.importer.worker`, started by `sandbox`.

It has no database and no settings, and limits on processor time, memory and files: whatever a feed
does to a parser ends here. One JSON value a line: limits and a task come in; a reading, or why
there is none, goes out; after "go" the jobs follow.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from jobs.importer import wire
from jobs.importer.confinement import MEMORY, confine, end_with
from jobs.importer.disk import is_disk
from jobs.importer.normalise import normalise
from jobs.importer.records import CleanJob, FeedProblem, Problem, RawJob, Reading, Task
from jobs.importer.staging import read_document
from jobs.importer.worktable import Worktable

SWOLLEN = f"expected a feed that is read in {MEMORY} MB of memory, this one needs more"


def main(source: BinaryIO, sink: BinaryIO) -> None:
    end_with(os.getppid())
    confine(**json.loads(source.readline()))
    task = wire.task_in(json.loads(source.readline()))
    try:
        for answer in answers(task, source):
            sink.write(wire.line(answer))
            if "job" not in answer:
                sink.flush()
    except FeedProblem as problem:
        sink.write(wire.line({"rejected": str(problem)}))
    except MemoryError:
        sink.write(wire.line({"rejected": SWOLLEN}))
    except (OSError, sqlite3.Error) as error:
        if not is_disk(error):
            raise
        sink.write(wire.line({"disk": f"{error} (while reading the feed)"}))
    sink.flush()


def answers(task: Task, source: BinaryIO) -> Iterator[dict[str, Any]]:
    """The reading; once "go" is read from `source`, the jobs. Raises Rejected."""
    with closing(Worktable(Path(task.worktable))) as table:
        reading = read_document(task, table)
        yield {"reading": wire.reading_out(reading)}
        if source.readline().strip() == b"go":  # a parent that is gone has no use for the jobs
            yield from _jobs(task, reading, table)
            yield {"end": True}


def _jobs(task: Task, reading: Reading, table: Worktable) -> Iterator[dict[str, Any]]:
    """Every staged record: the job with its content hash, or why there is none."""
    day, waiting = date.fromisoformat(task.today), table.to_write()
    for _raw, job, content_hash in normalised(reading, waiting, day):
        if isinstance(job, CleanJob):
            yield {"job": wire.job_out(job), "hash": content_hash}
        else:
            yield {"problem": wire.problem_out(job)}


def normalised(
    reading: Reading, waiting: Iterable[tuple[str, str, str, str]], day: date
) -> Iterator[tuple[RawJob, CleanJob | Problem, str]]:
    """Every staged record, as `Worktable.to_write` has it, with what is made of it and its hash."""
    for external_id, content_hash, staged, fragment in waiting:
        raw = RawJob(*json.loads(staged))
        try:
            job = normalise(
                raw, today=day, signature=reading.signature, day_first=reading.day_first
            )
        except Exception as error:  # noqa: BLE001 - a fault of ours must not lose the other jobs
            reason = f"the importer failed on this record, please report it: {error!r}"
            job = Problem(external_id[:200], raw.title[:200], "record", "", reason, refused=True)
        if isinstance(job, Problem):
            job = replace(job, fragment=fragment)
        yield raw, job, content_hash


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
