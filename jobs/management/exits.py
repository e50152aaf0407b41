"""How the commands that cron runs end: exit codes, wrong use, SIGTERM."""

from __future__ import annotations

import sys

from django.core.management.base import BaseCommand
from django.db import Error as DatabaseError

from jobs.importer.disk import is_disk

OK, USAGE, DATA, BUG, DISK, TEMPORARY = 0, 64, 65, 70, 74, 75  # sysexits.h


class Stopped(BaseException):
    """Somebody ended the command (SIGTERM); what is written so far is whole."""


def stop(_number: int, _frame: object) -> None:
    """A handler of signals. Raises Stopped."""
    raise Stopped("told to stop; the next run goes on")


def code_of(error: BaseException) -> int:
    """For what went wrong: the disk, the database, or else a bug."""
    if is_disk(error):
        return DISK
    return TEMPORARY if isinstance(error, DatabaseError) else BUG


class CronCommand(BaseCommand):
    """A command that ends with USAGE for wrong use, where argparse says 2."""

    def run_from_argv(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(argv)
        except SystemExit as end:
            sys.exit(USAGE if end.code == 2 else end.code)
