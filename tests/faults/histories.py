"""Histories of three feeds and an editor that hypothesis makes up; see `machine`."""

from __future__ import annotations

import time

from django.core.management import call_command
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.machine import Histories
from tests.faults.processes import ask
from tests.faults.scene import Scene

STEPS = 40


def tried(number: int) -> settings:
    """So many histories, however long each takes."""
    return settings(
        max_examples=number,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def prove(_scene: Scene, number: int) -> dict[str, object]:
    """`number` (or 500) histories."""
    began, number = time.monotonic(), number or 500

    def work() -> None:
        call_command("migrate", verbosity=0)
        run_state_machine_as_test(Histories, settings=tried(number))

    ask(work)
    return {"histories": number, "seconds": round(time.monotonic() - began)}
