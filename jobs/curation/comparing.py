"""What a feed would bring: its first jobs, and what it would change of those that are stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any

from jobs.importer.differences import difference, stored, told
from jobs.importer.foretold import names_for
from jobs.importer.outcome import Done
from jobs.importer.pipeline import Onlooker
from jobs.importer.records import CleanJob
from jobs.importer.sandbox import Made
from jobs.importer.worktable import Worktable
from jobs.models import Feed, Job

FIRST = 5  # jobs that are shown whole
SHOWN = 20  # of those that differ, close, come back
UNREAD = 100  # elements


class Comparison(Onlooker):
    """Looks on at a dry run. `report` is plain values, empty until its end."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._first: list[dict[str, Any]] = []
        self._changes: list[dict[str, Any]] = []
        self._differing = 0
        self._old: dict[str, str] | None = None  # ids by those that the source has renumbered
        self.report: dict[str, Any] = {}

    def jobs(self, batch: Sequence[Made], table: Worktable) -> None:
        self._remember(table)
        if batch and len(self._first) < FIRST:
            self._show([made.job for made in batch[: FIRST - len(self._first)]])
        if self._feed.pk:
            known = [made.job for made in batch if table.kind(made.job.external_id) != "created"]
            self._compare(known)

    def end(self, done: Done) -> None:
        self._remember(done.table)
        signature, table = done.reading.signature, done.table
        back = (set(ids) - done.tally.unusable for ids in table.batches("reopen"))
        self.report = {
            "first": self._first,
            "differing": self._differing,
            "changes": self._changes,
            "gone_number": done.change.vanished,
            "gone": self._named(chain.from_iterable(table.batches("vanished"))),
            "back": self._named(chain.from_iterable(map(sorted, back))),
            "attribution": [signature.name, signature.url] if signature else [],
            "unread": list(done.reading.unread[:UNREAD]),
        }

    def _remember(self, table: Worktable) -> None:
        if self._old is None:
            self._old = {new: old for old, new in table.rebound()}

    def _show(self, jobs: Sequence[CleanJob]) -> None:
        """As their pages would have them, the description as the HTML it was cleaned to."""
        names = names_for(jobs)
        self._first += [told(job, names) | {"html": job.description} for job in jobs]

    def _compare(self, jobs: Sequence[CleanJob]) -> None:
        if not jobs:
            return
        names, rows = names_for(jobs), self._stored([job.external_id for job in jobs])
        before = stored([pk for pk, _title, _edited in rows.values()])
        for job in jobs:
            if job.external_id not in rows:
                continue  # deleted meanwhile
            pk, title, edited = rows[job.external_id]
            old, new = difference(before[pk], told(job, names), edited)
            self._differing += bool(new)
            if new and len(self._changes) < SHOWN:
                self._changes.append({"job": pk, "title": title, "before": old, "after": new})

    def _named(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """The first of these jobs, by external id."""
        rows = self._stored(list(islice(ids, SHOWN)))
        return [{"job": pk, "title": title} for pk, title, _edited in rows.values()]

    def _stored(self, ids: Sequence[str]) -> dict[str, tuple[int, str, list[str]]]:
        """Primary key, title and what an editor wrote, by external id, in the order of `ids`."""
        old = {one: (self._old or {}).get(one, one) for one in ids}
        jobs = Job.objects.filter(feed=self._feed.pk, external_id__in=list(old.values())).order_by()
        facts = ("external_id", "pk", "title", "edited")
        rows = {own: (pk, title, edited) for own, pk, title, edited in jobs.values_list(*facts)}
        return {one: rows[own] for one, own in old.items() if own in rows}
