"""One import of a feed at a time, over all processes and machines, one fetching of logos, one
telling of search engines. Who is killed leaves no lock.

PostgreSQL: an advisory lock of the connection. SQLite lives on one machine: a lock on a file.
And the other way round: a transaction of somebody who has no time to wait for the locks of others.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from django.db import InterfaceError, OperationalError, connection, transaction

_CLASS = 0x6A6F6273  # "jobs": keeps our numbers apart from those of other programs
_LOGOS, _INDEXNOW = 0, -1  # no feed has these numbers
_NAMES = {_LOGOS: "logos", _INDEXNOW: "indexnow"}


@contextmanager
def _advisory(number: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_CLASS, number])
        free = bool(cursor.fetchone()[0])
    try:
        yield free
    finally:
        # A connection that broke has given its locks back already.
        with suppress(OperationalError, InterfaceError), connection.cursor() as cursor:
            if free:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_CLASS, number])


@contextmanager
def _file(number: int) -> Iterator[bool]:
    with _lock_file(number).open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _lock_file(number: int) -> Path:
    """Beside the database, where every process that may write it may write."""
    path = Path(connection.settings_dict["NAME"]).resolve()
    return path.with_name(f"{path.name}-{_NAMES.get(number, f'feed-{number}')}.lock")


_LOCKS = {"postgresql": _advisory, "sqlite": _file}


def import_lock(feed: int) -> AbstractContextManager[bool]:
    """Enters with True when this process may import the feed, False while another one does."""
    return _LOCKS[connection.vendor](feed)


def logo_lock() -> AbstractContextManager[bool]:
    """Enters with True when this process may fetch logos, False while another one does."""
    return _LOCKS[connection.vendor](_LOGOS)


def indexnow_lock() -> AbstractContextManager[bool]:
    """Enters with True when this process may tell search engines, False while another one does."""
    return _LOCKS[connection.vendor](_INDEXNOW)


@contextmanager
def without_waiting(milliseconds: int) -> Iterator[None]:
    """A transaction none of whose statements waits for a lock of others for longer than this.

    Raises OperationalError when one would; nothing of it is written then.
    """
    with _PATIENCE[connection.vendor](milliseconds):
        yield


@contextmanager
def _local_timeout(milliseconds: int) -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{milliseconds}ms"])
        yield


@contextmanager
def _busy_timeout(milliseconds: int) -> Iterator[None]:
    """A transaction of ours begins with the lock of the whole file."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        usual = int(cursor.fetchone()[0])
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds:d}")
        try:
            with transaction.atomic():
                yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual:d}")


_PATIENCE = {"postgresql": _local_timeout, "sqlite": _busy_timeout}
