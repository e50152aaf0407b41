"""Carries a trial of a feed out: `try_feed TRIAL`, started by its page in the admin."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from jobs.curation import trying
from jobs.management.exits import CronCommand, Stopped, from_one, stop
from jobs.models import Trial


def too_long(_number: int, _frame: object) -> None:
    """A handler of signals. Raises Stopped."""
    minutes = trying.LONGEST.total_seconds() // 60
    raise Stopped(f"expected a feed that is read within {minutes:.0f} minutes, this one is not")


class Command(CronCommand):
    help = "Reads a feed as a trial of the admin asks, and writes nothing but what it found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("trial", type=from_one, help="primary key of the trial")

    def handle(self, *_args: Any, **options: Any) -> None:
        trial = Trial.objects.filter(pk=options["trial"]).select_related("feed").first()
        if trial is None:  # given up before it began
            return
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, stop)
            signal.signal(signal.SIGALRM, too_long)
            signal.alarm(int(trying.LONGEST.total_seconds()))
        try:
            trying.carry_out(trial)
        finally:
            signal.alarm(0)
