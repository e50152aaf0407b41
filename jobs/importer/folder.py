"""The folder of one run, for its document and its worktable. What killed runs left is removed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "jobboard-run-"


@contextmanager
def run_folder() -> Iterator[Path]:
    """A folder that nobody else may read, gone afterwards; after a SIGKILL, with the next run."""
    _sweep()
    folder, lock = _made()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _made() -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        try:
            return folder, _locked(folder)
        except (BlockingIOError, FileNotFoundError):  # taken for a dead one before it was locked
            continue


def _locked(folder: Path) -> int:
    """A handle that holds the folder for as long as this process lives. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        folder.lstat()
    except OSError:
        os.close(handle)
        raise
    return handle


def _sweep() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            handle = _locked(folder)
        except OSError:  # in use, gone, or somebody else's
            continue
        if os.fstat(handle).st_uid == os.getuid():
            shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)
