"""One run of one feed: fetch, read, write, decide, close. It can be killed at any moment and run
again: what was written stays written, and nothing closes before everything else is done.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from jobs.importer import notices, outcome, store
from jobs.importer.decide import hold_reason
from jobs.importer.fetching import credentials, fetch
from jobs.importer.folder import run_folder
from jobs.importer.lock import import_lock
from jobs.importer.records import Change, Document, FeedProblem, Problem, Reading, Rejected, Task
from jobs.importer.sandbox import Made, Sandbox
from jobs.importer.sources import limits
from jobs.importer.stored import rebind, stored_jobs
from jobs.importer.tally import Tally
from jobs.importer.worktable import BATCH, Worktable
from jobs.models import Feed, ImportRun, today

Progress = Callable[[int, int], None]  # jobs done, jobs in all


def silent(_done: int, _total: int) -> None:
    return


class Onlooker:
    """Is shown what a run makes of its feed, before it is written; this one looks away."""

    def jobs(self, batch: Sequence[Made], table: Worktable) -> None:
        """The next of those that are new or changed."""

    def end(self, done: outcome.Done) -> None:
        """All has been read; after the last batch."""


NOBODY = Onlooker()


@dataclass(frozen=True, slots=True)
class Options:
    dry_run: bool = False  # says what would happen; writes nothing at all
    accept_removals: bool = False  # a person has looked: the removal guard stands aside
    dialect: str = ""  # forces a dialect
    progress: Progress = silent
    sandbox: type[Sandbox] = Sandbox  # who reads the document, and where
    onlooker: Onlooker = NOBODY


def reconnect() -> None:
    """Gives a connection up that is broken; the next query opens another."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def run_feed(feed: Feed, options: Options) -> ImportRun:
    """Runs one feed and returns its report; saved, unless it is a dry run or the feed is locked.

    What is wrong with the feed is told in the report. Whatever else goes wrong (database, disk, a
    bug) is noted in the report and raised.
    """
    run = ImportRun(feed=feed, address=feed.address, started_at=timezone.now())
    if feed._state.adding:  # a dry run of a feed that is not configured
        return _guarded(run, options)
    with import_lock(feed.pk) as free:
        if not free:
            run.status, run.message = run.Status.LOCKED, "another import of this feed is running"
            return run
        if not options.dry_run:
            outcome.begin(run)
        return _guarded(run, options)


def _guarded(run: ImportRun, options: Options) -> ImportRun:
    try:
        with run_folder() as folder:
            _import(run, options, folder)
    except FeedProblem as problem:
        outcome.unsuccessful(run, problem, write=not options.dry_run)
    except BaseException as error:
        run.status, run.message = run.Status.FAILED, f"{type(error).__name__}: {error}"
        run.finished_at = timezone.now()
        # What broke may be the database: the report is then what the next run finds unfinished.
        with suppress(DatabaseError, InterfaceError):
            reconnect()
            if not options.dry_run:
                run.save()
                if isinstance(error, Exception):  # nobody is told that he ended it himself
                    notices.tell(run)
        raise
    return run


def _import(run: ImportRun, options: Options, folder: Path) -> None:
    document = _fetched(run.feed, options, folder / "document")
    if document is None:
        return outcome.not_changed(run, write=not options.dry_run)
    run.size = document.size
    with closing(Worktable(folder / "worktable")) as table:
        if not run.feed._state.adding:
            table.put_stored(stored_jobs(run.feed))
        task = _task(run.feed, options, document, folder)
        with options.sandbox(task, size=document.size) as child:
            reading = child.reading()
            table.rebind()
            if not options.dry_run:
                outcome.forget(run.feed)
                rebind(run.feed, table.rebound())
            tally = _write(run, options, reading, table, child)
        counts = table.counts()
        change = _change(run.feed, reading, counts, tally)
        reason = "" if options.accept_removals else hold_reason(change)
        done = outcome.Done(document, reading, table, counts, tally, change, reason)
        options.onlooker.end(done)
        outcome.conclude(run, done, accepted=options.accept_removals, write=not options.dry_run)
    return None


def _fetched(feed: Feed, options: Options, target: Path) -> Document | None:
    # Validators vouch for a document only as long as the same rules have read it from the same
    # address, and a person who asks for something wants it done, changed or not.
    same = (feed.applied_rules, feed.applied_address) == (outcome.rules_of(feed), feed.address)
    asked = options.accept_removals or options.dialect or options.onlooker is not NOBODY
    trusted = same and not asked
    try:
        headers = credentials(feed.slug, os.environ)
    except ValueError as error:
        raise Rejected(str(error)) from error
    return fetch(
        feed.address,
        target,
        limits(),
        etag=feed.etag if trusted else "",
        last_modified=feed.last_modified if trusted else "",
        headers=headers,
    )


def _task(feed: Feed, options: Options, document: Document, folder: Path) -> Task:
    return Task(
        document=str(document.path.resolve()),
        worktable=str(folder / "worktable"),
        address=feed.address,
        charset=document.charset,
        dialect=options.dialect or feed.dialect,
        overrides=feed.overrides,
        signed=(feed.attribution_name, feed.attribution_url),
        date_order=outcome.known_order(feed),
        today=today().isoformat(),
        curious=options.onlooker is not NOBODY,
    )


def _write(
    run: ImportRun, options: Options, reading: Reading, table: Worktable, child: Sandbox
) -> Tally:
    """Writes what is new or changed, a batch a transaction, while the child makes the next."""
    tally = Tally()
    tally.note(reading.problems)
    tally.rejected = reading.faulty
    batch: list[Made] = []
    done, total = 0, table.count_staged()
    writer = store.Writer(run.feed, now=run.started_at, run=run.pk)

    def flush() -> None:
        options.onlooker.jobs(batch, table)
        if batch and not options.dry_run:
            writer.write(batch)
        for made in batch:
            tally.written[table.kind(made.job.external_id)] += 1
        batch.clear()
        options.progress(done, total)

    for answer in child.jobs():
        done += 1
        if isinstance(answer, Problem):
            tally.note([answer])
            if table.kind(answer.external_id) == "reopened":
                tally.unusable.add(answer.external_id)
            continue
        tally.note(answer.job.problems)
        batch.append(answer)
        if len(batch) == BATCH:
            flush()
    flush()
    return tally


def _change(feed: Feed, reading: Reading, counts: Mapping[str, int], tally: Tally) -> Change:
    return Change(
        seen=reading.seen,
        stored_open=counts["open"],
        kept=counts["kept"],
        vanished=counts["vanished"],
        lost=counts["lost"],
        refused=tally.rejected,
        expected=reading.expected,
        repaired=reading.repaired,
        before=(feed.applied_address, feed.applied_dialect),
        now=(feed.address, reading.dialect),
    )
