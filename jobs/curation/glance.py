"""The board and its imports in a few numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate

from jobs.models import ImportRun, Job, today
from jobs.search import memory

Status = ImportRun.Status
DAYS = 7
SUMS = ("created", "updated", "closed", "held", "rejected")  # of runs


class Today(NamedTuple):
    live: int
    new: int  # seen for the first time today (UTC)
    closed: int  # by a feed or an editor
    featured: int


def today_in_numbers() -> Today:
    """Remembered until a job changes; not to be asked inside a transaction that writes."""
    board = memory.current()
    key = ("glance", board.version, today())
    known: tuple[int, ...] | None = board.memo.get(key)
    if known is None:
        known = _counted()
        board.memo.put(key, known)
    return Today(len(board.live), *known)


def _counted() -> tuple[int, ...]:
    since = midnight(today())
    live = Q(pk__in=Job.objects.live().filter(featured_until__gte=today()).values("pk"))
    found = Job.objects.order_by().aggregate(
        new=Count("pk", filter=Q(first_seen_at__gte=since)),
        closed=Count("pk", filter=Q(closed_at__gte=since)),
        featured=Count("pk", filter=live),
    )
    return found["new"], found["closed"], found["featured"]


def runs_by_day() -> list[dict[str, Any]]:
    """The last days, today first: `day`, how many `runs` began, how many `failed`, and what the
    others did.
    """
    days = [today() - timedelta(days=ago) for ago in range(DAYS)]
    runs = ImportRun.objects.filter(started_at__gte=midnight(days[-1])).order_by()
    by_day = runs.values(day=TruncDate("started_at", tzinfo=UTC)).annotate(
        runs=Count("pk"),
        failed=Count("pk", filter=Q(status__in=(Status.FAILED, Status.REJECTED))),
        **{name: Sum(name) for name in SUMS},
    )
    found: dict[date, Any] = {row["day"]: row for row in by_day}
    none: dict[str, Any] = dict.fromkeys(("runs", "failed", *SUMS), 0)
    return [found.get(day, {"day": day} | none) for day in days]


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
