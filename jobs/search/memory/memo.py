"""What was asked before. Bounded: what was not asked for longest goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

from pyroaring import BitMap

LEAST, A_JOB = 8 << 20, 24  # bytes that may be kept, and for each job of the board
_ENTRY = 2_000  # bytes of an entry beside its sets


class Memo:
    """Safe between threads. Values are shared: who gets one never changes it."""

    def __init__(self, jobs: int) -> None:
        self._room = max(LEAST, jobs * A_JOB)
        self._largest = jobs // 8  # bytes of a set: one bit a job
        self._used = 0
        self._lock = Lock()
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def get(self, key: Hashable) -> Any:
        """The value, or None."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: Any, *sets: BitMap) -> None:
        """`sets` are those that the value holds, when it is not one itself."""
        held = (value,) if isinstance(value, BitMap) else sets
        weight = _ENTRY + sum(min(2 * len(jobs), self._largest) for jobs in held)
        with self._lock:
            self._used += weight - self._values.pop(key, (None, 0))[1]
            self._values[key] = value, weight
            while self._used > self._room:
                self._used -= self._values.popitem(last=False)[1][1]

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
            self._used = 0

    def __len__(self) -> int:
        return len(self._values)
