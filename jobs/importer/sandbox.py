"""The parent's side of the child process that reads a feed.

A feed that makes its reader spin, swell or crash ends that process and is rejected; the importer
goes on.
"""

from __future__ import annotations

import errno
import json
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import IO, Any, NamedTuple, Self, cast

from jobs.importer import wire
from jobs.importer.confinement import ROOT, environment
from jobs.importer.records import CleanJob, Problem, Reading, Rejected, Task

AHEAD = 500  # jobs the child may be ahead of the database
SECONDS, SECONDS_A_MEGABYTE = 30, 5  # of processor time
PATIENCE = 4  # times that, by the clock, one answer may take: a busy machine is no fault
STALLED = "expected a feed that is read within {0} s of processor time, this one needs more"
CRASHED = "expected a feed that the reader survives, it ended with signal {0}; please report this"


class Made(NamedTuple):
    """A job as the child has made it, ready to be written."""

    job: CleanJob
    content_hash: str


class Sandbox:
    """Use as a context: `reading()` once, then `jobs()` once. Leaving it ends the child."""

    def __init__(self, task: Task, *, size: int) -> None:
        megabytes = size // 2**20 + 1
        self._task = task
        self._seconds = SECONDS + SECONDS_A_MEGABYTE * megabytes
        self._file_size = 2**20 * (64 + 8 * megabytes)
        self._lines: queue.Queue[bytes] = queue.Queue(AHEAD)
        self._ended = threading.Event()

    def __enter__(self) -> Self:
        self._child = subprocess.Popen(
            [sys.executable, "-m", "jobs.importer.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=environment(),
        )
        threading.Thread(target=self._read_ahead, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._child.kill()
        self._child.wait()
        self._pipe("stdin").close()
        self._pipe("stderr").close()

    def reading(self) -> Reading:
        """What the document holds. Raises Rejected; OSError when the disk is full."""
        limits = {"seconds": self._seconds, "file_size": self._file_size}
        self._tell(wire.line(limits) + wire.line(wire.task_out(self._task)))
        return wire.reading_in(self._answer()["reading"])

    def jobs(self) -> Iterator[Made | Problem]:
        """The new and changed jobs, or why a record is none."""
        self._tell(b"go\n")
        while "end" not in (answer := self._answer()):
            if "problem" in answer:
                yield Problem(**answer["problem"])
            else:
                yield Made(wire.job_in(answer["job"]), answer["hash"])

    def _tell(self, lines: bytes) -> None:
        try:
            self._pipe("stdin").write(lines)
            self._pipe("stdin").flush()
        except BrokenPipeError:
            raise self._death() from None

    def _answer(self) -> dict[str, Any]:
        # Only while we wait: a database that keeps the child waiting is no fault of the feed.
        try:
            line = self._lines.get(timeout=PATIENCE * self._seconds)
        except queue.Empty:
            raise Rejected(STALLED.format(self._seconds)) from None
        if not line:
            raise self._death()
        answer: dict[str, Any] = json.loads(line)
        if "rejected" in answer:
            raise Rejected(answer["rejected"])
        if "disk" in answer:
            raise OSError(errno.ENOSPC, answer["disk"])
        return answer

    def _read_ahead(self) -> None:
        for line in self._pipe("stdout"):
            if not self._put(line):
                break
        self._put(b"")
        self._pipe("stdout").close()

    def _put(self, line: bytes) -> bool:
        while not self._ended.is_set():
            try:
                self._lines.put(line, timeout=0.2)
            except queue.Full:
                continue
            return True
        return False

    def _death(self) -> Exception:
        """Why the child is no more: the feed's doing, or a fault of ours."""
        code = self._child.wait()
        if code in (-signal.SIGXCPU, -signal.SIGKILL):
            return Rejected(STALLED.format(self._seconds))
        if code < 0:
            return Rejected(CRASHED.format(signal.Signals(-code).name))
        told = self._pipe("stderr").read().decode(errors="replace").strip()
        return RuntimeError(f"the reader of feeds failed with exit code {code}: {told[-4000:]}")

    def _pipe(self, name: str) -> IO[bytes]:
        return cast(IO[bytes], getattr(self._child, name))
