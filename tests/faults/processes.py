"""Processes that are made to be killed: forked from one that has everything loaded and no
connection open."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

from django.core.management import CommandError
from django.db import connections

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)
ORPHANS_END = 10.0  # seconds: what outlives its importer longer than that is a process gone astray


def adopt_orphans(ours: int = 1) -> None:
    """From now on the orphans of killed children are ours (or, with 0, no longer), so that they
    can be waited for."""
    if sys.platform != "linux":
        raise SystemExit("expected Linux: nobody else can say what became of a killed process")
    if ctypes.CDLL(None, use_errno=True).prctl(_SUBREAPER, ours, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl failed")


def start(work: Callable[[], object]) -> int:
    """Does the work in a forked process; returns its id."""
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        work()
        code = 0
    except CommandError as error:
        code = error.returncode
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    except BaseException:  # noqa: BLE001 - nothing may leave a forked process but its exit code
        traceback.print_exc()
    finally:
        connections.close_all()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def end_of(process: int) -> int:
    """Waits; the exit code, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def ask(work: Callable[[], Any]) -> Any:
    """What the work, done in a forked process, returns: any value JSON knows."""
    reading, writing = os.pipe()

    def tell() -> None:
        os.close(reading)
        with os.fdopen(writing, "w") as sink:
            json.dump(work(), sink)

    process = start(tell)
    os.close(writing)
    with os.fdopen(reading) as source:
        answer = source.read()
    if end_of(process):
        raise RuntimeError("a forked process failed; its traceback is above")
    return json.loads(answer)


def kill(process: int) -> int:
    """SIGKILL to that process alone, as the kernel or an impatient person would send it."""
    os.kill(process, signal.SIGKILL)
    return end_of(process)


def wait_for_orphans() -> float:
    """Seconds until no child and no orphan of one is left. Raises when one stays."""
    began = time.monotonic()
    while True:
        try:
            process, _status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return time.monotonic() - began
        if time.monotonic() - began > ORPHANS_END:
            raise RuntimeError("a process of a killed import is still there")
        if not process:
            time.sleep(0.002)
