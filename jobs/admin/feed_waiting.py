"""Waiting for a run that was asked for: whether it goes on, has a report, or never began."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from jobs.importer.lock import import_lock
from jobs.models import Feed, ImportRun

SECONDS = "2"  # the header Refresh: then the page is asked for again
BEGINS = timedelta(minutes=1)  # what has not begun by then, does not
RUNNING = ImportRun.Status.RUNNING


class State(NamedTuple):
    run: ImportRun | None = None  # that is going on
    report: int | None = None  # of the run that has ended; a primary key
    lost: bool = False  # nothing is going on, and there is no report


def state_of(feed: Feed, asked: str, now: datetime) -> State:
    """`asked`: when the run was asked for, in seconds since 1970; empty for the latest one."""
    since = _moment(asked)
    run = feed.runs.defer("problems").order_by("-started_at", "-pk").first()
    if run and run.status == RUNNING:
        return State(run) if _goes_on(run) else _ended(run)
    if run and run.finished_at and (since is None or run.finished_at >= since):
        return State(report=run.pk)
    return State(lost=since is None or now - since > BEGINS)


def _ended(run: ImportRun) -> State:
    """Nobody imports the feed: the run has ended just now, or was killed."""
    run.refresh_from_db(fields=["status"])
    return State(lost=True) if run.status == RUNNING else State(report=run.pk)


def _goes_on(run: ImportRun) -> bool:
    with import_lock(run.feed_id) as free:
        return not free


def _moment(seconds: str) -> datetime | None:
    if not seconds.isascii() or not seconds.isdigit() or len(seconds) > 10:
        return None
    return datetime.fromtimestamp(int(seconds), UTC)
