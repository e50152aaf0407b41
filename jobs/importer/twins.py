"""The same job is shown once, however often it is there: one speaks, the others point to it.

No feed changes another feed's job: all that is ever written to one is `same_as`. Whoever changes
what twins depend on (the facts of `Opening`, and `apart`) does it inside `settling`, and so in one
transaction with the change: whatever kills the process, no group is left without its speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet

from jobs.importer.twin_groups import speakers
from jobs.importer.twin_keys import Keys, keys
from jobs.importer.twin_repeats import Opening
from jobs.models import Job, JobPlace
from jobs.search import index

BATCH = 500  # keys or rows a query
_TAKES_PART = Q(apart=False) & (
    Q(closed_at=None) | Q(closed_reason=Job.ClosedReason.EDITOR) | Q(hidden=True)
)
_LEADS = ("role_key", "apply_key")  # of Job: who has one in common may be the same job
_COLUMNS = (*_LEADS, "text_key")  # in the order of Keys
_ASIDE = {"feed": "feed_id", "role": "role_key", "apply": "apply_key", "text": "text_key"}
_FACTS = tuple(_ASIDE.get(name, name) for name in Opening._fields)  # of Job
_Mark = tuple[str, int]  # a column and a key


class _Row(NamedTuple):
    opening: Opening
    same_as: int | None
    takes_part: bool


@dataclass(frozen=True, slots=True)
class Touched:
    """The jobs that a transaction changes, by their keys."""

    keys: set[Keys] = field(default_factory=set)  # as they are now
    left: set[Keys] = field(default_factory=set)  # as they were, where they led elsewhere
    moved: set[int] = field(default_factory=set)  # primary keys of the jobs that had those

    def renewed(self, job: int, old: Keys, new: Keys) -> None:
        """Notes a stored job whose keys were made anew."""
        self.keys.add(new)
        if old.leads != new.leads:
            self.left.add(old)
            self.moved.add(job)


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
            for ids in _batches(gone)
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
        for ids in _batches(jobs):
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
    marks = _marks(touched.keys)
    if feed is not None:
        marks = _shared(marks)
    rows = _led_to(marks | _marks(touched.left), touched.moved)
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


def _shared(marks: set[_Mark]) -> set[_Mark]:
    """Those that several jobs have: what one job has alone joins nothing."""
    return {
        (column, key)
        for column, batch in _by_column(marks)
        for key in Job.objects.order_by()
        .filter(**{f"{column}__in": batch})
        .values(column)
        .annotate(jobs=Count("pk"))
        .filter(jobs__gt=1)
        .values_list(column, flat=True)
    }


def _led_to(marks: set[_Mark], jobs: Collection[int]) -> dict[int, _Row]:
    """These jobs and all with one of the keys, with a key of one of these, and so on; by pk.

    Also who takes no part, but still points to a job that does or did.
    """
    rows = {row.opening.pk: row for ids in _batches(sorted(jobs)) for row in _rows(Q(pk__in=ids))}
    marks = marks | _marks_of(rows)
    asked: set[_Mark] = set()
    while marks:
        fresh = {row.opening.pk: row for row in _having(marks) if row.opening.pk not in rows}
        rows |= fresh
        asked |= marks
        marks = _marks_of(fresh) - asked
    for ids in _batches(sorted(rows)):
        for row in _rows(Q(same_as__in=ids)):
            rows.setdefault(row.opening.pk, row._replace(takes_part=False))
    return rows


def _marks(several: Iterable[Keys]) -> set[_Mark]:
    pairs = (
        (column, key) for one in several for column, key in zip(_LEADS, one.leads, strict=True)
    )
    return {(column, key) for column, key in pairs if key is not None}


def _marks_of(rows: Mapping[int, _Row]) -> set[_Mark]:
    openings = (row.opening for row in rows.values())
    return _marks(Keys(one.role, one.apply, one.text) for one in openings)


def _having(marks: set[_Mark]) -> Iterator[_Row]:
    """What has one of these keys; what has two of them, perhaps twice."""
    for column, batch in _by_column(marks):
        yield from _rows(Q(**{f"{column}__in": batch}))


def _by_column(marks: set[_Mark]) -> Iterator[tuple[str, Sequence[int]]]:
    for column in _LEADS:
        for batch in _batches(sorted(key for name, key in marks if name == column)):
            yield column, batch


def _rows(which: Q) -> Iterator[_Row]:
    jobs = Job.objects.filter(which).filter(_TAKES_PART | Q(same_as__isnull=False)).order_by()
    facts = (*_FACTS, "same_as_id", "takes_part")
    for row in jobs.annotate(takes_part=_TAKES_PART).values_list(*facts):
        yield _Row(Opening(*row[: len(_FACTS)]), *row[len(_FACTS) :])


def _batches(values: Iterable[int]) -> Iterator[Sequence[int]]:
    rest = iter(values)
    while batch := list(islice(rest, BATCH)):
        yield batch
