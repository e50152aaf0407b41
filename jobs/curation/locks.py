"""Fields that an editor wrote: no import changes them, until they are given back to the feed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from jobs.curation import history
from jobs.curation.by_hand import is_by_hand
from jobs.importer import twins
from jobs.importer.store.meanings import LINKS, Meanings, attribute, stored
from jobs.importer.store.words import in_words
from jobs.importer.twin_rows import batches
from jobs.lib.html import to_text
from jobs.models import BoardDay, FeedValue, Job
from jobs.models.job import PAY
from jobs.search import index

Words = Mapping[str, Any]  # of a job, by field, as FeedValue has them


def words_of(job: Job) -> dict[str, Any]:
    """What is stored of a job now."""
    return in_words([job.pk])[job.pk]


def keep(job: Job, fields: Collection[str], was: Words, since: datetime) -> None:
    """Locks what an editor has just changed in a stored job, and notes what its feed said of it.

    `was` are its words before the edit, `since` is when they last changed. What is stored while the
    feed is still to tell something (no content hash) is not known to be the feed's.
    """
    if is_by_hand(job):
        return
    free = {name for name in was if name not in job.edited}
    job.keep(fields)
    job.save(update_fields=["edited"])
    if job.content_hash:
        FeedValue.objects.bulk_create(
            FeedValue(job=job, field=name, value=was[name], told_at=since)
            for name in sorted(free.intersection(job.edited))
        )
    _look_again(job)


def release(jobs: QuerySet[Any], *, user: int, fields: Collection[str] | None = None) -> int:
    """Gives fields back to the feed, all without `fields`: the jobs have at once what their feed
    last said, and follow it from now on. Where that is not known yet the next import tells it.

    Returns how many jobs had any.
    """
    with transaction.atomic():
        twins.lock()
        locked = jobs.exclude(edited=[]).order_by("pk").values_list("pk", "edited").distinct()
        free = {pk: _whole(edited, fields) for pk, edited in locked}
        ids = [pk for pk, names in free.items() if names]
        for batch in batches(ids):
            _release({pk: free[pk] for pk in batch}, user)
        index.put(ids)
        twins.renew(ids)
        BoardDay.note()
    return len(ids)


def readable(field: str, words: Any) -> str:
    """The words of a feed in one line for an editor; empty where it says nothing."""
    if field == "places":
        return "; ".join(place["text"] for place in words)
    if field == "skills":
        return ", ".join(words)
    return to_text(words) if field == "description" else str(words)


def _whole(edited: Collection[str], fields: Collection[str] | None) -> frozenset[str]:
    """Of what is locked what shall be given back; pay is one fact."""
    wanted = set(edited if fields is None else fields)
    if wanted & PAY:
        wanted |= PAY
    return frozenset(wanted.intersection(edited))


def _release(free: Mapping[int, Collection[str]], user: int) -> None:
    told: dict[int, dict[str, Any]] = {pk: {} for pk in free}
    for one in FeedValue.objects.filter(job__in=free):
        if one.field in free[one.job_id]:
            told[one.job_id][one.field] = one.value
    means = Meanings([pair for words in told.values() for pair in words.items()], create=True).of
    before = in_words(free)
    jobs = list(Job.objects.filter(pk__in=free))
    lacking = []
    for job in jobs:
        meant = {field: means(field, words) for field, words in told[job.pk].items()}
        if _give_back(job, free[job.pk], meant):
            lacking.append(job.pk)
        FeedValue.objects.filter(job=job, field__in=free[job.pk]).delete()
    Job.objects.filter(pk__in=lacking).tell_anew()
    after = in_words(free)
    history.note_each(
        user, {job: _told(free[job.pk], before[job.pk], after[job.pk]) for job in jobs}
    )


def _give_back(job: Job, free: Collection[str], meant: Mapping[str, Any]) -> bool:
    """Returns whether something is lacking that its feed is still to tell."""
    lacking = {
        name for name in free if name not in meant or (name == "employer" and not meant[name])
    }
    if lacking & PAY:
        lacking |= PAY.intersection(free)
    for name in meant.keys() - lacking:
        if name in LINKS:
            through, target = LINKS[name]
            links = through._default_manager
            links.filter(job=job).delete()
            links.bulk_create(
                through(**{"job": job, target: pk, "position": position})
                for position, pk in enumerate(meant[name])
            )
        else:
            setattr(job, attribute(name), meant[name])
    job.edited = [name for name in job.edited if name not in free]
    job.changed_at = timezone.now()
    columns = [name for name in meant.keys() - lacking if name not in LINKS]
    job.save(update_fields=[*columns, "edited", "changed_at"])
    return bool(lacking)


def _told(free: Collection[str], before: Words, after: Words) -> str:
    def lines(words: Words) -> dict[str, str]:
        return {name.replace("_", " "): readable(name, words[name]) for name in sorted(free)}

    names = ", ".join(lines(before))
    changed = history.difference(lines(before), lines(after))
    return f"Given back to its feed: {names}. {changed}".strip()


def _look_again(job: Job) -> None:
    """The editor has seen what the feed says."""
    values = list(FeedValue.objects.filter(job=job))
    means = Meanings((one.field, one.value) for one in values).of
    held = stored([job.pk])[job.pk]
    for one in values:
        one.differs, one.is_news = means(one.field, one.value) != held(one.field), False
    FeedValue.objects.bulk_update(values, ["differs", "is_news"])
