"""One run of one feed: fetch, read, decide, write, close. It can be killed at any moment and run
again: what was written stays written, and nothing closes before everything else is done.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jobs.importer import store
from jobs.importer.decide import REJECTED_SHARE, decide, hold_for_rejects
from jobs.importer.fetch import Limits, fetch
from jobs.importer.lock import import_lock
from jobs.importer.normalise import RULES_VERSION, content_hash, normalise
from jobs.importer.records import (
    CleanJob,
    Document,
    FeedProblem,
    Plan,
    Problem,
    RawJob,
    Reading,
    Rejected,
)
from jobs.importer.staging import read_document, staged_jobs
from jobs.models import Feed, ImportRun, today

MANY = 50  # changes after which the database is told how its tables look now
PROBLEMS_KEPT = 500  # rows in a report; all are counted
Progress = Callable[[int, int], None]  # jobs done, jobs in all


def silent(_done: int, _total: int) -> None:
    return


@dataclass(frozen=True, slots=True)
class Options:
    dry_run: bool = False  # says what would happen; writes nothing at all
    accept_removals: bool = False  # a person has looked: the removal guard stands aside
    dialect: str = ""  # forces a dialect
    progress: Progress = silent


@dataclass(slots=True)
class _Tally:
    """What was really done, job by job."""

    written: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        return sum(problem.refused for problem in self.problems)


def run_feed(feed: Feed, options: Options) -> ImportRun:
    """Runs one feed and returns its report; saved, unless it is a dry run or the feed is locked.

    What is wrong with the feed is told in the report. Whatever else goes wrong (database, disk, a
    bug) is noted in the report and raised.
    """
    run = ImportRun(feed=feed, started_at=timezone.now())
    if feed._state.adding:  # a dry run of a feed that is not configured
        return _guarded(run, options)
    with import_lock(feed.pk) as free:
        if not free:
            run.status, run.message = run.Status.LOCKED, "another import of this feed is running"
            return run
        if not options.dry_run:
            _begin(run)
        return _guarded(run, options)


def _begin(run: ImportRun) -> None:
    died = {"status": run.Status.FAILED, "message": "the import ended before it was done"}
    run.feed.runs.filter(status=run.Status.RUNNING).update(**died, finished_at=run.started_at)
    run.save()
    Feed.objects.filter(pk=run.feed.pk).update(last_run_at=run.started_at)


def _guarded(run: ImportRun, options: Options) -> ImportRun:
    try:
        with tempfile.TemporaryDirectory(prefix="jobboard-") as folder:
            _import(run, options, Path(folder))
    except FeedProblem as problem:
        rejected = isinstance(problem, Rejected)
        run.status = run.Status.REJECTED if rejected else run.Status.FAILED
        run.message = str(problem)
        _finish(run, options)
    except BaseException as error:
        run.status, run.message = run.Status.FAILED, f"{type(error).__name__}: {error}"
        _finish(run, options)
        raise
    return run


def _finish(run: ImportRun, options: Options) -> None:
    run.finished_at = timezone.now()
    if not options.dry_run:
        run.save()


def _import(run: ImportRun, options: Options, folder: Path) -> None:
    feed = run.feed
    document = _fetched(feed, options, folder / "document")
    if document is None:
        run.status, run.message = run.Status.UNCHANGED, "the server says it has not changed"
        run.unchanged = feed.jobs.filter(closed_at=None).count()
        return _conclude(run, options)
    run.size = document.size
    staged = folder / "jobs"
    reading = read_document(
        document.path,
        staged,
        dialect=options.dialect or feed.dialect,
        signed=(feed.attribution_name, feed.attribution_url),
    )
    hashes = {job: content_hash(one, reading.signature) for job, one in reading.digests.items()}
    stored = {} if feed._state.adding else store.stored_jobs(feed)
    plan = decide(stored, hashes, accept_removals=options.accept_removals)
    tally = _write(run, options, reading, plan, hashes, staged_jobs(staged))
    if not options.accept_removals:
        plan = hold_for_rejects(plan, rejected=tally.rejected, seen=reading.seen)
    _count(run, reading, plan, tally)
    return _conclude(run, options, document=document, reading=reading, plan=plan)


def _fetched(feed: Feed, options: Options, target: Path) -> Document | None:
    # Validators vouch for a document only as long as this version of the rules has read it, and a
    # person who accepts removals wants them carried out, changed or not.
    trusted = feed.rules_version == RULES_VERSION and not options.accept_removals
    limits = Limits(
        size=settings.FEED_MAX_MEGABYTES * 2**20,
        seconds=settings.FEED_TIMEOUT,
        contact=settings.FEED_CONTACT or settings.SITE_URL,
    )
    return fetch(
        feed.address,
        target,
        limits,
        etag=feed.etag if trusted else "",
        last_modified=feed.last_modified if trusted else "",
    )


def _write(
    run: ImportRun,
    options: Options,
    reading: Reading,
    plan: Plan,
    hashes: Mapping[str, str],
    jobs: Iterable[RawJob],
) -> _Tally:
    """Normalises and writes what is new or changed, a batch a transaction."""
    tally = _Tally(problems=list(reading.problems))
    batch: list[tuple[CleanJob, str]] = []

    def flush() -> None:
        if batch and not options.dry_run:
            store.write(run.feed, batch, now=run.started_at)
        tally.written.update(job.external_id for job, _hash in batch)
        batch.clear()
        options.progress(len(tally.written), len(plan.write))

    for raw in jobs:
        if raw.external_id and raw.external_id not in plan.write:
            continue
        made = normalise(raw, today=today(), signature=reading.signature)
        if isinstance(made, Problem):
            tally.problems.append(made)
            continue
        tally.problems.extend(made.problems)
        batch.append((made, hashes[raw.external_id]))
        if len(batch) == store.BATCH:
            flush()
    flush()
    return tally


def _count(run: ImportRun, reading: Reading, plan: Plan, tally: _Tally) -> None:
    run.dialect, run.seen, run.duplicates = reading.dialect, reading.seen, reading.duplicates
    run.created = len(tally.written & plan.new)
    run.updated = len(tally.written - plan.new - plan.reopen)
    run.unchanged, run.reopened = plan.unchanged, len(plan.reopen)
    run.closed, run.held = len(plan.close), len(plan.held)
    run.rejected = tally.rejected
    refused_first = sorted(tally.problems, key=lambda problem: not problem.refused)
    run.problems = [problem.as_row() for problem in refused_first[:PROBLEMS_KEPT]]
    if plan.held:
        run.status = run.Status.HELD
        run.message = (
            f"removals wait: {plan.hold_reason}. Look at the feed; if it is right, run "
            "import_feed with --accept-removals."
        )
        return
    changed = tally.written or plan.reopen or plan.close
    run.status = run.Status.APPLIED if changed else run.Status.UNCHANGED
    if run.rejected and run.rejected == run.seen and not changed:
        run.status = run.Status.REJECTED
        run.message = f"every record was refused, the first because: {run.problems[0]['reason']}"
    elif run.rejected > 1 and run.rejected > REJECTED_SHARE * run.seen:
        run.message = f"{run.rejected} of {run.seen} records were refused"


def _conclude(
    run: ImportRun,
    options: Options,
    *,
    document: Document | None = None,
    reading: Reading | None = None,
    plan: Plan | None = None,
) -> None:
    """The last transaction: removals, what the feed now is, and the report, all or none."""
    run.finished_at = timezone.now()
    if options.dry_run:
        return
    with transaction.atomic():
        if plan:
            store.reopen(run.feed, plan.reopen)
            store.close(run.feed, plan.close, now=run.finished_at)
        if run.status != run.Status.REJECTED:  # nothing of it can vouch for the jobs
            _remember(run, document, reading)
        run.save()
    if run.created + run.updated >= max(MANY, run.seen // 10):
        store.analyse()


def _remember(run: ImportRun, document: Document | None, reading: Reading | None) -> None:
    feed = run.feed
    feed.confirmed_at = run.finished_at
    changed = ["confirmed_at"]
    if document and run.status != run.Status.HELD:  # held removals want the document again
        feed.etag, feed.last_modified = document.etag, document.last_modified
        feed.rules_version = RULES_VERSION
        changed += ["etag", "last_modified", "rules_version"]
    if reading and reading.signature and not feed.attribution_name:
        feed.attribution_name = reading.signature.name[:200]
        feed.attribution_url = reading.signature.url
        changed += ["attribution_name", "attribution_url"]
    feed.save(update_fields=changed)
