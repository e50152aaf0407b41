"""Writes the narrow rows from which every process fills its memory of the board.

Whoever writes rows has locked the state first, so a higher version was committed later: a process
that knows all rows up to a version never finds an older one that it missed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from jobs.lib.money.periods import Period
from jobs.lib.words import bare_words, spoken
from jobs.models import Job, JobPlace, JobSkill, SearchRow, SearchState
from jobs.search.backends import backend
from jobs.search.packing import ARRANGEMENTS, LAYOUT, NEVER, UNKNOWN, RowFacts, pack

BATCH = 500
RULES = 2  # raised when stored words would be made differently; of rows, `packing.LAYOUT`
on_write: list[Callable[[], None]] = []  # told of every write, at once and when it is committed

Links = tuple[Sequence[int], Sequence[int]]  # the skills and the places of one job
NO_LINKS: Mapping[int, Links] = MappingProxyType({})
_STATE = 1
_ARRANGEMENT = {name: code for code, name in enumerate(ARRANGEMENTS)}
_FACTS = (
    *("pk", "title", "employer_id", "job_type_id", "level_id", "category_id", "industry_id"),
    *("arrangement", "salary_currency", "salary_min", "salary_max", "posted_on", "expires_on"),
    *("salary_period", "pay_from", "pay_to", "feed_id", "changed_at", "featured_until"),
)


def rules() -> str:
    """By which rules words and rows are written now; `SearchState.rules` tells of the stored."""
    return f"{RULES}:{spoken()}:{LAYOUT}"


def write(jobs: Iterable[int], *, links: Mapping[int, Links] = NO_LINKS) -> int:
    """Writes the rows of these jobs anew from what is stored of them; returns the version.

    In the caller's transaction, whose writes of jobs come before. What is deleted or not for the
    public keeps a row without facts. Links that the caller has just written are not read back.
    """
    ids = sorted(set(jobs))
    with transaction.atomic(savepoint=False):
        version = lock()
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            packed = _packed(batch, links)
            backend().put_rows([(job, version, packed.get(job)) for job in batch])
        _tell()
    return version


def bury(jobs: Iterable[int]) -> None:
    """Takes the facts from the rows of jobs that are about to be deleted."""
    with transaction.atomic(savepoint=False):
        version = lock()
        backend().put_rows([(job, version, None) for job in sorted(set(jobs))])
        _tell()


def bury_orphans() -> None:
    """The same for jobs that were deleted behind the board's back, as by a hand in the database."""
    lock()
    left = SearchRow.objects.exclude(facts=None)
    jobs = Job.objects.filter(pk=OuterRef("job"))
    bury(left.exclude(Exists(jobs)).values_list("job", flat=True))


def lock() -> int:
    """Takes the next version, and keeps every other writer waiting until the transaction ends."""
    with transaction.atomic(savepoint=False):
        _raise("version")
        return int(SearchState.objects.values_list("version", flat=True).get(pk=_STATE))


def terms_changed() -> None:
    """Has every process read the terms anew: names, spellings, slugs, countries, in_facets."""
    with transaction.atomic(savepoint=False):
        _raise("version", "terms")
        _tell()


def terms_now() -> int:
    """Another number whenever an editor has changed names, spellings or facts of terms."""
    return int(SearchState.objects.filter(pk=_STATE).values_list("terms", flat=True).first() or 0)


def terms_version() -> Coalesce:
    """The same as a part of another query."""
    return Coalesce(Subquery(SearchState.objects.filter(pk=_STATE).values("terms")), 0)


def pages_changed() -> None:
    """Says that pages show something else which the search does not know: of feeds, of logos.

    In the transaction that writes it. What changes rows or terms says so by itself.
    """
    with transaction.atomic(savepoint=False):
        _raise("pages")
        _tell()


def _raise(*counters: str) -> None:
    state = SearchState.objects.filter(pk=_STATE)
    raised: dict[str, Any] = {counter: F(counter) + 1 for counter in counters}
    raised["changed_at"] = timezone.now()
    if not state.update(**raised):  # emptied, as the tests do it
        SearchState.objects.bulk_create([SearchState(pk=_STATE)], ignore_conflicts=True)
        state.update(**raised)


def are_current() -> bool:
    """Whether everything stored was written by the rules of today."""
    return SearchState.objects.filter(pk=_STATE, rules=rules()).exists()


def words_are_current() -> bool:
    """Whether at least all words were written by the rules of today."""
    stored = SearchState.objects.filter(pk=_STATE).values_list("rules", flat=True).first() or ""
    return stored.split(":")[:2] == rules().split(":")[:2]


def now_current() -> None:
    """Notes that everything stored was written by the rules of today."""
    with transaction.atomic(savepoint=False):
        lock()
        SearchState.objects.filter(pk=_STATE).update(rules=rules())
        _tell()


def _tell() -> None:
    for hear in on_write:
        hear()
        transaction.on_commit(hear)


def _packed(ids: Sequence[int], links: Mapping[int, Links]) -> dict[int, bytes]:
    """The rows of those of these jobs that are for the public."""
    unknown = [job for job in ids if job not in links]
    skills, places = linked(JobSkill, "skill_id", unknown), linked(JobPlace, "place_id", unknown)
    jobs = Job.objects.filter(pk__in=ids).public().order_by().values_list(*_FACTS)
    return {
        pk: _pack(rest, *(links.get(pk) or (skills[pk], places[pk])))
        for pk, *rest in jobs.iterator()
    }


def linked(
    through: type[models.Model], target: str, ids: Collection[int]
) -> Mapping[int, Sequence[int]]:
    """The stored skills or places of these jobs, as primary keys in the order of the feed."""
    links: defaultdict[int, list[int]] = defaultdict(list)
    if not ids:
        return links
    rows = through._default_manager.filter(job__in=ids).order_by("position", "pk")
    for job, term in rows.values_list("job_id", target):
        links[job].append(term)
    return links


def _pack(row: Sequence[Any], skills: Sequence[int], places: Sequence[int]) -> bytes:
    title, *terms, arrangement, currency, low, high, posted, expires = row[:-6]
    period, pay_from, pay_to, feed, changed, featured = row[-6:]
    employer, job_type, level, category, industry = (term or 0 for term in terms)
    return pack(
        RowFacts(
            employer,
            job_type,
            level,
            category,
            industry,
            _ARRANGEMENT[arrangement],
            currency,
            low is not None or high is not None,
            period == Period.YEAR and pay_from is not None,
            _day(posted, 0),
            _day(expires, NEVER),
            _hundredths(pay_from),
            _hundredths(pay_to),
            feed,
            int(changed.timestamp()),
            _day(featured, 0),
            skills,
            places,
            bare_words(title),
        )
    )


def _day(day: date | None, otherwise: int) -> int:
    return day.toordinal() if day else otherwise


def _hundredths(amount: Decimal | None) -> int:
    return UNKNOWN if amount is None else int(amount * 100)
