"""What a fetch may cost."""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import inf

from jobs.importer.fetching.allowed import Allowed
from jobs.importer.fetching.folders import Folders

MEGABYTE = 2**20
NOTHING, NOWHERE = Allowed(), Folders()


@dataclass(frozen=True, slots=True)
class Limits:
    raw: int  # bytes as sent, still packed
    decoded: int  # bytes unpacked
    seconds: float  # wall clock for the whole fetch: every attempt, redirect and pause in it
    ratio: int = 100  # unpacked bytes for one packed, counted after the first megabyte
    attempts: int = 3
    backoff: tuple[float, ...] = (2.0, 8.0)  # seconds before the second, third ... attempt
    contact: str = ""  # told to the feed's server in the User-Agent
    allowed: Allowed = NOTHING
    folders: Folders = NOWHERE


class Deadline:
    """A moment that no wait outlasts. Measured by the monotonic clock."""

    def __init__(self, seconds: float, advice: str = "") -> None:
        self.seconds = seconds
        self.advice = advice  # said to the operator when it has passed
        self._moment = time.monotonic() + seconds

    @property
    def remaining(self) -> float:
        """Seconds; not above 0 when it has passed."""
        return self._moment - time.monotonic()

    @property
    def passed(self) -> bool:
        return self.remaining < 0.01  # a wait up to the moment may end a little before it

    def left(self, at_most: float = inf) -> float:
        """Seconds that a wait may take. Raises TimeoutError when there are none."""
        remaining = self.remaining
        if remaining <= 0:
            raise TimeoutError(f"more than {self.seconds:g} s")
        return min(remaining, at_most)
