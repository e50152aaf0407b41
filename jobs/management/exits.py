"""How the commands that cron runs end: exit codes, wrong use, SIGTERM."""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.db import connection

from jobs.importer.disk import is_disk

log = logging.getLogger("jobs")

# sysexits.h
OK, USAGE, DATA, UNAVAILABLE, BUG, DISK, TEMPORARY, CONFIGURATION = 0, 64, 65, 69, 70, 74, 75, 78


def from_one(text: str) -> int:
    """A type of argparse."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(f"expected a whole number from 1 on, got {text!r}")
    return int(text)


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
    """A command that ends with one line and an exit code.

    With USAGE for wrong use, where argparse says 2, and with `code_of` whatever is raised.
    """

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            connection.ensure_connection()  # else what stands beside its file may be missed first
            return super().execute(*args, **options)
        except CommandError:
            raise
        except Exception as error:
            code = code_of(error)
            log.error("%s: %s", type(error).__name__, error, exc_info=code == BUG)
            reason = f"the database does not answer: {error}"
            message = reason if isinstance(error, DatabaseError) else str(error)
            raise CommandError(message, returncode=code) from error
        except Stopped as error:
            raise CommandError(str(error), returncode=TEMPORARY) from error

    def run_from_argv(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(argv)
        except SystemExit as end:
            sys.exit(USAGE if end.code == 2 else end.code)
