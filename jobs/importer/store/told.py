"""What a feed says of the fields that an editor wrote: kept beside the job, in the feed's words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from jobs.importer.records import CleanJob
from jobs.importer.store.meanings import Meanings, stored
from jobs.importer.store.words import words_of
from jobs.models import FeedValue

UNIQUE = ("job", "field")
TOLD = ("value", "told_at", "differs", "is_news")


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
