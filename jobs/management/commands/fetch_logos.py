"""Copies the logos of employers: `fetch_logos`, run by cron. See docs/facts.md."""

from __future__ import annotations

import json
import signal
import threading
from argparse import ArgumentParser
from collections import Counter
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError

from jobs.importer.lock import logo_lock
from jobs.importer.logos.fetching import Told, Wish, fetch_logos, waiting
from jobs.management.exits import BUG, USAGE, CronCommand, from_one, stop
from jobs.models import Employer

SHOWN = 20  # problems printed for a person
PROBLEMS = ("refused", "failed", "bug")


class Command(CronCommand):
    help = "Copies the logos of employers that are due; only those of EMPLOYER where one is named."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("employers", nargs="*", metavar="EMPLOYER", help="an employer's slug")
        parser.add_argument("--limit", type=from_one, metavar="N", help="ask for at most N logos")
        parser.add_argument(
            "--seconds", type=from_one, default=300, metavar="N", help="begin none after (300)"
        )
        parser.add_argument(
            "--again", action="store_true", help="also those that are not due, changed or not"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object a logo and line")

    def handle(self, *_args: Any, **options: Any) -> None:
        wish = Wish(
            tuple(options["employers"]), options["limit"], options["again"], options["seconds"]
        )
        told: list[Told] = []
        self._check(wish)
        with logo_lock() as free:
            if not free:
                if not options["json"]:
                    self.stdout.write("Another fetch_logos is running; nothing was done.")
                return
            self._run(wish, told, options["json"])
        if not options["json"]:
            self._report(told)
        if any(one.status == "bug" for one in told):
            raise CommandError("a fault of ours: the log has it", returncode=BUG)

    def _check(self, wish: Wish) -> None:
        known = Employer.objects.filter(slug__in=wish.employers).values_list("slug", flat=True)
        unknown = sorted(set(wish.employers) - set(known))
        if unknown:
            raise CommandError(
                f"expected the slug of an employer, got {unknown[0]!r}", returncode=USAGE
            )

    def _run(self, wish: Wish, told: list[Told], as_json: bool) -> None:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, stop)
        for one in fetch_logos(wish):
            told.append(one)
            if as_json:
                self.stdout.write(json.dumps(asdict(one), ensure_ascii=False))

    def _report(self, told: list[Told]) -> None:
        counts = Counter(one.status for one in told)
        summary = ", ".join(f"{number:,} {status}" for status, number in sorted(counts.items()))
        self.stdout.write(f"Logos: {summary or 'none was due'}; {waiting():,} wait.")
        problems = [one for one in told if one.status in PROBLEMS]
        for one in problems[:SHOWN]:
            self.stdout.write(f"  {one.status}: {one.employer}: {one.message}")
        if len(problems) > SHOWN:
            self.stdout.write(f"  and {len(problems) - SHOWN} more; --json has them all")
