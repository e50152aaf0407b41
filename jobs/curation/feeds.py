"""What an editor does to feeds: another address or other rules, pausing, resuming."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from jobs.curation import history
from jobs.importer.publishing import publishing
from jobs.importer.removals import NOT_MISSING
from jobs.models import BY_HAND, STANDARD_INPUT, Feed, Job

READ_BY = ("address", "dialect", "overrides")  # what a document means depends on these


def is_read(feed: Feed) -> bool:
    """Whether there is a document that can be fetched: neither what editors write nor a pipe."""
    return feed.address not in (BY_HAND, STANDARD_INPUT)


def write(feed: Feed, changed: Collection[str]) -> int:
    """Stores these fields of the feed, and what follows from them; an import may be writing others.

    Returns how many removals that waited are to be judged anew: jobs missing from another document,
    or by other rules, may be in the feed after all.
    """
    facts: dict[str, Any] = {}
    if "enabled" in changed and feed.enabled:
        facts |= {"gone_since": None}  # another week
    read_anew = not set(READ_BY).isdisjoint(changed)
    if read_anew:
        # What the old one vouched for, and what its server said of it.
        facts |= {"etag": "", "last_modified": "", "gone_since": None, "not_before": None}
    for name, fact in facts.items():
        setattr(feed, name, fact)
    with publishing():
        feed.save(update_fields=set(changed) | facts.keys())
        waiting = Job.objects.filter(feed=feed).waiting() if read_anew else Job.objects.none()
        return int(waiting.update(**NOT_MISSING))


def pause(feeds: QuerySet[Feed], *, user: int) -> int:
    """Cron leaves them alone from now on. Returns how many were not paused before."""
    return _switch(feeds.filter(enabled=True), user, enabled=False)


def resume(feeds: QuerySet[Feed], *, user: int) -> int:
    """Cron reads them again, those that were gone for another week. Returns how many."""
    return _switch(feeds.filter(enabled=False), user, enabled=True)


def _switch(feeds: QuerySet[Feed], user: int, *, enabled: bool) -> int:
    on, off = {"reading": "on"}, {"reading": "paused"}
    told = history.difference(off, on) if enabled else history.difference(on, off)
    with publishing():
        switched = list(feeds.exclude(address=BY_HAND).select_for_update())
        for feed in switched:
            feed.enabled = enabled
            write(feed, ["enabled"])
            history.note(user, [feed], told)
    return len(switched)
