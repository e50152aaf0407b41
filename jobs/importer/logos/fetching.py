"""One run: who is due, asked in turn, and what came of each. It can be killed at any moment; the
next run goes on.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import DatabaseError
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from jobs.importer.disk import is_disk
from jobs.importer.fetching.retry import Passing
from jobs.importer.fetching.small import small_file
from jobs.importer.logos import keeping
from jobs.importer.logos.decoder import decoded
from jobs.importer.logos.picture import LARGEST, Refused
from jobs.importer.logos.turns import Turns
from jobs.importer.records import FeedProblem, Rejected, Unreachable
from jobs.importer.sources import limits
from jobs.lib.employers import domain_of
from jobs.lib.urls import host_of
from jobs.models import Employer, Job, LogoCopy

log = logging.getLogger("jobs.logos")

SECONDS = 10.0  # for one logo
PAUSE = 1.0  # seconds between two requests to one host
ACCEPT = "image/webp, image/png, image/jpeg, image/gif, image/x-icon;q=0.5"


@dataclass(frozen=True, slots=True)
class Wish:
    """Which logos, and for how long."""

    employers: Sequence[str] = ()  # slugs; none: all
    limit: int | None = None  # at most so many are asked for
    again: bool = False  # whether it is time to or not, and whatever the server has said before
    seconds: float = 300.0
    pause: float = PAUSE


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one employer's logo."""

    employer: str  # slug
    status: str  # copied, unchanged, refused, failed, bug, dropped, or skipped
    address: str = ""
    logo: str = ""  # digest
    message: str = ""


def fetch_logos(wish: Wish) -> Iterator[Told]:
    """Asks for the logos that are due, those of employers with live jobs first.

    Raises what the database and the disk raise; whatever is wrong with one logo is told.
    """
    until = time.monotonic() + wish.seconds
    chosen = Employer.objects.all()
    if wish.employers:
        chosen = chosen.filter(slug__in=wish.employers)
    for pk, slug in list(chosen.logo_dropped().order_by("pk").values_list("pk", "slug")):
        if keeping.drop(pk):
            yield Told(slug, "dropped")
    now = timezone.now()
    due = chosen.exclude(logo_url="") if wish.again else chosen.logo_due(now)
    turns = Turns(_queue(due, now)[: wish.limit], pause=wish.pause, until=until)
    for pk in turns:
        employer = Employer.objects.select_related("logo_copy").filter(pk=pk).first()
        if employer is not None and employer.logo_url:
            yield _asked(employer, turns, again=wish.again)
    keeping.sweep()


def waiting() -> int:
    """How many employers' logos are due."""
    return int(Employer.objects.logo_due(timezone.now()).count())


def _queue(due: Any, now: datetime) -> list[tuple[str, int]]:
    """Host and primary key of each, without the hosts that asked to be left alone."""
    asked = LogoCopy.objects.filter(host_rests_until__gt=now).values_list("address", flat=True)
    resting = {_host(address) for address in asked}
    live = Exists(Job.objects.live().filter(employer=OuterRef("pk")).order_by())
    longest = F("logo_copy__tried_at").asc(nulls_first=True)
    rows = due.annotate(live=live).order_by("-live", longest, "pk")
    hosts = ((_host(address), pk) for pk, address in rows.values_list("pk", "logo_url"))
    return [(host, pk) for host, pk in hosts if host not in resting]


def _asked(employer: Employer, turns: Turns[int], *, again: bool) -> Told:
    """A fault of ours costs one logo, and not those that wait behind it in every run."""
    try:
        return _fetched(employer, turns, again=again)
    except Exception as error:
        if isinstance(error, DatabaseError) or is_disk(error):
            raise
        log.exception("employer=%s", employer.slug)
        reason = f"the board failed on this logo, please report it: {error}"
        keeping.note_problem(employer.pk, employer.logo_url, reason, now=timezone.now())
        return Told(employer.slug, "bug", employer.logo_url, employer.logo_id or "", reason)


def _fetched(employer: Employer, turns: Turns[int], *, again: bool) -> Told:
    address, slug, pk = employer.logo_url, employer.slug, employer.pk
    taken = replace(limits(), raw=LARGEST, seconds=SECONDS)
    asked = {} if again else _validators(employer)
    try:
        file = small_file(address, taken, accept=ACCEPT, validators=asked)
        if file is None:
            keeping.confirm(pk, address, now=timezone.now())
            return Told(slug, "unchanged", address, employer.logo_id or "")
        picture = decoded(file.data)
    except (FeedProblem, Refused) as problem:
        rest = problem.retry_after if isinstance(problem, Unreachable) else None
        if _is_the_host(problem):
            turns.leave_alone(_host(address))
        keeping.note_problem(pk, address, str(problem), now=timezone.now(), rest=rest)
        status = "refused" if isinstance(problem, Refused | Rejected) else "failed"
        return Told(slug, status, address, employer.logo_id or "", str(problem))
    digest = keeping.keep(pk, address, picture, file, now=timezone.now())
    if not digest:
        return Told(slug, "skipped", address, message="the address was changed meanwhile")
    return Told(slug, "unchanged" if digest == employer.logo_id else "copied", address, digest)


def _is_the_host(problem: Exception) -> bool:
    """Whether asking it for the next logo would go the same way: it is busy, or did not answer."""
    unanswered = isinstance(problem, Unreachable) and problem.__cause__ is not None
    return unanswered or isinstance(problem, Passing)


def _validators(employer: Employer) -> dict[str, str]:
    """What the server has said of the copy that the employer has, of this address."""
    copy = getattr(employer, "logo_copy", None)
    if copy is None or not employer.logo_id or copy.address != employer.logo_url:
        return {}
    known = {"If-None-Match": copy.etag, "If-Modified-Since": copy.last_modified}
    return {name: value for name, value in known.items() if value}


def _host(address: str) -> str:
    """Whose server it is: the registered domain, for names below one cost its owner nothing.

    The host itself where many have their pages, and where nobody can tell; never user or port.
    """
    return domain_of(address) or host_of(address)
