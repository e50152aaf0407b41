"""Whether something went wrong because a disk is full, or broken."""

from __future__ import annotations

import errno
import sqlite3

ERRNOS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}
SQLITE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}
SQLSTATES = {"53100", "58030"}  # disk_full, io_error


def is_disk(error: BaseException) -> bool:
    """Asks the error itself, and what Django's wrapping of it was raised from."""
    if error.__cause__ is not None and is_disk(error.__cause__):
        return True
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in SQLITE
    if isinstance(error, OSError):
        return error.errno in ERRNOS
    return getattr(error, "sqlstate", None) in SQLSTATES
