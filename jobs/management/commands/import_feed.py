"""Imports feeds: `import_feed [FEED ...]`, run by cron without arguments. See docs/importing.md."""

from __future__ import annotations

import json
import logging
import signal
import sys
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils import timezone

from jobs.curation.tries import forget
from jobs.importer.dialects import DIALECTS
from jobs.importer.pipeline import Options, Progress, reconnect, run_feed, silent
from jobs.importer.sources import UnknownFeed, feed_for, register, switch_off, switch_on
from jobs.management.exits import (
    BUG,
    DATA,
    DISK,
    OK,
    TEMPORARY,
    USAGE,
    CronCommand,
    Stopped,
    code_of,
    stop,
)
from jobs.models import Feed, ImportRun

log = logging.getLogger("jobs.import")

# With several feeds the gravest counts.
GRAVITY = (OK, DATA, TEMPORARY, DISK, BUG)
SHOWN = 20  # problems printed for a person
COUNTS = (
    "seen created updated unchanged closed reopened held rejected duplicates seconds message"
).split()


class Command(CronCommand):
    help = "Imports job feeds; without FEED every enabled feed that is due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "feeds",
            nargs="*",
            metavar="FEED",
            help="a feed's slug, an http(s) address, a file, or - for standard input",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, write nothing"
        )
        parser.add_argument(
            "--accept-removals",
            action="store_true",
            help="close vanished jobs even where the removal guard would hold them",
        )
        parser.add_argument(
            "--dialect", default="", metavar="NAME", help=f"one of: {', '.join(DIALECTS)}"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object a feed and line")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["dialect"] and options["dialect"] not in DIALECTS:
            raise CommandError(
                f"--dialect: expected one of {', '.join(DIALECTS)}, got {options['dialect']!r}",
                returncode=USAGE,
            )
        try:
            feeds = self._feeds(options)
        except UnknownFeed as error:
            raise CommandError(str(error), returncode=USAGE) from error
        codes = self._import_all(feeds, options)
        if not options["dry_run"]:
            self._forget()
        if not feeds and not options["json"]:
            self.stdout.write("No feed is due.")
        gravest = max(codes, key=GRAVITY.index, default=OK)
        if gravest:
            sys.exit(gravest)

    def _forget(self) -> None:
        try:
            forget()
        except DatabaseError as error:  # the next run does it; no import fails for it
            log.error("what is over was not deleted: %s", error)

    def _import_all(self, feeds: list[Feed], options: dict[str, Any]) -> list[int]:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, stop)
        codes: list[int] = []
        try:
            codes.extend(self._import(feed, options) for feed in feeds)
        except Stopped as told:
            self.stderr.write(str(told))
            codes.append(TEMPORARY)
        return codes

    def _feeds(self, options: dict[str, Any]) -> list[Feed]:
        if not options["feeds"]:
            return Feed.objects.due(timezone.now())
        # All words are understood before the first feed is saved or run.
        found = [feed_for(word) for word in options["feeds"]]
        return list({feed.address: feed for feed in found}.values())

    def _import(self, feed: Feed, options: dict[str, Any]) -> int:
        """Runs one feed and returns its exit code; nothing that goes wrong stops the others."""
        run = ImportRun(feed=feed)
        code, is_new = OK, feed._state.adding
        reconnect()  # a database server that was restarted meanwhile costs one feed its run
        try:
            if not options["dry_run"]:
                register(feed)
            run = run_feed(
                feed,
                Options(
                    dry_run=options["dry_run"],
                    accept_removals=options["accept_removals"],
                    dialect=options["dialect"],
                    progress=self._progress(feed, options),
                ),
            )
        except Exception as error:
            code = code_of(error)
            run.status, run.message = run.Status.FAILED, f"{type(error).__name__}: {error}"
            log.error("feed=%s %s", feed.slug, run.message, exc_info=code == BUG)
        else:
            code = _code_of_status(run)
            if is_new and run.pk and run.status == run.Status.REJECTED:
                switch_off(feed, run)
            elif run.pk and not code:
                switch_on(feed)
        if code and options["json"]:  # standard output may go to a file: cron mails this line
            self.stderr.write(f"{feed.slug}: {run.status}: {run.message}")
        self._report(run, options)
        return code

    def _progress(self, feed: Feed, options: dict[str, Any]) -> Progress:
        """A line that grows on a terminal; silence in a cron mail, a pipe or JSON."""
        if options["json"] or not self.stdout.isatty():
            return silent

        def show(done: int, total: int) -> None:
            filled = 30 * done // total if total else 30
            bar = "#" * filled + "." * (30 - filled)
            self.stdout.write(f"\r{feed.slug} [{bar}] {done:,}/{total:,} ", ending="")
            self.stdout.flush()

        return show

    def _report(self, run: ImportRun, options: dict[str, Any]) -> None:
        told = {name: getattr(run, name) for name in COUNTS}
        if options["json"]:
            first = {"feed": run.feed.slug, "run": run.pk, "status": run.status}
            self.stdout.write(json.dumps(first | {"dialect": run.dialect} | told))
            return
        if self.stdout.isatty():
            self.stdout.write("")
        prefix = "dry run, nothing written: " if options["dry_run"] else ""
        self.stdout.write(f"{run.feed.name}: {prefix}{run.status} in {run.seconds} s")
        counts = [f"{told[name]:,} {name}" for name in COUNTS[:-2] if told[name]]
        if counts:
            self.stdout.write("  " + ", ".join(counts))
        if run.message:
            self.stdout.write(f"  {run.message}")
        for row in run.problems[:SHOWN]:
            kind = "refused" if row["refused"] else "left out"
            self.stdout.write(
                f"  {kind}: {row['external_id'] or 'no id'} {row['title'][:60]!r}: "
                f"{row['field']}: {row['reason']}"
            )
        if len(run.problems) > SHOWN:
            more = len(run.problems) - SHOWN
            self.stdout.write(f"  and {more} more; the run's page in the admin has them all")


def _code_of_status(run: ImportRun) -> int:
    if run.mostly_refused:
        return DATA
    codes = {run.Status.HELD: DATA, run.Status.REJECTED: DATA, run.Status.FAILED: TEMPORARY}
    return codes.get(ImportRun.Status(run.status), OK)
