"""A feed cannot hang, swell or crash the importer: a process with limits reads it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jobs.importer import sandbox
from jobs.importer.records import Problem, Rejected, Task
from jobs.importer.sandbox import Made, Sandbox
from jobs.importer.worktable import Worktable
from tests.make import record, yubhub

PROJECT = Path(sandbox.__file__).resolve().parents[2]


def task_for(folder: Path, document: str) -> Task:
    (folder / "document").write_text(document)
    Worktable(folder / "worktable").close()
    return Task(str(folder / "document"), str(folder / "worktable"), "", today="2026-11-23")


def test_the_child_reads_and_cleans_a_feed(tmp_path: Path) -> None:
    task = task_for(tmp_path, yubhub(record("a"), record("b", Applyto="javascript:x()")))

    with Sandbox(task, size=1000) as child:
        reading = child.reading()
        job, problem = child.jobs()

    assert (reading.dialect, reading.seen, reading.repairs) == ("yubhub", 2, {})
    assert isinstance(job, Made)
    assert (job.job.external_id, job.job.description) == ("a", "<p>Text</p>")
    assert isinstance(problem, Problem)
    assert (problem.external_id, problem.field, problem.refused) == ("b", "apply_url", True)


def test_the_child_knows_no_secret_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://user:secret@localhost/jobs")
    monkeypatch.setenv("FEED_AUTH_X", "Basic user:secret")

    with Sandbox(task_for(tmp_path, yubhub(record())), size=1000) as child:
        child.reading()
        environment = Path(f"/proc/{child._child.pid}/environ").read_bytes()

    assert b"secret" not in environment
    assert b"SECRET_KEY" not in environment


def test_the_child_is_gone_when_the_run_ends_early(tmp_path: Path) -> None:
    many = yubhub(*(record(str(number)) for number in range(3_000)))
    with Sandbox(task_for(tmp_path, many), size=1000) as child:
        child.reading()
        next(child.jobs())
        pid = child._child.pid

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def confined(code: str, **limits: int) -> subprocess.CompletedProcess[str]:
    """Runs code in a process with the limits of the child; none: without them."""
    confine = (
        f"from jobs.importer.confinement import confine; confine(**{limits!r})\n" if limits else ""
    )
    return subprocess.run(
        [sys.executable, "-c", confine + code],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        check=False,
    )


LIMITS = {"seconds": 1, "file_size": 10**6, "memory": 128}
SPIN = "import time\nend = time.process_time() + 2\nwhile time.process_time() < end: pass"
SWELL = "data = [bytearray(2**20) for _ in range(300)]"
FILL = "open({!r}, 'wb').write(bytes(2 * 10**6))"


@pytest.mark.parametrize("code", [SPIN, SWELL, FILL], ids=["time", "memory", "disk"])
def test_each_limit_stops_what_runs_through_without_it(tmp_path: Path, code: str) -> None:
    code = code.format(str(tmp_path / "file"))

    assert confined(code).returncode == 0
    assert confined(code, **LIMITS).returncode != 0


def test_a_reader_that_hangs_is_ended_and_the_feed_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 1)
    monkeypatch.setattr(sandbox, "SECONDS_A_MEGABYTE", 0)
    records = "".join(record(str(number)) for number in range(200_000))
    began = time.monotonic()

    with (
        Sandbox(task_for(tmp_path, yubhub(records)), size=1) as child,
        pytest.raises(Rejected, match="expected a feed that is read within 1 s of processor time"),
    ):
        child.reading()

    assert time.monotonic() - began < 6


def test_a_fault_of_our_own_is_told_with_its_traceback(tmp_path: Path) -> None:
    task = task_for(tmp_path, yubhub(record()))
    (tmp_path / "document").unlink()

    with (
        Sandbox(task, size=1) as child,
        pytest.raises(RuntimeError, match="FileNotFoundError"),
    ):
        child.reading()


def test_a_database_that_takes_its_time_is_no_fault_of_the_feed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 3)
    monkeypatch.setattr(sandbox, "SECONDS_A_MEGABYTE", 0)
    monkeypatch.setattr(sandbox, "PATIENCE", 1)
    many = yubhub(*(record(str(number)) for number in range(2_000)))

    with Sandbox(task_for(tmp_path, many), size=1) as child:
        child.reading()
        jobs = child.jobs()
        next(jobs)
        time.sleep(4)

        assert len(list(jobs)) == 1_999


def test_a_child_that_says_nothing_is_waited_for_in_vain_only_so_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 1)
    monkeypatch.setattr(sandbox, "SECONDS_A_MEGABYTE", 0)
    monkeypatch.setattr(sandbox, "PATIENCE", 1)

    with Sandbox(task_for(tmp_path, yubhub(record())), size=1) as child:
        os.kill(child._child.pid, signal.SIGSTOP)

        with pytest.raises(Rejected, match="expected a feed that is read within 1 s"):
            child.reading()
