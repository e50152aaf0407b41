"""Runs as an import would have left them, and an import that is still at work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Any

from django.db import connection

from jobs.importer.lock import import_lock
from jobs.models import Feed, ImportRun, Job
from tests.make import make_job

LONG_AGO = datetime(2026, 1, 1, 8, tzinfo=UTC)


def make_run(feed: Feed, **facts: Any) -> ImportRun:
    started = facts.get("started_at", LONG_AGO)
    facts = {"started_at": started, "finished_at": started + timedelta(seconds=2.5)} | facts
    return ImportRun.objects.create(feed=feed, **{"status": "applied"} | facts)


def make_missing(feed: Feed, number: int) -> None:
    """So many jobs of the feed whose removal waits."""
    for count in range(number):
        job = make_job(feed=feed, title=f"Missing {count}")
        Job.objects.filter(pk=job.pk).update(missing_since=LONG_AGO, missing_runs=2)


@contextmanager
def import_beside(feed: Feed) -> Iterator[None]:
    """Another process imports the feed meanwhile."""
    holds, done = Event(), Event()

    def hold() -> None:
        try:
            with import_lock(feed.pk) as free:
                assert free
                holds.set()
                done.wait(60)
        finally:
            connection.close()

    thread = Thread(target=hold)
    thread.start()
    try:
        assert holds.wait(60)
        yield
    finally:
        done.set()
        thread.join(60)
