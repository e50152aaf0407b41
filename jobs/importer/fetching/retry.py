"""Trying again: when, how often, and when the server says."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from secrets import SystemRandom
from typing import TypeVar

from jobs.importer.fetching.limits import Deadline, Limits
from jobs.importer.records import Unreachable

LONGEST = 6 * 3600.0  # seconds a server may keep us away
Outcome = TypeVar("Outcome")
_chance = SystemRandom()


class Passing(Unreachable):
    """What another attempt in the same run may overcome."""


def persistently(attempt: Callable[[], Outcome], limits: Limits, deadline: Deadline) -> Outcome:
    """The outcome of the first attempt that does not end in Passing.

    Raises the last Passing when the attempts are used up, or when the pause before the next one,
    or the one the server asks for, would last to the deadline.
    """
    pauses = [limits.backoff[min(n, len(limits.backoff) - 1)] for n in range(limits.attempts - 1)]
    for pause in pauses:
        try:
            return attempt()
        except Passing as problem:
            # Jitter: many boards ask the same server at the same full hour.
            wait = max(pause * _chance.uniform(0.75, 1.25), problem.retry_after or 0)
            if wait >= deadline.remaining:
                raise
            time.sleep(wait)
    return attempt()


def asked_pause(value: str) -> float | None:
    """The seconds a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date).

    At most six hours; None for a missing or unreadable header.
    """
    if re.fullmatch(r"[0-9]{1,15}", value):
        return min(float(value), LONGEST)
    try:
        moment = parsedate_to_datetime(value)
        seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(seconds, 0.0), LONGEST)
