"""What a run did to single jobs, kept beside its report: written with what it tells of."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from itertools import islice

from django.db.models import Exists, OuterRef

from jobs.importer.differences import Told
from jobs.importer.store.merge import backend
from jobs.importer.worktable import BATCH
from jobs.models import ImportRun, Job, RunChange

KEPT = timedelta(days=30)
RUNS_KEPT = 20  # the last ones of a feed, however old they are
FORGOTTEN = 10_000  # changes, at most, at the end of one run
RUNS_FORGOTTEN = 50  # so many runs they are of, at most
Kind, Status = RunChange.Kind, ImportRun.Status
_TABLE = RunChange._meta.db_table
_COLUMNS = ("run_id", "kind", "job", "title", "before", "after")
Sides = tuple[Told, Told]  # before and after


def add_written(run: int, titles: Mapping[int, str], sides: Mapping[int, Sides | None]) -> None:
    """Of a batch: what is new, where there is None, and what is another for a person.

    `titles` and `sides` are by primary key of the job.
    """
    rows = [
        (run, Kind.UPDATED.value, pk, titles[pk], *map(_json, both))
        if both
        else (run, Kind.CREATED.value, pk, titles[pk], None, None)
        for pk, both in sides.items()
    ]
    backend().add(_TABLE, _COLUMNS, rows)


def add(run: ImportRun, kind: RunChange.Kind, jobs: Iterable[int]) -> None:
    """Of the jobs with these primary keys."""
    several = iter(jobs)
    while ids := list(islice(several, BATCH)):
        titles = Job.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "title")
        rows = [(run.pk, kind.value, pk, title, None, None) for pk, title in titles]
        backend().add(_TABLE, _COLUMNS, rows)


def add_reopened(run: ImportRun, jobs: Collection[int]) -> None:
    """One of each, with what this run has changed of it before."""
    changed = run.changes.filter(kind=Kind.UPDATED, job__in=jobs)
    known = set(changed.order_by().values_list("job", flat=True))
    changed.update(kind=Kind.REOPENED)
    add(run, Kind.REOPENED, [job for job in jobs if job not in known])


def add_held(run: ImportRun) -> None:
    """Every job of the feed whose removal waits. What the run before held, and this one holds
    again, is told here alone: reports of every hour would else repeat what nobody decides.
    """
    waiting = Job.objects.filter(feed=run.feed_id).waiting().order_by("pk")
    before = (
        run.feed.runs.exclude(pk=run.pk).filter(status__in=ImportRun.READ).defer("problems").first()
    )
    if before and before.is_undecided:
        before.changes.filter(kind=Kind.HELD, job__in=waiting.order_by().values("pk")).delete()
    add(run, Kind.HELD, waiting.values_list("pk", flat=True).iterator())


def forget(run: ImportRun) -> None:
    """Some of what this feed's runs of long ago did, the oldest first; their reports stay."""
    last = run.feed.runs.values_list("pk", flat=True)[:RUNS_KEPT]
    old = run.feed.runs.filter(started_at__lt=run.started_at - KEPT).exclude(pk__in=list(last))
    held = old.filter(Exists(RunChange.objects.filter(run=OuterRef("pk")).order_by()))
    room = FORGOTTEN
    for pk in list(held.order_by("started_at", "pk").values_list("pk", flat=True)[:RUNS_FORGOTTEN]):
        changes = RunChange.objects.filter(run=pk).order_by("kind", "job")  # as they are indexed
        ids = list(changes.values_list("pk", flat=True)[:room])
        RunChange.objects.filter(pk__in=ids).delete()
        room -= len(ids)
        if not room:
            break


def _json(told: Told) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
