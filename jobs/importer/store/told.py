"""What a feed says of the fields that an editor wrote: kept beside the job, in the feed's words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from jobs.importer.records import CleanJob
from jobs.importer.store.meanings import Meanings, stored
from jobs.importer.store.words import words_of
from jobs.models import FeedValue

UNIQUE = ("job", "field")
TOLD = ("value", "told_at", "differs", "is_news")
BATCH = 1_000


def note(
    jobs: Mapping[int, CleanJob], edited: Mapping[int, Collection[str]], now: datetime
) -> None:
    """Keeps what the feed says of the fields that an editor wrote, once the jobs are stored."""
    if not edited:
        return
    words = {pk: words_of(jobs[pk]) for pk in edited}
    old = {(one.job_id, one.field): one for one in FeedValue.objects.filter(job__in=edited)}
    fresh = [(field, words[pk][field]) for pk, fields in edited.items() for field in fields]
    means = Meanings([*fresh, *((one.field, one.value) for one in old.values())]).of
    held = stored(edited)
    rows = []
    for pk, fields in edited.items():
        for field in sorted(fields):
            told, was = words[pk][field], old.get((pk, field))
            meaning = means(field, told)
            row = FeedValue(job_id=pk, field=field, value=told, told_at=now)
            row.differs = meaning != held[pk](field)
            if was:
                changed = meaning != means(field, was.value)
                row.is_news = row.differs and (changed or was.is_news)
                row.told_at = now if changed else was.told_at
            rows.append(row)
    FeedValue.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=UNIQUE, update_fields=TOLD
    )


def meanings_changed(field: str) -> None:
    """Compares anew what feeds say of this field with what its jobs have: other spellings mean its
    terms now, or other jobs have them. In the transaction that did that.
    """
    values = FeedValue.objects.filter(field=field).order_by("pk")
    last = 0
    while some := list(values.filter(pk__gt=last)[:BATCH]):
        _compare(some)
        last = some[-1].pk


def _compare(values: Sequence[FeedValue]) -> None:
    means = Meanings((one.field, one.value) for one in values).of
    held = stored({one.job_id for one in values})
    turned = []
    for one in values:
        differs = means(one.field, one.value) != held[one.job_id](one.field)
        if differs != one.differs:
            one.differs = differs
            turned.append(one)
    FeedValue.objects.bulk_update(turned, ["differs"])
