"""SIGKILL before every single statement of an import, COMMIT and COPY included."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Generator
from typing import Any

import psycopg
from django.db.backends.signals import connection_created

from tests.faults.inside import Inside
from tests.faults.processes import ask, end_of, start, wait_for_orphans
from tests.faults.scene import Lost, Scene

Hit = Callable[[], None]


def prove(scene: Scene, number: int) -> dict[str, object]:
    """`number` of the statements of each run, evenly spread; 0: every one."""
    scene.prepare(1)
    began, kills, found = time.monotonic(), 0, {}
    for index, step in scene.numbered():
        scene.before(index)
        count = ask(lambda slug=step.feed: _count(scene, slug))
        found[step.does] = count
        points = range(1, count + 1)
        for point in points[:: max(1, count // number)] if number else points:
            _kill_at(scene, index, point)
            kills += 1
    return {"statements": found, "kills": kills, "seconds": round(time.monotonic() - began)}


def _kill_at(scene: Scene, index: int, point: int) -> None:
    scene.before(index)
    left = point

    def hit() -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        before_every_statement(hit)
        scene.run(scene.steps[index].feed, Inside)

    if (code := end_of(start(work))) != -signal.SIGKILL:
        raise Lost(f"expected the run to be killed at statement {point}, it ended with {code}")
    wait_for_orphans()
    scene.check_next_run(index, f"killed at its statement {point}", Inside)


def _count(scene: Scene, slug: str) -> int:
    count = 0

    def hit() -> None:
        nonlocal count
        count += 1

    before_every_statement(hit)
    scene.run(slug, Inside)
    return count


def before_every_statement(hit: Hit) -> None:
    """Calls `hit` before all that this process says to its database, in Django or below it."""

    def trace(connection: Any, **_: object) -> None:
        if connection.vendor == "sqlite":
            connection.connection.set_trace_callback(lambda _statement: hit())

    connection_created.connect(trace, weak=False)
    wait = psycopg.Connection.wait

    # Every exchange with the server passes here: statements, COMMIT, each part of a COPY.
    def counted(self: Any, gen: Generator[Any, Any, Any], *rest: Any, **named: Any) -> Any:
        hit()
        return wait(self, gen, *rest, **named)

    psycopg.Connection.wait = counted  # type: ignore[method-assign]
