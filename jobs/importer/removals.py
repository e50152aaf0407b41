"""Closes, holds and reopens a feed's jobs: what follows from who is in a document and who is not.

Everything here belongs into the last transaction of a run. Ids come in batches, so that a feed of
any size costs little memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce

from jobs.importer import twins
from jobs.importer.decide import AGREEING_RUNS, AGREEING_TIME
from jobs.importer.worktable import BATCH
from jobs.models import Feed, Job, JobQuerySet
from jobs.search import index

Batches = Iterable[list[str]]  # of external ids
Tell = Callable[[list[int]], object]  # takes the primary keys of a batch, in its transaction
OPEN_AGAIN = {"closed_at": None, "closed_reason": ""}
NOT_MISSING = {"missing_since": None, "missing_runs": 0}
IN_FEED = NOT_MISSING | {"confirmed_at": None}


def silent(_jobs: list[int]) -> None:
    return


def reopen(feed: Feed, batches: Batches, *, now: datetime, tell: Tell = silent) -> None:
    """Brings jobs back that are in their feed again, with their old ids and addresses."""
    for ids in batches:
        closed = Job.objects.filter(feed=feed, external_id__in=ids).exclude(
            closed_reason=Job.ClosedReason.EDITOR  # perhaps only since the run began
        )
        with twins.settling(feed.pk) as touched:
            touched.keys.update(twins.keys_of(closed))
            back = _locked(closed)
            Job.objects.filter(pk__in=back).update(**OPEN_AGAIN, **IN_FEED, changed_at=now)
            tell(back)
            index.refresh(back)


def found(feed: Feed, batches: Batches) -> None:
    """Jobs that were missing, or that an editor opened, are in their feed again."""
    for ids in batches:
        Job.objects.filter(feed=feed, external_id__in=ids).update(**IN_FEED)


def close(feed: Feed, batches: Batches, *, now: datetime, tell: Tell = silent) -> int:
    """Takes vanished jobs off the board; their pages say so for a while. Returns how many."""
    change = {"closed_at": now, "closed_reason": Job.ClosedReason.VANISHED} | NOT_MISSING
    change["confirmed_at"] = Job.objects.last_had()
    number = 0
    for ids in batches:
        missing = Job.objects.filter(feed=feed, external_id__in=ids, closed_at=None)
        with twins.settling(feed.pk) as touched:
            touched.keys.update(twins.keys_of(missing))
            gone = _locked(missing)
            number += Job.objects.filter(pk__in=gone).update(**change)
            tell(gone)
            index.refresh(gone)
    return number


def hold(
    feed: Feed, batches: Batches, *, now: datetime, complete: bool, tell: Tell = silent
) -> int:
    """Notes that these jobs are missing, and closes those that time has confirmed, and tells them.

    A job closes when it was missing in AGREEING_RUNS complete documents in a row, the first of them
    AGREEING_TIME ago. A document that is not `complete` confirms nothing. Returns how many closed.
    """
    # What a mended document left out counts from the first complete one that leaves it out too.
    first_of_all = Coalesce("missing_since", now)
    first_complete = Case(When(missing_runs=0, then=Value(now)), default=first_of_all)
    for ids in batches:
        Job.objects.filter(feed=feed, external_id__in=ids, closed_at=None).update(
            confirmed_at=Job.objects.last_had(),
            missing_since=first_complete if complete else first_of_all,
            missing_runs=F("missing_runs") + (1 if complete else 0),
        )
    if not complete:
        return 0
    confirmed = Job.objects.filter(feed=feed).waiting()
    confirmed = confirmed.filter(
        missing_runs__gte=AGREEING_RUNS, missing_since__lte=now - AGREEING_TIME
    )
    return close(feed, _ids(confirmed), now=now, tell=tell)


def approve(feed: Feed, *, now: datetime) -> int:
    """Closes every job whose removal is held, as a person decided. Returns how many."""
    return close(feed, _ids(Job.objects.filter(feed=feed).waiting()), now=now)


def keep(feed: Feed) -> int:
    """Takes the jobs whose removal is held for what they are, open; they are missing anew from the
    next run that lacks them. Returns how many.
    """
    waiting = Job.objects.filter(feed=feed).waiting()
    return int(waiting.update(**NOT_MISSING))


def _locked(jobs: JobQuerySet) -> list[int]:
    return list(jobs.order_by("pk").select_for_update().values_list("pk", flat=True))


def _ids(jobs: JobQuerySet) -> Batches:
    ids = list(jobs.order_by("pk").values_list("external_id", flat=True))
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
