"""What is stored of a feed's jobs, and which of them are on the board."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import connection, models

from jobs.importer.records import Stored
from jobs.models import Employer, Feed, Job, JobPlace, JobSkill, Place, Skill

BATCH = 500  # rows a transaction: clicks and edits on SQLite wait for one batch at most
ANALYSED: tuple[type[models.Model], ...] = (Job, JobSkill, JobPlace, Skill, Place, Employer)


def stored_jobs(feed: Feed) -> dict[str, Stored]:
    """What is stored of a feed's jobs, by external id."""
    rows = Job.objects.filter(feed=feed).values_list(
        "external_id", "content_hash", "closed_at", "closed_reason"
    )
    return {
        external_id: Stored(content_hash, closed is not None, reason == Job.ClosedReason.EDITOR)
        for external_id, content_hash, closed, reason in rows.iterator()
    }


def close(feed: Feed, external_ids: Iterable[str], *, now: datetime) -> None:
    """Takes vanished jobs off the board; their pages say so for a while."""
    change = {"closed_at": now, "closed_reason": Job.ClosedReason.VANISHED}
    _set(feed, external_ids, lambda jobs: jobs.filter(closed_at=None).update(**change))


def reopen(feed: Feed, external_ids: Iterable[str]) -> None:
    """Brings jobs back that are in their feed again, with their old ids and addresses."""
    change = {"closed_at": None, "closed_reason": ""}
    by_editor = Job.ClosedReason.EDITOR  # perhaps only since the plan was made
    _set(feed, external_ids, lambda jobs: jobs.exclude(closed_reason=by_editor).update(**change))


def analyse() -> None:
    """Tells the database how its tables look now: a plan made for empty ones can take minutes."""
    with connection.cursor() as cursor:
        for table in ANALYSED:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table._meta.db_table)}")


def _set(feed: Feed, external_ids: Iterable[str], update: Callable[[Any], object]) -> None:
    ids = sorted(external_ids)
    for start in range(0, len(ids), BATCH):
        update(Job.objects.filter(feed=feed, external_id__in=ids[start : start + BATCH]))
