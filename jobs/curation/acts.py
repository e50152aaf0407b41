"""What an editor does to jobs, one or ten thousand: each act whole or not at all.

Every job that changes has a line in its history. `user` is the primary key of the editor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, DateTimeField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from jobs.curation import history, locks
from jobs.importer import twins
from jobs.importer.twin_rows import batches
from jobs.models import Block, BoardDay, Job, blocked
from jobs.search import index

Jobs = QuerySet[Any]
_TELLING = ("title", "hidden", "closed_reason", "featured_until")
_BY_EDITOR = Job.ClosedReason.EDITOR

# Of some jobs those that an act changes; `feature` depends on the day as well.
CONCERNED: Mapping[str, Callable[[Jobs], Jobs]] = {
    "hide": lambda jobs: jobs.filter(hidden=False),
    "show": lambda jobs: jobs.filter(hidden=True).exclude(blocked()),
    "close": lambda jobs: jobs.exclude(closed_reason=_BY_EDITOR),
    "reopen": lambda jobs: jobs.exclude(closed_at=None),
    "follow": lambda jobs: jobs.exclude(edited=[]),
    "feature": lambda jobs: jobs,
    "block": lambda jobs: jobs.exclude(blocked(by_address=False)),
}


def count(jobs: Jobs) -> int:
    """How many jobs these are, whatever was joined to find them."""
    return int(jobs.order_by().values("pk").distinct().count())


def hide(jobs: Jobs, *, user: int) -> int:
    """Keeps jobs from the public; returns how many were not yet."""
    return _change(CONCERNED["hide"](jobs), user, {"hidden": True})


def show(jobs: Jobs, *, user: int) -> int:
    """Lets the public see hidden jobs again, but for those that are blocked."""
    facts = {"hidden": False, "changed_at": timezone.now()}
    return _change(CONCERNED["show"](jobs), user, facts)


def close(jobs: Jobs, *, user: int) -> int:
    """Also what its feed has closed: only then does it stay closed if it comes back."""
    now = Coalesce("closed_at", Value(timezone.now()), output_field=DateTimeField())
    facts = {"closed_at": now, "closed_reason": _BY_EDITOR, "confirmed_at": Job.objects.last_had()}
    return _change(CONCERNED["close"](jobs), user, facts)


def reopen(jobs: Jobs, *, user: int) -> int:
    facts = {"closed_at": None, "closed_reason": "", "changed_at": timezone.now()}
    return _change(CONCERNED["reopen"](jobs), user, facts)


def feature(jobs: Jobs, until: date | None, *, user: int) -> int:
    """Puts jobs in front of lists until this day (UTC), included; None ends that."""
    others = jobs.exclude(featured_until=until)
    return _change(others, user, {"featured_until": until})


def follow(jobs: Jobs, *, user: int) -> int:
    """Gives all fields that were edited by hand back to their feeds."""
    return locks.release(jobs, user=user)


def block(jobs: Jobs, reason: str, *, user: int) -> int:
    """Hides jobs for ever: no import brings them back under their id, or their Apply address.

    Returns how many were not blocked yet.
    """
    with transaction.atomic():
        twins.lock()
        ids = _ids(CONCERNED["block"](jobs))
        hidden: set[int] = set()
        for batch in batches(ids):
            rows = Job.objects.filter(pk__in=batch)
            addresses = _own_addresses(rows)
            Block.objects.bulk_create(
                Block(
                    feed_id=job.feed_id,
                    external_id=job.external_id,
                    apply_key=job.apply_key if job.apply_key in addresses else None,
                    title=job.title,
                    employer=job.employer.name,
                    reason=reason,
                    user=user,
                )
                for job in rows.select_related("employer").defer("description")
            )
            told = f"Blocked for ever: {reason}" if reason else "Blocked for ever"
            history.note(user, rows.only("title"), told)
            alike = Job.objects.filter(apply_key__in=addresses)
            hidden.update(_ids(CONCERNED["hide"](rows)), _ids(CONCERNED["hide"](alike)))
        _write(sorted(hidden), user, {"hidden": True})
    return len(ids)


def unblock(blocks: QuerySet[Block], *, user: int) -> int:
    """Lets jobs come back. Those that are stored stay hidden until they are shown."""
    with transaction.atomic():
        twins.lock()
        named = Block.objects.filter(pk__in=list(blocks.values_list("pk", flat=True)))
        same = named.filter(feed=OuterRef("feed"), external_id=OuterRef("external_id"))
        history.note(user, Job.objects.filter(Exists(same)).only("title"), "No longer blocked")
        return named.delete()[0]


def _own_addresses(jobs: Jobs) -> set[int]:
    """The Apply keys of these that are each of one job.

    Where a feed has jobs of several titles under one address, that is a form for all of them: who
    blocks one does not mean the others.
    """
    keys = set(jobs.exclude(apply_key=None).order_by().values_list("apply_key", flat=True))
    by_feed = Job.objects.filter(apply_key__in=keys).order_by().values("feed", "apply_key")
    several = by_feed.annotate(titles=Count("title", distinct=True)).filter(titles__gt=1)
    return keys - set(several.values_list("apply_key", flat=True))


def _change(jobs: Jobs, user: int, facts: Mapping[str, Any]) -> int:
    """Writes the same facts to all of these; returns how many they were."""
    with transaction.atomic():
        twins.lock()
        ids = _ids(jobs)
        _write(ids, user, facts)
    return len(ids)


def _write(ids: Sequence[int], user: int, facts: Mapping[str, Any]) -> None:
    """The same for jobs that are known, in the caller's transaction, which holds the lock."""
    with twins.settling() as touched:
        for batch in batches(ids):
            rows = Job.objects.filter(pk__in=batch)
            touched.keys.update(twins.keys_of(rows))
            history.note_each(user, {job: _difference(job, facts) for job in rows.only(*_TELLING)})
            rows.update(**facts)
        index.refresh(ids)
    BoardDay.note()


def _ids(jobs: Jobs) -> list[int]:
    """Fixed before anything is written: what was asked for may not hold of a job afterwards."""
    return list(jobs.order_by("pk").values_list("pk", flat=True).distinct())


def _difference(job: Job, facts: Mapping[str, Any]) -> str:
    """What these facts change in a job that does not have them yet, in the words of its history."""
    before = _told(job, facts)
    for name in facts.keys() & _TELLING:
        setattr(job, name, facts[name])
    return history.difference(before, _told(job, facts))


def _told(job: Job, facts: Mapping[str, Any]) -> dict[str, object]:
    """These facts of a job in the words of its history."""
    words: dict[str, Callable[[], object]] = {
        "hidden": lambda: "yes" if job.hidden else "no",
        "closed_reason": job.get_closed_reason_display,
        "featured_until": lambda: job.featured_until,
    }
    names = {"closed_reason": "closed"}
    return {
        names.get(name, name.replace("_", " ")): word()
        for name, word in words.items()
        if name in facts
    }
