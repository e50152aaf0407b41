"""What search engines are told of: the addresses that a sitemap lists, in parts.

Jobs are parted by ranges of their ids, so that a job stands in the same part for ever and a new one
changes only the last. No part grows above the limits of a sitemap (50,000 addresses, 50 MB), even
where every address is as long as it can be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from django.urls import reverse

from jobs.models import Job
from jobs.search.landing import changes, landings
from jobs.search.memory import Snapshot, current
from jobs.search.memory.bits import Array, slots_of

PART = 25_000  # ids of jobs, or landing pages
READ_AT_ONCE = 2_000  # jobs
PAGES = ("home", "search", "employers", "skills", "about", "ranking")


class Listed(NamedTuple):
    path: str
    changed: datetime | None = None  # None where nobody can tell


class Part(NamedTuple):
    """One sitemap. `changed` is the newest change of what is in it.

    The sitemap itself may have changed since, when a page left it. That is not told: who has read
    it since the last change has nothing to learn from it but addresses that say so themselves.
    """

    section: str
    number: int  # from 1 on
    changed: datetime | None = None


def parts() -> Iterator[Part]:
    """All that have something in them."""
    yield Part("pages", 1)
    board = current()
    yield from _parts_of_jobs(board)
    yield from _parts_of_landings()


def listed(section: str, number: int) -> Iterator[Listed]:
    """What one part lists now; nothing where there is no such part."""
    find = SECTIONS.get(section)
    return find(number) if find else iter(())


def _pages(number: int) -> Iterator[Listed]:
    return (Listed(reverse(name)) for name in PAGES if number == 1)


def _landings(number: int) -> Iterator[Listed]:
    return (Listed(*landing) for landing in landings((number - 1) * PART, number * PART))


def _jobs(number: int) -> Iterator[Listed]:
    """Asked again whether they are live as they are read: memory may be a moment behind."""
    board = current()
    live = board.ids(slots_of(board.live))
    ids = np.sort(live[_numbers(live) == number])
    for start in range(0, len(ids), READ_AT_ONCE):
        some = ids[start : start + READ_AT_ONCE].tolist()
        jobs = Job.objects.live().filter(pk__in=some).order_by("pk")
        for job in jobs.only("title", "changed_at"):
            yield Listed(job.get_absolute_url(), job.changed_at)


SECTIONS: Mapping[str, Callable[[int], Iterator[Listed]]] = MappingProxyType(
    {"pages": _pages, "jobs": _jobs, "landings": _landings}
)


def _parts_of_jobs(board: Snapshot) -> Iterator[Part]:
    slots = slots_of(board.live)
    numbers, members = np.unique(_numbers(board.ids(slots)), return_inverse=True)
    newest = np.zeros(len(numbers), np.int64)
    np.maximum.at(newest, members, board.column("changed", slots))
    for number, changed in zip(numbers.tolist(), newest.tolist(), strict=True):
        yield Part("jobs", number, datetime.fromtimestamp(changed, UTC))


def _parts_of_landings() -> Iterator[Part]:
    moments = changes()
    for number, start in enumerate(range(0, len(moments), PART), 1):
        newest = int(moments[start : start + PART].max())
        yield Part("landings", number, datetime.fromtimestamp(newest, UTC))


def _numbers(ids: Array) -> Array:
    """In which part each of these jobs is."""
    return (ids - 1) // PART + 1
