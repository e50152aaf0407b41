"""A process that served yesterday answers as one that starts today: memory keeps no old day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.http import QueryDict

from jobs.search import memory
from jobs.search.found import SearchPage
from jobs.search.inside import places_inside
from jobs.search.page import results
from jobs.search.pay import ENOUGH, yearly_pay
from jobs.search.sources import sources
from jobs.search.spelling import nearest
from jobs.search.suggest import suggestions
from tests.make import make_job

pytestmark = pytest.mark.django_db
BEFORE = datetime(2026, 11, 23, 23, 59, tzinfo=UTC)
AFTER = datetime(2026, 11, 24, 0, 1, tzinfo=UTC)
LAST = date(2026, 11, 23)

Answer = tuple[int, list[str], str, list[str]]


def answer(query: str) -> Answer:
    """What was found, from whom, what else was perhaps meant, and what is said."""
    page = results(QueryDict(query))
    employers = [job.employer.name for job in page.jobs]
    return page.total, employers, page.perhaps.label if page.perhaps else "", page.notices


def asked_around_midnight(query: str) -> tuple[Answer, Answer, Answer]:
    """By one process before and after, and after by a new one."""
    with time_machine.travel(BEFORE, tick=False):
        before = answer(query)
    with time_machine.travel(AFTER, tick=False):
        after = answer(query)
        memory.forget()
        return before, after, answer(query)


def test_a_word_whose_last_job_expired_is_no_longer_offered() -> None:
    make_job(title="Quartermaster", employer="Old", expires_on=LAST)
    make_job(title="Oak")

    before, after, new = asked_around_midnight("q=quartermastre")

    assert before == (
        1,
        ["Old"],
        "",
        ["Nothing was found for “quartermastre”. These are the jobs for “quartermaster”."],
    )
    assert after == new == (0, [], "", [])


def test_the_nearest_word_is_one_of_today() -> None:
    make_job(title="Quartermaster", expires_on=LAST)
    make_job(title="Oak")
    with time_machine.travel(BEFORE, tick=False):
        assert nearest(memory.current(), "quartermastre") == "quartermaster"
    with time_machine.travel(AFTER, tick=False):
        assert nearest(memory.current(), "quartermastre") is None


def test_another_word_is_offered_instead_of_one_that_expired() -> None:
    for _number in range(3):
        make_job(title="Tanner", employer="Old", expires_on=LAST)
    make_job(title="Tannat", employer="New")

    before, after, new = asked_around_midnight("q=tannar")

    assert before == (0, [], "tanner", [])
    assert after == new == (0, [], "tannat", [])


def test_what_a_word_names_is_told_by_the_jobs_of_today() -> None:
    """While an open job has the word in its title, it is everyday and names no employer."""
    for number in range(30):
        make_job(title=f"Cook {number}", employer="Medlar House", posted_on=date(2026, 11, 20))
    for number in range(15):
        make_job(
            title=f"Baker {number}",
            description="<p>Medlar</p>",
            posted_on=date(2026, 11, 2),
        )
    make_job(title="Medlar", employer="Old", posted_on=date(2026, 11, 1), expires_on=LAST)

    before, after, new = asked_around_midnight("q=medlar&sort=newest")

    assert (before[0], before[1].count("Medlar House")) == (46, 10)
    assert (new[0], new[1].count("Medlar House")) == (45, 20)
    assert after == new


def search(query: str) -> SearchPage:
    return results(QueryDict(query))


COUNTED: dict[str, Callable[[], list[int]]] = {
    "the pay of a skill": lambda: [half.jobs for half in yearly_pay(search("skill=baking"))],
    "the places in a place": lambda: [one.count for one in places_inside("ireland")],
    "the jobs of all feeds": lambda: [sources()[1]][: sources()[1]],
    "suggestions": lambda: [one.count or 0 for one in suggestions(memory.current(), "baking")],
}


@pytest.mark.parametrize("what", COUNTED)
def test_what_was_counted_today_is_counted_again_tomorrow(what: str) -> None:
    pay = {"salary_min": Decimal(30_000), "salary_currency": "EUR", "salary_period": "year"}
    for _job in range(ENOUGH):
        make_job(skills=("Baking",), places="Cork, IE; Ireland", expires_on=LAST, **pay)

    with time_machine.travel(BEFORE, tick=False):
        assert COUNTED[what]() == [ENOUGH]
    with time_machine.travel(AFTER, tick=False):
        assert COUNTED[what]() == []
