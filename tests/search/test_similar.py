"""Where to read on from one job: what a person would call like it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from jobs.importer import twins
from jobs.models import Job, today
from jobs.search import memory
from jobs.search.similar import further
from tests.gazetteer import LUND, MALMO, put
from tests.make import make_feed, make_job

pytestmark = pytest.mark.django_db
WEB = {"skills": ("Python", "Django", "Redis"), "category": "Engineering"}
FOOD = {"skills": ("Baking", "Food safety"), "category": "Food"}
employers: Iterator[str] = (f"Employer {number}" for number in count(1))


def post(title: str, **changes: Any) -> Job:
    """A job of an employer that has no other."""
    return make_job(**{"title": title, "employer": next(employers)} | changes)


def like(job: Job) -> list[str]:
    """The titles of the similar jobs."""
    return [card.title for card in further(Job.objects.for_cards().get(pk=job.pk)).similar]


def test_an_engineer_is_offered_engineers_nearby_before_others_and_no_bakers() -> None:
    job = post("Backend Engineer", places="Cork, IE", **WEB)
    post("Baker", places="Cork, IE", **FOOD)
    post("Data Engineer", places="Cork, IE", category="Engineering", skills=("Python", "SQL"))
    post("Senior Backend Engineer", places="Oslo, NO", **WEB)
    post("Backend Engineer (Go)", places="Galway, IE", **WEB)
    post("Backend Engineer II", places="Cork, IE", **WEB)

    assert like(job) == [
        "Backend Engineer II",
        "Backend Engineer (Go)",
        "Senior Backend Engineer",
        "Data Engineer",
    ]


def test_a_baker_is_offered_bakers_and_cooks_with_the_same_skills() -> None:
    job = post("Baker", **FOOD)
    post("Backend Engineer", **WEB)
    post("Pastry Cook", **FOOD)
    post("Night Baker")

    assert like(job) == ["Night Baker", "Pastry Cook"]


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Accountant", "category": "Engineering"},
        {"title": "Accountant", "skills": ("Python",)},
        {"title": "Accountant", "places": "Cork, IE", "level": "senior", "arrangement": "remote"},
        {"title": "Senior Accountant (m/w/d), Cork"},
        {"title": "Remote Accountant 2"},
        {"title": "Accountant II in the Office"},
    ],
)
def test_a_place_a_grade_or_one_thing_in_common_is_not_enough(other: dict[str, Any]) -> None:
    post(**other)
    job = post(
        "Senior Backend Engineer II (m/w/d), remote in Cork 2",
        places="Cork, IE",
        level="senior",
        arrangement="remote",
        **WEB,
    )

    assert like(job) == []


@pytest.mark.parametrize("title", ["Senior", "★", "2", "Cork", "Lead (m/w/d)"])
def test_a_title_that_says_no_role_is_taken_as_it_is(title: str) -> None:
    job = post(title, places="Cork, IE")
    same = post(title, places="Cork, IE")

    assert like(job) == ([same.title] if title != "★" else [])


def test_what_is_not_live_of_the_same_employer_or_the_same_job_is_never_similar() -> None:
    job = make_job(title="Baker", employer="Harbourline", places="Cork, IE")
    make_job(title="Baker", employer="Harbourline")
    post("Baker of yesterday", expires_on=today() - timedelta(days=1))
    post("Baker gone", closed_at=datetime.now(UTC))
    post("Baker hidden", hidden=True)
    twin = make_job(feed=make_feed(), title="Baker", employer="Harbourline", places="Cork, IE")
    twins.renew([job.pk])
    twins.renew([twin.pk])

    found = further(Job.objects.for_cards().get(pk=job.pk))

    assert found.similar == []
    assert [card.pk for card in found.of_employer] == [job.pk + 1]


def test_a_closed_job_leads_to_what_is_open() -> None:
    job = make_job(title="Baker", closed_at=datetime.now(UTC))
    post("Night Baker")
    make_job(title="Cook")

    found = further(Job.objects.for_cards().get(pk=job.pk))

    assert [card.title for card in found.similar] == ["Night Baker"]
    assert [card.title for card in found.of_employer] == ["Cook"]


def test_the_newest_of_equal_ones_come_first_and_two_of_an_employer_at_most() -> None:
    job = post("Baker")
    for age in range(6):
        post(f"Baker {age}", employer="Ovens", posted_on=today() - timedelta(days=age))
    post("Baker 9", posted_on=today() - timedelta(days=9))
    post("Baker unknown", posted_on=None)

    assert like(job) == ["Baker 0", "Baker 1", "Baker 9", "Baker unknown"]


def test_a_town_around_the_corner_is_nearer_than_another() -> None:
    job = post("Baker", places="Malmö, SE")
    post("Baker in Umea", places="Umeå, SE")
    post("Baker in Lund", places="Lund, SE", posted_on=None)
    put("malmo-sweden", MALMO)
    put("lund-sweden", LUND)

    assert like(job) == ["Baker in Lund", "Baker in Umea"]


def test_a_board_that_changed_since_it_was_read_says_the_same_as_one_read_anew() -> None:
    job = post("Backend Engineer", places="Cork, IE", **WEB)
    memory.current()
    for number in range(9):
        post(f"Backend Engineer {number}", places="Cork, IE", **WEB)
    changed = like(job)
    memory.forget()

    assert changed == like(job)
    assert changed == [f"Backend Engineer {number}" for number in (8, 7, 6, 5)]


@pytest.mark.parametrize("number", [1, 3])
def test_both_lists_take_one_query(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    job = make_job(title="Baker", places="Cork, IE", **FOOD)
    for _job in range(number):
        post("Baker", places="Cork, IE", **FOOD)
        make_job(title="Baker", places="Cork, IE", **FOOD)
    job = Job.objects.for_cards().get(pk=job.pk)
    further(job)

    with django_assert_num_queries(1):
        found = further(job)

    assert (len(found.similar), len(found.of_employer)) == (number, number)
