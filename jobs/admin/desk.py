"""The start page: the board today, what waits, and what was done last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from jobs.admin.charts import clicks, sparkline
from jobs.admin.review import sections
from jobs.admin.run_counts import COUNTS
from jobs.curation.glance import SUMS, midnight, runs_by_day, today_in_numbers
from jobs.curation.numbers import live_by_day
from jobs.models import today

DAYS = 30  # of the lines
ENTRIES = 10  # of the history
OF_FEEDS = ("held", "feeds")  # sections of what waits whose rows are feeds


class Figure(NamedTuple):
    label: str
    number: int
    address: str


def desk_page(request: HttpRequest) -> HttpResponseBase:
    user: Any = request.user
    found = sections(request)
    told: dict[str, Any] = {
        "title": "The board today",
        "waiting": found,
        "feeds": [row[:2] for one in found if one.key in OF_FEEDS for row in one.rows()],
        "entries": _entries(user),
    }
    if user.has_perm("jobs.view_job"):
        told |= {
            "figures": _figures(),
            "lines": (sparkline(live_by_day(DAYS), f"Live jobs, {DAYS} days"), clicks()),
        }
    if user.has_perm("jobs.view_importrun"):
        told |= {
            "days": [_day(row) for row in runs_by_day()],
            "sums": [COUNTS[name] for name in SUMS],
        }
    return admin.site.index(request, told)


def _figures() -> Sequence[Figure]:
    board = today_in_numbers()
    since = midnight(today()).isoformat(" ")
    return (
        Figure("Live jobs", board.live, _jobs(state="live")),
        Figure("New today", board.new, _jobs(first_seen_at__gte=since)),
        Figure("Closed today", board.closed, _jobs(closed_at__gte=since)),
        Figure("Featured", board.featured, _jobs(state="live", featured_until__gte=today())),
    )


def _jobs(**of: object) -> str:
    return f"{reverse('admin:jobs_job_changelist')}?{urlencode(of)}"


def _day(row: dict[str, Any]) -> dict[str, Any]:
    day: date = row["day"]
    parts = {f"started_at__{part}": getattr(day, part) for part in ("year", "month", "day")}
    address = f"{reverse('admin:jobs_importrun_changelist')}?{urlencode(parts)}"
    return row | {"address": address, "sums": [row[name] for name in SUMS]}


def _entries(user: Any) -> QuerySet[LogEntry]:
    """The last lines of the history, his own for who may not see all of it. By primary key: the
    log has no index by time."""
    all_of_it = user.has_perm("admin.view_logentry")
    entries = LogEntry.objects.all() if all_of_it else LogEntry.objects.filter(user=user.pk)
    return entries.select_related("user", "content_type").order_by("-pk")[:ENTRIES]
