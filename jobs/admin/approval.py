"""Held removals: by which run they are decided, and doing with them as a person said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from jobs.admin.base import counted
from jobs.curation import history
from jobs.importer import removals
from jobs.importer.lock import import_lock
from jobs.importer.publishing import publishing
from jobs.models import BoardDay, Feed, ImportRun, Job

Health, READ = Feed.Health, ImportRun.READ


class Refused(Exception):
    """Nothing was done; the text tells the editor why."""


def deciding() -> QuerySet[ImportRun]:
    """Runs that read their feed to its end, the latest first: of a feed, the first decides."""
    return ImportRun.objects.filter(status__in=READ).order_by("-started_at", "-pk")


def waiting(run: ImportRun) -> QuerySet[Job]:
    """The jobs whose removal waits and is decided by this run; none for an earlier run."""
    jobs: QuerySet[Job] = Job.objects.filter(feed=run.feed_id).waiting()
    decides = deciding().filter(feed=run.feed_id).values_list("pk", flat=True).first() == run.pk
    return jobs.order_by("missing_since", "pk") if decides else jobs.none()


def carry_out(run: ImportRun, user: int, *, number: str, now: datetime) -> int:
    """Closes the jobs that wait by this run and accepts its feed as it is. Returns how many.

    `user` is the primary key of who decided, `number` how many jobs the page named. The report
    itself stays as it was, except that it says when it was approved. Raises Refused.
    """
    with _deciding(run, number):
        closed = removals.approve(run.feed, now=now)
        ImportRun.objects.filter(pk=run.pk).update(approved_at=now)
        feed = Feed.objects.filter(pk=run.feed_id)
        # What made the removals suspicious is now what the feed is known by.
        dialect = {"applied_dialect": run.dialect} if run.dialect else {}
        feed.update(applied_address=run.feed.address, **dialect)
        _decided(run, user, f"Closed {counted(closed, 'job')}")
        BoardDay.note()
    return closed


def keep(run: ImportRun, user: int, *, number: str, now: datetime) -> int:
    """Takes the jobs that wait by this run as open, until another run of the feed lacks them: time
    starts again for them. Returns how many.

    `user`, `number` and the report are as in `carry_out`. Raises Refused.
    """
    with _deciding(run, number):
        kept = removals.keep(run.feed)
        ImportRun.objects.filter(pk=run.pk).update(kept_at=now)
        _decided(run, user, f"Kept {counted(kept, 'job')} open")
    return kept


@contextmanager
def _deciding(run: ImportRun, number: str) -> Iterator[None]:
    """A transaction beside which nobody imports the feed or writes jobs, with something to decide:
    as many jobs as the page named. Raises Refused.
    """
    with import_lock(run.feed_id) as free:
        if not free:
            raise Refused(
                "An import of this feed is running, so nothing was done. Look at its report."
            )
        with publishing():  # what is counted is what is done
            check(run)
            if str(waiting(run).count()) != number:
                raise Refused(
                    "It is another number of jobs by now, so nothing was done. Look again."
                )
            yield


def _decided(run: ImportRun, user: int, told: str) -> None:
    Feed.objects.filter(pk=run.feed_id, health=Health.HELD).update(health=Health.WELL)
    history.note(user, [run.feed], f"{told} that the run of {moment(run.started_at)} held.")


def check(run: ImportRun) -> None:
    """Raises Refused when this run has nothing to decide, or no longer."""
    if waiting(run).exists():
        return
    run.refresh_from_db(fields=["approved_at", "kept_at"])
    if run.approved_at:
        raise Refused(f"These removals were carried out before, {moment(run.approved_at)}.")
    if run.kept_at:
        raise Refused(f"These jobs were kept before, {moment(run.kept_at)}.")
    newer = deciding().filter(feed=run.feed_id, started_at__gt=run.started_at).first()
    if newer:
        raise Refused(
            f"The feed was read again, {moment(newer.started_at)}, so nothing was done. "
            "Look at the report of that run."
        )
    raise Refused("No removal of this run waits any more, so nothing was done.")


def decided(run: ImportRun) -> str:
    """What a person decided of the removals that it held; empty as long as nobody did."""
    if run.approved_at:
        return f"They were approved {moment(run.approved_at)}: the jobs are closed."
    if run.kept_at:
        return f"The jobs were kept open {moment(run.kept_at)}."
    return ""


def page_of(run: int) -> str:
    return reverse("admin:jobs_importrun_change", args=[run])


def moment(when: datetime) -> str:
    return date_format(localtime(when), "DATETIME_FORMAT")
