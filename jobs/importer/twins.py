"""The same job of several feeds is shown once: one of them speaks, the others point to it.

No feed changes another feed's job: all that is ever written to one is `same_as`. Whoever changes
what twins depend on (employer, title, places, Apply address, expiry, closed, hidden, apart) does it
inside `settling`, and so in one transaction with the change: whatever kills the process, no group
is left without its speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet

from jobs.importer.twin_groups import Opening, speakers
from jobs.importer.twin_keys import Keys, keys
from jobs.models import Job, JobPlace
from jobs.search import index

BATCH = 500  # keys or rows a query
_TAKES_PART = Q(apart=False) & (
    Q(closed_at=None) | Q(closed_reason=Job.ClosedReason.EDITOR) | Q(hidden=True)
)
_ANY = Q()
_COLUMNS = ("role_key", "apply_key")  # of Job, in the order of Keys
_FACTS = (  # of Job, in the order of Opening
    "pk",
    "feed_id",
    *_COLUMNS,
    "title",
    "expires_on",
    "hidden",
    "closed_at",
    "first_seen_at",
)
_Mark = tuple[str, int]  # a column and a key


class _Row(NamedTuple):
    opening: Opening
    same_as: int | None
    takes_part: bool


@contextmanager
def settling(feed: int | None = None) -> Iterator[set[Keys]]:
    """A transaction that settles, before it ends, all keys that were put into the set it gives.

    Those are the keys of the jobs it changes: as they were and as they are now. `feed` says that
    only jobs of this feed (its primary key) change, so that a feed without twins pays one query.
    One such transaction at a time, over all processes: two feeds that bring one job at the same
    moment would otherwise not see each other. Enter it, or `lock`, before any job is written.
    """
    with transaction.atomic():
        lock()
        touched: set[Keys] = set()
        yield touched
        _settle(touched, feed)


@contextmanager
def deleting(jobs: QuerySet[Job]) -> Iterator[None]:
    """A transaction around the deletion of these jobs, which leave the search.

    The database itself takes the pointers to a deleted job from its twins.
    """
    with settling() as touched:
        touched |= keys_of(jobs)
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
            facts = ("pk", "employer_id", "title", "apply_url")
            places = places_of(ids)
            renewed = []
            for pk, employer, title, apply_url, *old in rows.values_list(*facts, *_COLUMNS):
                new = keys(employer, title, apply_url, places[pk])
                touched |= {Keys(*old), new}
                if new != Keys(*old):
                    renewed.append(Job(pk=pk, role_key=new.role, apply_key=new.apply))
            Job.objects.bulk_update(renewed, _COLUMNS, batch_size=BATCH)


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


def _settle(touched: Iterable[Keys], feed: int | None) -> None:
    """Decides anew who speaks, for everything that the touched keys lead to."""
    marks = _marks(touched)
    if feed is not None:  # a key that no other feed has joins nothing
        others = _having(marks, Q(feed__lt=feed) | Q(feed__gt=feed))
        marks = _marks(Keys(row.opening.role, row.opening.apply) for row in others)
    rows = _led_to(marks)
    shown = speakers(row.opening for row in rows.values() if row.takes_part)
    changed = [
        Job(pk=pk, same_as_id=shown.get(pk))
        for pk, row in sorted(rows.items())
        if row.same_as != shown.get(pk)
    ]
    Job.objects.bulk_update(changed, ["same_as"], batch_size=BATCH)
    index.refresh(job.pk for job in changed)


def _led_to(marks: set[_Mark]) -> dict[int, _Row]:
    """All jobs with one of the keys, with a key of one of these, and so on; by primary key.

    Also who takes no part, but still points to a job that does or did.
    """
    rows: dict[int, _Row] = {}
    asked: set[_Mark] = set()
    while marks:
        fresh = {row.opening.pk: row for row in _having(marks) if row.opening.pk not in rows}
        rows |= fresh
        asked |= marks
        marks = _marks(Keys(row.opening.role, row.opening.apply) for row in fresh.values()) - asked
    for ids in _batches(sorted(rows)):
        for row in _rows(Q(same_as__in=ids)):
            rows.setdefault(row.opening.pk, row._replace(takes_part=False))
    return rows


def _marks(several: Iterable[Keys]) -> set[_Mark]:
    pairs = ((column, key) for one in several for column, key in zip(_COLUMNS, one, strict=True))
    return {(column, key) for column, key in pairs if key is not None}


def _having(marks: set[_Mark], also: Q = _ANY) -> Iterator[_Row]:
    """What has one of these keys; what has two of them, perhaps twice."""
    for column in _COLUMNS:
        for batch in _batches(sorted(key for name, key in marks if name == column)):
            yield from _rows(Q(**{f"{column}__in": batch}) & also)


def _rows(which: Q) -> Iterator[_Row]:
    jobs = Job.objects.filter(which).filter(_TAKES_PART | Q(same_as__isnull=False)).order_by()
    facts = (*_FACTS, "same_as_id", "takes_part")
    for row in jobs.annotate(takes_part=_TAKES_PART).values_list(*facts):
        yield _Row(Opening(*row[: len(_FACTS)]), *row[len(_FACTS) :])


def _batches(values: Iterable[int]) -> Iterator[Sequence[int]]:
    rest = iter(values)
    while batch := list(islice(rest, BATCH)):
        yield batch
