"""Whose turn it is: one request at a time, and a pause between two to the same host, in which the
others have theirs.
"""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from heapq import heapify, heappop, heappush
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Turns(Generic[Item]):
    """Gives the items of `queue`, pairs of a host and an item, the first first where hosts let it.

    `pause`: seconds between two items of one host. `until`: a moment of `clock` at which no more
    are given.
    """

    def __init__(
        self,
        queue: Iterable[tuple[str, Item]],
        *,
        pause: float,
        until: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._pause, self._until, self._clock, self._sleep = pause, until, clock, sleep
        self._waiting: dict[str, deque[tuple[int, Item]]] = defaultdict(deque)
        for place, (host, item) in enumerate(queue):
            self._waiting[host].append((place, item))
        self._ready = [(items[0][0], host) for host, items in self._waiting.items()]
        heapify(self._ready)
        self._resting: list[tuple[float, str]] = []  # and when they may be asked again

    def __iter__(self) -> Iterator[Item]:
        while (self._ready or self._resting) and self._clock() < self._until:
            self._wake()
            if not self._ready:
                self._sleep(max(0.0, min(self._resting[0][0], self._until) - self._clock()))
                continue
            _place, host = heappop(self._ready)
            if self._waiting[host]:  # else it was left alone meanwhile
                yield self._waiting[host].popleft()[1]
            if self._waiting[host]:
                heappush(self._resting, (self._clock() + self._pause, host))

    def leave_alone(self, host: str) -> None:
        """Gives no more items of this host."""
        self._waiting[host].clear()

    def _wake(self) -> None:
        now = self._clock()
        while self._resting and self._resting[0][0] <= now:
            _moment, host = heappop(self._resting)
            if self._waiting[host]:
                heappush(self._ready, (self._waiting[host][0][0], host))
