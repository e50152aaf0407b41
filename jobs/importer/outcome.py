"""How a run ends: removals, what the feed now is, and the report, in one last transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.db.models import Min
from django.utils import timezone

from jobs.importer import notices, removals, store, twins
from jobs.importer.decide import AGREEING_RUNS, AGREEING_TIME, REFUSED_SHARE, broken
from jobs.importer.dialects import Overrides
from jobs.importer.normalise import RULES_VERSION
from jobs.importer.publishing import publishing
from jobs.importer.records import (
    Change,
    Document,
    FeedProblem,
    Gone,
    Reading,
    Rejected,
    Unreachable,
)
from jobs.importer.tally import Tally
from jobs.importer.worktable import Worktable
from jobs.lib.text import printable
from jobs.models import BoardDay, Feed, ImportRun, RunChange

MANY = 50  # changes after which the database is told how its tables look now
GONE_TIME = timedelta(days=7)  # of 404 and 410, after which a feed is paused
TO_DO = (  # as long as they wait
    "Look at the feed; if it is right, approve them in the admin or run import_feed with "
    "--accept-removals."
)
Status = ImportRun.Status


@dataclass(frozen=True, slots=True)
class Done:
    """What a run has read and written before its last transaction."""

    document: Document
    reading: Reading
    table: Worktable
    counts: Mapping[str, int]  # of the table
    tally: Tally
    change: Change
    hold_reason: str


def rules_of(feed: Feed) -> str:
    """By which rules the feed is read now: what a stored validator can vouch for.

    Raises Rejected when the feed's overrides cannot be read.
    """
    try:
        overrides = Overrides.parse(feed.overrides)
    except ValueError as error:
        raise Rejected(f"the feed's overrides cannot be read: {error}") from error
    return f"{RULES_VERSION}:{feed.dialect}:{overrides.fingerprint()[:20]}"


def known_order(feed: Feed) -> str:
    """The order of day and month that the feed's documents have shown: as long as it is read from
    the same address, by what an editor said of it then. Raises Rejected as `rules_of`.
    """
    then, now = (one.partition(":")[2] for one in (feed.applied_rules, rules_of(feed)))
    return feed.date_order if (then, feed.applied_address) == (now, feed.address) else ""


def begin(run: ImportRun) -> None:
    died = {"status": Status.FAILED, "message": "the import ended before it was done"}
    run.feed.runs.filter(status=Status.RUNNING).update(**died, finished_at=run.started_at)
    run.save()
    Feed.objects.filter(pk=run.feed.pk).update(last_run_at=run.started_at)


def forget(feed: Feed) -> None:
    """Before another document than the one last applied changes anything: should this run not end,
    or hold its removals, the server must send its document again, even the one from before.
    """
    if feed.etag or feed.last_modified:
        feed.etag = feed.last_modified = ""
        feed.save(update_fields=["etag", "last_modified"])


def not_changed(run: ImportRun, *, write: bool) -> None:
    run.status, run.message = Status.UNCHANGED, "the server says it has not changed"
    run.unchanged = run.feed.jobs.filter(closed_at=None).count()
    run.finished_at = timezone.now()
    if write:
        with publishing():
            _remember(run, {"confirmed_at": run.finished_at})
            run.save()
            BoardDay.note(changed=False)
        notices.tell(run)


def unsuccessful(run: ImportRun, problem: FeedProblem, *, write: bool) -> None:
    """Nothing of the feed was applied. A feed that is gone for a week is paused."""
    rejected = isinstance(problem, Rejected)
    run.status = Status.REJECTED if rejected else Status.FAILED
    run.message = printable(str(problem))  # it may quote the feed
    run.finished_at = timezone.now()
    if not write:
        return
    with publishing():
        _remember(run, _after(run, problem))
        run.save()
        BoardDay.note()  # what was written before it broke is there
    notices.tell(run)


def _after(run: ImportRun, problem: FeedProblem) -> dict[str, object]:
    """What a failure means for the next runs of the feed."""
    now = run.finished_at or timezone.now()
    feed = Feed.objects.only("address", "gone_since").get(pk=run.feed_id)
    if feed.address != run.feed.address:
        return {}  # an editor corrected it meanwhile: nobody has asked there
    if isinstance(problem, Gone):
        since = feed.gone_since or now  # not what the run began with: who resumes gives a week
        if now - since < GONE_TIME:
            return {"gone_since": since}
        run.message += (
            f". The feed has been gone since {since:%Y-%m-%d}: it is paused, and its jobs stay as "
            "they are. Correct its address, or close its jobs, in the admin"
        )
        return {"gone_since": since, "enabled": False}
    if isinstance(problem, Unreachable) and problem.retry_after:
        return {"not_before": now + timedelta(seconds=problem.retry_after)}
    return {}


def conclude(run: ImportRun, done: Done, *, accepted: bool, write: bool) -> None:
    _count(run, done)
    _judge(run, done, accepted)
    run.finished_at = timezone.now()
    if not write:
        _tell_what_waits(run)
        return
    with publishing():
        if run.status != Status.REJECTED:  # nothing of it can vouch for the jobs
            _settle(run, done)
            _remember(run, _learnt(run, done))
        _tell_what_waits(run)
        run.save()
        BoardDay.note(changed=run.status != Status.UNCHANGED)
    store.changes.forget(run)
    if run.created + run.updated >= max(MANY, run.seen // 10):
        store.analyse()
    notices.tell(run)


def _count(run: ImportRun, done: Done) -> None:
    reading, written = done.reading, done.tally.written
    run.dialect, run.seen, run.duplicates = reading.dialect, reading.seen, reading.duplicates
    run.repairs = dict(sorted(reading.repairs.items()))
    run.created, run.updated = written["created"], written["updated"]
    run.unchanged = done.counts["unchanged"]
    run.reopened = done.counts["reopen"] - len(done.tally.unusable)
    run.closed = 0 if done.hold_reason else done.change.vanished
    run.held = done.change.vanished if done.hold_reason else 0
    run.rejected = done.tally.rejected
    run.problems = [problem.as_row() for problem in done.tally.problems]


def _judge(run: ImportRun, done: Done, accepted: bool) -> None:
    changed = run.created or run.updated or run.reopened or run.closed
    run.status = Status.APPLIED if changed else Status.UNCHANGED
    run.hold_reason = done.hold_reason[:300]
    if run.held:
        run.status = Status.HELD
    elif not run.seen and not accepted and not _known_as_empty(run):
        run.status, run.hold_reason = Status.HELD, "the feed is empty"
        run.message = (
            "expected jobs, the feed is empty. If that is right, run import_feed with "
            "--accept-removals, or wait: a day of empty runs confirms it"
        )
    elif run.rejected and run.rejected + run.duplicates == run.seen and not changed:
        run.status = Status.REJECTED
        run.message = f"every record was refused, the first because: {run.problems[0]['reason']}"
    elif run.rejected > REFUSED_SHARE * run.seen:
        run.message = f"{run.rejected} of {run.seen} records were refused"
    if done.reading.repaired:
        told = ", ".join(f"{number} x {kind}" for kind, number in run.repairs.items())
        run.message = f"{run.message}. The document was mended: {told}".removeprefix(". ")


def _known_as_empty(run: ImportRun) -> bool:
    """Whether a feed without jobs is no news: it had some, or has been empty for a day."""
    if run.feed._state.adding:
        return False
    if run.feed.confirmed_at is not None:
        return True
    empty = run.feed.runs.filter(status=Status.HELD, seen=0).exclude(pk=run.pk)
    first = empty.aggregate(first=Min("started_at"))["first"]
    enough = empty.count() >= AGREEING_RUNS - 1
    return enough and run.started_at - first >= AGREEING_TIME


def _settle(run: ImportRun, done: Done) -> None:
    """Opens and closes; the counts are corrected by what was really found."""
    twins.lock()  # before any job is written
    feed, table, now = run.feed, done.table, run.finished_at or timezone.now()
    back = (sorted(set(ids) - done.tally.unusable) for ids in table.batches("reopen"))
    changes, closed = store.changes, partial(store.changes.add, run, RunChange.Kind.CLOSED)
    removals.reopen(feed, back, now=now, tell=partial(changes.add_reopened, run))
    removals.found(feed, table.batches("found"))
    gone, complete = table.batches("vanished"), not broken(done.change)
    if not done.hold_reason:
        run.closed = removals.close(feed, gone, now=now, tell=closed)
        return
    run.closed = removals.hold(feed, gone, now=now, complete=complete, tell=closed)
    changes.add_held(run)
    run.held -= run.closed
    if not run.held:
        run.status = Status.APPLIED


def _tell_what_waits(run: ImportRun) -> None:
    if run.held:
        run.message = f"removals wait: {run.hold_reason}. {TO_DO} {run.message}".strip()


def _learnt(run: ImportRun, done: Done) -> dict[str, object]:
    """What a complete document told of its feed."""
    learnt: dict[str, object] = {"confirmed_at": run.finished_at}
    if run.status == Status.HELD:  # held removals want the document again
        return learnt if run.seen else {}
    learnt |= {"etag": done.document.etag, "last_modified": done.document.last_modified}
    learnt |= {"applied_rules": rules_of(run.feed), "applied_address": run.feed.address}
    learnt |= {"date_order": done.reading.date_order}  # true of that address, read by those rules
    if run.dialect:
        learnt["applied_dialect"] = run.dialect
    signature = done.reading.signature
    if signature and Feed.objects.filter(pk=run.feed_id, attribution_name="").exists():
        learnt["attribution_name"] = signature.name[:200]
        learnt["attribution_url"] = signature.url
    return learnt


def _remember(run: ImportRun, facts: dict[str, object]) -> None:
    """Writes what is known of the feed; whoever answered is neither gone nor to be left alone."""
    answered = {} if run.status == Status.FAILED else {"gone_since": None, "not_before": None}
    for name, value in (answered | facts).items():
        setattr(run.feed, name, value)
    run.feed.save(update_fields=[*(answered | facts)])
