"""The lock of a feed: it dies with its process, and lets one of many runs through."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from jobs.importer.lock import import_lock
from jobs.models import Feed, Job
from tests.faults.documents import Step, large
from tests.faults.processes import ask, end_of, kill, start, wait_for_orphans
from tests.faults.scene import Lost, Scene

JOBS = 1_500
DEATHS = 10
FREE_AGAIN = 1.0  # seconds: PostgreSQL has to notice that the connection is gone


def prove(scene: Scene, number: int) -> dict[str, object]:
    """`number` (or 20) runs of one feed at once."""
    ask(scene.empty)
    waits = [_death() for _time in range(DEATHS)]
    scene.publish(Step("alpha", large(JOBS), "creates"))
    statuses = _together(scene, number or 20)
    if statuses != {"applied": 1, "locked": (number or 20) - 1}:
        raise Lost(f"expected one run to work and the others to be locked, got {statuses}")
    if (jobs := ask(lambda: Job.objects.live().count())) != JOBS:
        raise Lost(f"expected {JOBS} jobs, got {jobs}")
    return {"locked for, after its holder's death": f"{max(waits):.3f} s at most", **statuses}


@contextmanager
def _pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    try:
        yield ends
    finally:
        for end in ends:
            os.close(end)


def _death() -> float:
    """Seconds from the death of a lock's holder until the lock is free."""
    feed = ask(lambda: Feed.objects.get(slug="alpha").pk)
    with _pipe() as (held, holding):

        def hold() -> None:
            with import_lock(feed) as free:
                os.write(holding, b"y" if free else b"n")
                time.sleep(60)

        holder = start(hold)
        if os.read(held, 1) != b"y":
            raise Lost("expected a free lock, got a locked one")
        if ask(lambda: _acquired(feed)):
            raise Lost("two processes have the lock of one feed")
        kill(holder)
    began = time.monotonic()
    while not ask(lambda: _acquired(feed)):
        if time.monotonic() - began > FREE_AGAIN:
            raise Lost("the lock has outlived its holder")
    return time.monotonic() - began


def _acquired(feed: int) -> bool:
    with import_lock(feed) as free:
        return free


def _together(scene: Scene, number: int) -> Counter[str]:
    """The statuses of so many runs that begin at the same moment."""
    with _pipe() as (told, telling):
        gate, opened = os.pipe()

        def run() -> None:
            os.close(opened)
            os.read(gate, 1)  # ends when nobody holds the other end any more
            os.write(telling, json.dumps(scene.run("alpha")).encode() + b"\n")

        processes = [start(run) for _one in range(number)]
        os.close(gate)
        os.close(opened)
        failed = [code for code in map(end_of, processes) if code]
        if failed:
            raise Lost(f"{len(failed)} of {number} runs failed")
        wait_for_orphans()
        return Counter(map(json.loads, os.read(told, 65_536).splitlines()))
