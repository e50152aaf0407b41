"""What came of a logo, written: each employer in a transaction of its own."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from jobs.importer.fetching.small import SmallFile
from jobs.importer.logos.picture import Picture
from jobs.importer.publishing import publishing
from jobs.models import Employer, Logo, LogoCopy

FRESH = timedelta(days=30)  # a copy is asked for again then
LONGEST_PAUSE = 32  # days


def keep(pk: int, address: str, picture: Picture, file: SmallFile, *, now: datetime) -> str:
    """Gives the employer this logo. Returns its digest; empty when the address has changed."""
    digest = Logo.digest_of(picture.image)
    with publishing():
        if not _still(pk, address):
            return ""
        Logo.objects.get_or_create(digest=digest, defaults=picture._asdict())
        Employer.objects.filter(pk=pk).update(logo=digest)
        told = {"etag": file.etag, "last_modified": file.last_modified}
        _note(pk, address, now, made_at=now, failures=0, not_before=now + FRESH, **told)
    return digest


def confirm(pk: int, address: str, *, now: datetime) -> None:
    """The server says that the image has not changed."""
    with transaction.atomic():
        if _still(pk, address):
            _note(pk, address, now, made_at=now, failures=0, not_before=now + FRESH)


def note_problem(
    pk: int, address: str, problem: str, *, now: datetime, rest: float | None = None
) -> None:
    """Nothing came of it: an old copy stays. `rest`: seconds the server asked to be left alone."""
    with transaction.atomic():
        if not _still(pk, address):
            return
        before = LogoCopy.objects.filter(pk=pk, address=address).first()
        failures = before.failures + 1 if before else 1
        validators = {} if before else {"etag": "", "last_modified": ""}  # of another address
        pause = timedelta(days=min(2 ** min(failures - 1, 10), LONGEST_PAUSE))
        _note(
            pk,
            address,
            now,
            failures=failures,
            not_before=now + pause,
            problem=problem[:500],
            host_rests_until=now + timedelta(seconds=rest) if rest else None,
            **validators,
        )


def drop(pk: int) -> bool:
    """Forgets the logo of an employer that has no address of one. False when it has one by now."""
    with publishing():
        if not _still(pk, ""):
            return False
        Employer.objects.filter(pk=pk).update(logo=None)
        LogoCopy.objects.filter(pk=pk).delete()
    return True


def sweep() -> int:
    """Deletes the images that no employer has. Returns how many."""
    unused = Logo.objects.filter(employers=None)
    if not unused.exists():
        return 0
    with publishing():  # so that no employer is given one of them meanwhile
        return int(unused.delete()[0])


def _still(pk: int, address: str) -> bool:
    """Whether this is the employer's address; an editor or an import then waits for us."""
    rows = Employer.objects.select_for_update().filter(pk=pk, logo_url=address)
    return rows.order_by().values_list("pk", flat=True).first() is not None


def _note(pk: int, address: str, now: datetime, **facts: object) -> None:
    usual = {"address": address, "tried_at": now, "problem": "", "host_rests_until": None}
    LogoCopy.objects.update_or_create(pk=pk, defaults=usual | facts)
