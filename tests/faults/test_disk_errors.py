"""Which errors mean that the disk is full, and what an operator's stricter limits do."""

from __future__ import annotations

import errno
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError

from jobs.importer.disk import is_disk

ROOT = Path(__file__).resolve().parents[2]


def wrapped(cause: Exception) -> Exception:
    """As Django raises what a database driver has raised."""
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EFBIG, "File too large"), True),
        (OSError(errno.ENOENT, "No such file"), False),
        (sqlite_error(sqlite3.SQLITE_FULL), True),
        (wrapped(sqlite_error(sqlite3.SQLITE_FULL)), True),
        (wrapped(sqlite_error(sqlite3.SQLITE_IOERR_WRITE)), True),
        (wrapped(sqlite_error(sqlite3.SQLITE_BUSY)), False),
        (wrapped(psycopg.errors.DiskFull("could not extend file")), True),
        (wrapped(psycopg.errors.AdminShutdown("terminating connection")), False),
        (ValueError("disk is full"), False),
    ],
)
def test_a_full_disk_is_known_by_its_code(error: Exception, expected: bool) -> None:
    assert is_disk(error) == expected


def test_a_stricter_limit_of_the_operator_stays() -> None:
    program = (
        "import resource\n"
        "from jobs.importer.confinement import confine\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "confine(seconds=30, file_size=2**20)\n"
        "print(resource.getrlimit(resource.RLIMIT_FSIZE), resource.getrlimit(resource.RLIMIT_CPU))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    most = resource.getrlimit(resource.RLIMIT_CPU)[1]
    seconds = 30 if most == resource.RLIM_INFINITY else min(30, most)
    assert done.stdout == f"(4096, 4096) ({seconds}, {seconds})\n"
