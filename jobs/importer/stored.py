"""What the database has of a feed's jobs when a run begins, and who is who among them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import cast

from django.db import transaction
from django.db.models import Max, Q, Value

from jobs.importer.records import Stored
from jobs.importer.store import blocks
from jobs.importer.worktable import BATCH
from jobs.models import Feed, ImportRun, Job

READ_AT_ONCE = 2_000  # rows


def stored_jobs(feed: Feed) -> Iterator[Stored]:
    """Every job of the feed, whatever has become of it."""
    settled = _last_settled(feed)
    closed = Q(closed_at__isnull=False)
    missing = Q(missing_since__isnull=False) | Q(confirmed_at__isnull=False)
    rows = Job.objects.filter(feed=feed).order_by()
    # Made by the database: a feed may have a million jobs that have not changed.
    facts = rows.annotate(
        is_closed=closed,
        by_editor=closed & Q(closed_reason=Job.ClosedReason.EDITOR),
        is_missing=~closed & missing,
        fresh=Q(first_seen_at__gt=settled) if settled else Value(False),
    ).values_list(
        "external_id",
        "content_hash",
        "is_closed",
        "by_editor",
        "is_missing",
        "fresh",
        "apply_url",
        "title",
    )
    yield from cast(Iterator[Stored], facts.iterator(READ_AT_ONCE))


def _last_settled(feed: Feed) -> datetime | None:
    """When a run last settled who is in the feed, None when that tells nothing.

    Jobs that came later came with removals that are still to be judged, by a run that was killed or
    that held them. They must not make these removals look smaller than when they were first seen.
    """
    settled = feed.runs.filter(status__in=(ImportRun.Status.APPLIED, ImportRun.Status.UNCHANGED))
    last: datetime | None = settled.aggregate(last=Max("finished_at"))["last"]
    if last is None:
        return None
    known = Job.objects.filter(feed=feed, closed_at=None, first_seen_at__lte=last)
    return last if known.exists() else None


def rebind(feed: Feed, pairs: Iterator[tuple[str, str]]) -> None:
    """Gives jobs that the source has renumbered their new external ids: (old, new)."""
    while batch := list(islice(pairs, BATCH)):
        with transaction.atomic():
            for old, new in batch:
                Job.objects.filter(feed=feed, external_id=old).update(external_id=new)
            blocks.rebind(feed, dict(batch))
