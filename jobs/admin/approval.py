"""Held removals: by which run they are decided, and carrying them out as a person said."""

from __future__ import annotations

from datetime import datetime

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from jobs.admin.base import counted
from jobs.importer import removals
from jobs.importer.lock import import_lock
from jobs.models import Feed, ImportRun, Job

Status, Health = ImportRun.Status, Feed.Health
READ = (Status.APPLIED, Status.UNCHANGED, Status.HELD)  # to the end; others say nothing of jobs


class Refused(Exception):
    """Nothing was closed; the text tells the editor why."""


def deciding() -> QuerySet[ImportRun]:
    """Runs that read their feed to its end, the latest first: of a feed, the first decides."""
    return ImportRun.objects.filter(status__in=READ).order_by("-started_at", "-pk")


def waiting(run: ImportRun) -> QuerySet[Job]:
    """The jobs whose removal waits and is decided by this run; none for an earlier run."""
    jobs: QuerySet[Job] = Job.objects.filter(feed=run.feed_id).waiting()
    decides = deciding().filter(feed=run.feed_id).values_list("pk", flat=True).first() == run.pk
    return jobs.order_by("missing_since", "pk") if decides else jobs.none()


def carry_out(run: ImportRun, user: int, *, now: datetime) -> int:
    """Closes the jobs that wait by this run and accepts its feed as it is. Returns how many.

    `user` is the primary key of who decided. The report itself stays as it was, except that it says
    when it was approved. Raises Refused.
    """
    with import_lock(run.feed_id) as free:
        if not free:
            raise Refused(
                "An import of this feed is running, so nothing was closed. Look at its report."
            )
        check(run)
        with transaction.atomic():  # jobs first, in the order in which an import takes its locks
            closed = removals.approve(run.feed, now=now)
            ImportRun.objects.filter(pk=run.pk).update(approved_at=now)
            feed = Feed.objects.filter(pk=run.feed_id)
            # What made the removals suspicious is now what the feed is known by.
            dialect = {"applied_dialect": run.dialect} if run.dialect else {}
            feed.update(applied_address=run.feed.address, **dialect)
            feed.filter(health=Health.HELD).update(health=Health.WELL)
            told = f"Closed {counted(closed, 'job')} that the run of {moment(run.started_at)} held."
            LogEntry.objects.log_actions(
                user, [run.feed], CHANGE, change_message=told, single_object=True
            )
        return closed


def check(run: ImportRun) -> None:
    """Raises Refused when this run has nothing to decide, or no longer."""
    if waiting(run).exists():
        return
    run.refresh_from_db(fields=["approved_at"])
    if run.approved_at:
        raise Refused(f"These removals were carried out before, {moment(run.approved_at)}.")
    newer = deciding().filter(feed=run.feed_id, started_at__gt=run.started_at).first()
    if newer:
        raise Refused(
            f"The feed was read again, {moment(newer.started_at)}, so nothing was closed. "
            "Look at the report of that run."
        )
    raise Refused("No removal of this run waits any more, so nothing was closed.")


def page_of(run: int) -> str:
    return reverse("admin:jobs_importrun_change", args=[run])


def moment(when: datetime) -> str:
    return date_format(localtime(when), "DATETIME_FORMAT")
