"""How much memory this process and its children held at most while something ran (Linux)."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.02  # seconds between two looks at the children
_PROC = Path("/proc/self")


@dataclass(slots=True)
class Peak:
    """Resident memory in MB; 0 where the system does not tell."""

    own: float = 0.0
    child: float = 0.0


def peak_of(work: Callable[[], object]) -> Peak:
    """Does the work; returns the peak of this process and of its largest child meanwhile."""
    peak, done = Peak(), threading.Event()
    children: dict[str, float] = {}
    if not (_PROC / "clear_refs").exists():
        work()
        return peak
    (_PROC / "clear_refs").write_text("5")  # forget the peak so far

    def watch() -> None:
        while not done.wait(EVERY):
            for listed in _PROC.glob("task/*/children"):
                for child in _read(listed).split():
                    # The last word counts: until it is a program of its own, it tells our peak.
                    children[child] = _highest(child) or children.get(child, 0.0)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        work()
    finally:
        done.set()
        watcher.join()
    peak.own, peak.child = _highest("self"), max(children.values(), default=0.0)
    return peak


def _highest(process: str) -> float:
    found = re.search(r"^VmHWM:\s*(\d+) kB", _read(Path("/proc") / process / "status"), re.M)
    return int(found[1]) / 1024 if found else 0.0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it has ended meanwhile
        return ""
