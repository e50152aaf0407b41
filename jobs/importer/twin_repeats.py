"""Which openings of one feed are one job that the feed has several times. Pure.

Two openings of one feed are two jobs unless two of three say that they are one: the role (employer,
title and places), the Apply address with the places, the text. A feed that has a job twice writes
it nearly the same; what two feeds may word differently is in one feed another job.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from jobs.importer.twin_keys import role_of, tells_job


class Opening(NamedTuple):
    """A stored job as far as twins are concerned."""

    pk: int
    feed: int
    role: int | None
    apply: int | None
    text: int | None
    title: str
    apply_url: str
    expires_on: date | None
    hidden: bool
    closed_at: datetime | None  # only ever set where an editor closed or hid the job
    first_seen_at: datetime
    salary_min: Decimal | None
    salary_max: Decimal | None
    salary_currency: str
    salary_period: str
    salary_text: str
    job_type: int | None
    level: int | None
    arrangement: str


Group = list[Opening]


def repeats(openings: Sequence[Opening]) -> Iterator[Group]:
    """Every opening of a feed in exactly one group; `openings` and each group by primary key."""
    if len(openings) < 2:
        yield from ([one] for one in openings)
        return
    telling = _telling(openings)
    for linked in _linked(openings, telling):
        for agreeing in _agreeing(linked):
            # Without those that contradict, what only they held together falls apart.
            yield from [linked] if len(agreeing) == len(linked) else _linked(agreeing, telling)


def _telling(openings: Iterable[Opening]) -> set[int]:
    """The Apply keys that are each of one job: by a number, and by titles that do not differ.

    A form where one applies for whatever an employer offers may have a number as well, but jobs
    of other names beside.
    """
    by_address: defaultdict[int, Group] = defaultdict(list)
    for one in openings:
        if one.apply is not None:
            by_address[one.apply].append(one)
    return {
        key
        for key, several in by_address.items()
        if len(several) > 1 and tells_job(several[0].apply_url) and _one_name(several)
    }


def _one_name(openings: Iterable[Opening]) -> bool:
    """Whether every title is the shortest one, or that with more words."""
    titles = [set(role_of(title).split()) for title in {one.title for one in openings}]
    shortest = min(titles, key=len)
    return all(shortest <= title for title in titles)


def _linked(openings: Iterable[Opening], telling: Collection[int]) -> list[Group]:
    """Joined step by step: each has two of three in common with another of its group."""
    home: dict[int, Group] = {}
    first: dict[tuple[str, int, int], int] = {}
    for one in openings:
        home[one.pk] = [one]
        for mark in _marks(one, telling):
            small, large = home[one.pk], home[first.setdefault(mark, one.pk)]
            if small is large:
                continue
            if len(small) > len(large):
                small, large = large, small
            large += small
            home |= {joined.pk: large for joined in small}
    groups = {id(group): group for group in home.values()}.values()
    return [sorted(group, key=lambda one: one.pk) for group in groups]


def _marks(one: Opening, telling: Collection[int]) -> Iterator[tuple[str, int, int]]:
    address = one.apply if one.apply in telling else None
    if one.role is not None and one.text is not None:
        yield "role and text", one.role, one.text
    if one.role is not None and address is not None:
        yield "role and address", one.role, address
    if address is not None and one.text is not None:
        yield "address and text", address, one.text


def _agreeing(openings: Group) -> Iterable[Group]:
    """Apart by every fact in which some contradict each other; to state nothing is then a third."""
    facts = [_facts(one) for one in openings]
    contested = [values for values in zip(*facts, strict=True) if len({*values} - {None}) > 1]
    if not contested:
        return [openings]
    agreeing: defaultdict[tuple[object, ...], Group] = defaultdict(list)
    for one, *stated in zip(openings, *contested, strict=True):
        agreeing[tuple(stated)].append(one)
    return agreeing.values()


def _facts(one: Opening) -> tuple[object, ...]:
    """What a reader would choose by; None where it is not stated."""
    amounts = (one.salary_min, one.salary_max)
    pay: object = one.salary_text or None
    if amounts != (None, None):
        pay = (*amounts, one.salary_currency, one.salary_period)
    return pay, one.job_type, one.level, one.arrangement or None
