"""Where a synthetic board stands: a database of its own, made anew or kept from an earlier run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from django.db import DatabaseError, connection

from jobs.models import Job, SearchState
from jobs.search.rows import rules
from tests.bench.board import build


@contextmanager
def board(number: int, keep: str = "") -> Iterator[None]:
    """With `keep` (a file on SQLite, a database on PostgreSQL) the board stays, and is used again.

    Children find the same database in DATABASE_URL.
    """
    before, address = connection.settings_dict["NAME"], os.environ["DATABASE_URL"]
    if not (keep and _is_there(number, keep)):
        connection.settings_dict["NAME"] = before
        if keep:
            connection.settings_dict["TEST"]["NAME"] = keep
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        began = perf_counter()
        build(number)
        print(f"  built in {perf_counter() - began:,.0f} s")
    name = str(connection.settings_dict["NAME"])
    server = "sqlite://" if connection.vendor == "sqlite" else address.rsplit("/", 1)[0]
    os.environ["DATABASE_URL"] = f"{server}/{name}"
    try:
        yield
    finally:
        os.environ["DATABASE_URL"] = address
        if keep:
            connection.close()
        else:
            connection.creation.destroy_test_db(before, verbosity=0)


def _is_there(number: int, name: str) -> bool:
    """Whether this database has such a board, written by the rules of today. Connects to it."""
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        return Job.objects.count() == number and SearchState.objects.filter(rules=rules()).exists()
    except DatabaseError:
        return False
    finally:
        connection.close()
