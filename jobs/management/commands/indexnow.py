"""Tells search engines what is new: `indexnow`, run by cron. See docs/search-engines.md."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from jobs.importer.lock import indexnow_lock
from jobs.importer.records import Rejected, Unreachable
from jobs.indexnow.news import counted
from jobs.indexnow.telling import tell
from jobs.management.exits import CONFIGURATION, TEMPORARY, CronCommand, from_one, stop

LIMIT = 10_000
KINDS = ("opened", "changed", "closed")


class Command(CronCommand):
    help = "Tells search engines, by IndexNow, which jobs opened, changed and closed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--limit", type=from_one, default=LIMIT, metavar="N", help=f"of N jobs ({LIMIT})"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be told")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.INDEXNOW_KEY:
            self.stdout.write("IndexNow is off: there is no INDEXNOW_KEY.")
        elif options["dry_run"]:
            self.stdout.write(f"IndexNow: to tell: {_summary(counted())}.")
        else:
            with indexnow_lock() as free:
                if free:
                    self._tell(options["limit"])
                else:
                    self.stdout.write("Another indexnow is running; nothing was done.")

    def _tell(self, limit: int) -> None:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, stop)
        told: Counter[str] = Counter()
        try:
            for some in tell(limit):
                told += some
        except Unreachable as problem:
            raise CommandError(str(problem), returncode=TEMPORARY) from problem
        except Rejected as problem:
            raise CommandError(str(problem), returncode=CONFIGURATION) from problem
        finally:
            self.stdout.write(f"IndexNow: told: {_summary(told)}.")


def _summary(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{numbers[kind]:,} {kind}" for kind in KINDS if numbers[kind]) or "nothing"
