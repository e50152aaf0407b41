"""What search engines do not know yet: jobs that opened, really changed or closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from jobs.models import Announced

ROWS = 500  # read or written at once


class News(NamedTuple):
    """Of one job, by its primary key."""

    job: int
    kind: str  # opened, changed or closed
    addresses: tuple[str, ...]  # absolute; two of a job that moved, the new one first
    changed_at: datetime | None = None  # the job's own; None when it closed


def counted() -> dict[str, int]:
    """Of how many jobs there is news, by kind."""
    untold, known = Announced.objects.untold(), Announced.objects.here()
    changed = untold.filter(pk__in=known.values("job")).count()
    opened = untold.count() - changed
    return {"opened": opened, "changed": changed, "closed": known.over().count()}


def news(most: int) -> list[News]:
    """Of at most so many jobs: those that closed, then the others, the newest change first."""
    closed = Announced.objects.here().over().order_by("pk").values_list("job", "address")
    found = [News(job, "closed", (address,)) for job, address in closed[:most]]
    newest = Announced.objects.untold().order_by("-changed_at", "-pk")
    jobs = list(newest.only("title", "changed_at")[: most - len(found)])
    known = _addresses([job.pk for job in jobs])
    for job in jobs:
        address, before = settings.SITE_URL + job.get_absolute_url(), known.get(job.pk, "")
        both = (address, before) if before and before != address else (address,)
        found.append(News(job.pk, "changed" if before else "opened", both, job.changed_at))
    return found


def remember(told: Sequence[News]) -> None:
    """Notes that these were told. Closed jobs are forgotten: should one come back, it is news."""
    rows = [
        Announced(job=one.job, address=one.addresses[0], changed_at=one.changed_at)
        for one in told
        if one.changed_at
    ]
    with transaction.atomic():
        Announced.objects.bulk_create(
            rows,
            batch_size=ROWS,
            update_conflicts=True,
            unique_fields=["job"],
            update_fields=["address", "changed_at"],
        )
        for some in _batches([one.job for one in told if not one.changed_at]):
            Announced.objects.filter(pk__in=some).delete()


def _addresses(jobs: Sequence[int]) -> dict[int, str]:
    """At which address each of these jobs was told of last, where that is one of today's board."""
    found: dict[int, str] = {}
    for some in _batches(jobs):
        found |= dict(Announced.objects.here().filter(pk__in=some).values_list("job", "address"))
    return found


def _batches(jobs: Sequence[int]) -> list[Sequence[int]]:
    return [jobs[start : start + ROWS] for start in range(0, len(jobs), ROWS)]
