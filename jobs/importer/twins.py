"""The same job is shown once, however often it is there: one speaks, the others point to it.

No feed changes another feed's job: all that is ever written to one is `same_as`. Whoever changes
what twins depend on (the facts of `Opening`, and `apart`) does it inside `settling`, and so in one
transaction with the change: whatever kills the process, no group is left without its speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import QuerySet

from jobs.importer.twin_groups import speakers
from jobs.importer.twin_keys import Keys, keys
from jobs.importer.twin_reach import Touched, led_to
from jobs.importer.twin_rows import batches
from jobs.models import Job, JobPlace
from jobs.search import index

_COLUMNS = ("role_key", "apply_key", "text_key")  # of Job, in the order of Keys


@contextmanager
def settling(feed: int | None = None) -> Iterator[Touched]:
    """A transaction that settles, before it ends, all jobs that were noted in what it gives.

    `feed` says that only jobs of this feed (its primary key) change, and none is deleted: jobs
    whose keys nobody else has then cost two queries in all. One such transaction at a time, over
    all processes: two feeds that bring one job at the same moment would otherwise not see each
    other. Enter it, or `lock`, before any job is written.
    """
    with transaction.atomic():
        lock()
        touched = Touched()
        yield touched
        _settle(touched, feed)


@contextmanager
def deleting(jobs: QuerySet[Job]) -> Iterator[None]:
    """A transaction around the deletion of these jobs, which leave the search.

    The database itself takes the pointers to a deleted job from its twins.
    """
    with settling() as touched:
        touched.left.update(keys_of(jobs))
        gone = list(jobs.order_by("pk").values_list("pk", flat=True))
        pointing = [
            job
            for ids in batches(gone)
            for job in Job.objects.filter(same_as__in=ids).values_list("pk", flat=True)
        ]
        index.remove(gone)
        yield
        index.refresh(pointing)


def lock() -> None:
    """Waits for its turn to settle, and has it until the transaction ends.

    For a transaction that writes jobs before it comes to `settling` or `renew`: whoever settles may
    write jobs of every feed, and two that wait for each other's jobs would wait for ever.
    """
    # What they queue for is a row that nobody else ever writes; no_key: it can still be pointed to.
    # SQLite has one writer at a time anyway.
    rows = ContentType.objects.select_for_update(no_key=True).values_list("pk")
    rows.get(app_label=Job._meta.app_label, model=Job._meta.model_name)


def renew(jobs: Iterable[int]) -> None:
    """Makes the keys of stored jobs anew, after an edit or a merge of terms, and settles them."""
    with settling() as touched:
        for ids in batches(jobs):
            rows = Job.objects.filter(pk__in=ids).order_by()
            facts = ("pk", "employer_id", "title", "apply_url", "description")
            places = places_of(ids)
            renewed = []
            for pk, employer, title, address, text, *old in rows.values_list(*facts, *_COLUMNS):
                new = keys(employer, title, address, places[pk], text)
                touched.renewed(pk, Keys(*old), new)
                if new != Keys(*old):
                    renewed.append((*new, pk))
            _write(_COLUMNS, renewed)


def keys_of(jobs: QuerySet[Job]) -> set[Keys]:
    """The stored keys of these jobs, for those who close, reopen or delete them."""
    rows = jobs.order_by().prefetch_related(None).values_list(*_COLUMNS)
    return {Keys(*row) for row in rows.iterator()}


def places_of(jobs: Collection[int]) -> dict[int, list[int]]:
    """The stored places of each of these jobs, as primary keys."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    links = JobPlace.objects.filter(job__in=jobs).order_by()
    for job, place in links.values_list("job_id", "place_id"):
        places[job].append(place)
    return places


def _settle(touched: Touched, feed: int | None) -> None:
    """Decides anew who speaks, for everything that the touched keys lead to."""
    rows = led_to(touched, feed)
    shown = speakers(row.opening for row in rows.values() if row.takes_part)
    changed = [pk for pk, row in sorted(rows.items()) if row.same_as != shown.get(pk)]
    _write(("same_as_id",), [(shown.get(pk), pk) for pk in changed])
    index.refresh(changed)


def _write(columns: Sequence[str], rows: Sequence[Sequence[int | None]]) -> None:
    """Writes columns of jobs: in each row the values, then the primary key.

    Several times as fast as `bulk_update`, which makes one expression of all rows.
    """
    if not rows:
        return
    quote = connection.ops.quote_name
    values = ", ".join(f"{quote(column)} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quote(Job._meta.db_table)} SET {values} WHERE id = %s",  # noqa: S608
            rows,
        )
