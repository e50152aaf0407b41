"""The folder of one run, for its document and its worktable. What killed runs left is removed."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "jobboard-run-"
_LOCK = "lock"


@contextmanager
def run_folder() -> Iterator[Path]:
    """A folder that nobody else may read, gone afterwards; after a SIGKILL, with the next run."""
    _sweep()
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as name:
        folder = Path(name)
        with (folder / "new").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)  # held for as long as this process lives
            (folder / "new").rename(folder / _LOCK)  # never there without being held
            yield folder


def _sweep() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            status = folder.lstat()
            if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
                continue
            with (folder / _LOCK).open("r+") as handle:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:  # in use, or on its way in or out
            continue
