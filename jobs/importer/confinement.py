"""What a child process that reads hostile data may take, and what it gets to know."""

from __future__ import annotations

import os
import resource
import signal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 256  # MB of data; a feed of any size, and every logo, is read in a fraction of it
FILES = 64  # open at once
KEPT = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR")


def end_with(parent: int) -> None:
    """Ends this process within a second of its parent, who may be killed without a word."""

    def look(*_signal: object) -> None:
        if os.getppid() != parent:
            os._exit(1)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, 1, 1)


def confine(*, seconds: int, file_size: int, memory: int = MEMORY) -> None:
    """Limits this process: seconds of processor time, bytes of a file, MB of data."""
    wanted = {
        resource.RLIMIT_DATA: memory * 2**20,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_NOFILE: FILES,
        resource.RLIMIT_FSIZE: file_size,
        resource.RLIMIT_CORE: 0,
    }
    for kind, limit in wanted.items():
        most = resource.getrlimit(kind)[1]  # a stricter limit of the operator's stays
        lower = limit if most == resource.RLIM_INFINITY else min(limit, most)
        resource.setrlimit(kind, (lower, lower))


def environment() -> dict[str, str]:
    """What the child gets to know: no database address, no key."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
