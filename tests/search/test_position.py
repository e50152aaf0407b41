"""Where a job stands in the search it was found by, and who stands beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from jobs.models import Job, today
from jobs.search import index, memory, rows
from jobs.search.page import results
from jobs.search.position import Neighbour, Position, position
from tests.make import make_job
from tests.search import made

pytestmark = pytest.mark.django_db
JUNK = (
    "",
    "utm_source=x&fbclid=1",
    "type=nope",
    "sort=up",
    "page=abc",
    "page=",
    "q=%20",
    "salary=-5",
)


@pytest.fixture
def board() -> None:
    """70 jobs of few words, most of them of one employer."""
    pick = Random(6)
    for _job in range(70):
        fields = made.Facts(
            title=pick.choice(made.TITLES),
            employer=pick.choice((*made.EMPLOYERS, *made.EMPLOYERS[:1] * 3)),
            skills=tuple(pick.sample(made.SKILLS, 2)),
            places=pick.choice(made.PLACES),
            job_type=pick.choice(made.TYPES),
            level=pick.choice(made.LEVELS),
            arrangement=pick.choice(("", "onsite", "hybrid", "remote")),
            category=pick.choice(made.CATEGORIES),
            industry=pick.choice(made.INDUSTRIES),
            text=pick.choice(made.TEXTS),
            pay=pick.choice(made.PAY),
            age=pick.choice((None, 0, 1, 3, 29, 400)),
            lasts=pick.choice((None, None, 0, 5, -1)),
        ).fields(today())
        make_job(**fields)


def shown(params: QueryDict) -> list[tuple[str, int]]:
    """Every result with the address of its page of results, as a seeker sees them page by page."""
    found: list[tuple[str, int]] = []
    asked = params.copy()
    for number in range(1, results(params, facets=()).pages + 1):
        asked["page"] = str(number)
        page = results(asked, facets=())
        query = page.address.replaced(page=number) if number > 1 else str(page.address)
        found += [(f"/jobs/?{query}" if query else "/jobs/", job.pk) for job in page.jobs]
    return found


def walked(params: QueryDict, pk: int, way: str) -> list[tuple[str, int]]:
    """The same by going from each job to the one beside it."""
    found = []
    there = position(params, pk)
    while there:
        back, _hash, anchor = there.back.partition("#")
        assert anchor == f"job-{pk}"
        found.append((back, pk))
        beside: Neighbour | None = getattr(there, way)
        if beside is None:
            return found
        address = urlsplit(beside.url)
        pk = int(address.path.split("/")[2])
        assert address.path == Job.objects.get(pk=pk).get_absolute_url()
        there = position(QueryDict(address.query), pk)
    return found


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(params=st.just(QueryDict("page=2")) | made.searches())
def test_who_goes_on_to_the_next_job_sees_all_results_in_their_order(
    board: None, params: QueryDict
) -> None:
    right = shown(params)
    if right and position(params, right[0][1]):
        assert walked(params, right[0][1], "next") == right
        assert walked(params, right[-1][1], "previous") == right[::-1]


@pytest.mark.parametrize("query", ["sort=salary", "sort=newest", "q=nurse", "arrangement=remote"])
def test_the_first_job_has_none_before_it_and_the_last_none_behind(board: None, query: str) -> None:
    params = QueryDict(query)
    right = shown(params)
    assert len(right) > 2

    ends = [position(params, pk) for _page, pk in (right[0], right[-1])]

    told = [(end.number, end.total, bool(end.previous), bool(end.next)) for end in ends if end]
    assert told == [(1, len(right), False, True), (len(right), len(right), True, False)]


@pytest.mark.parametrize("query", JUNK)
def test_what_is_no_search_is_no_position(query: str) -> None:
    job = make_job()

    assert position(QueryDict(query), job.pk) is None


def test_a_job_among_its_neighbours() -> None:
    first, job, last = (
        make_job(title=f"Baker {number}", posted_on=today() - timedelta(days=number))
        for number in range(3)
    )

    assert position(QueryDict("q=baker&utm_source=x&page=7"), job.pk) == Position(
        headline="3 jobs matching \u201cbaker\u201d",
        total=3,
        number=2,
        back=f"/jobs/?q=baker#job-{job.pk}",
        previous=Neighbour("Baker 0", "Harbourline", f"/jobs/{first.pk}/baker-0/?q=baker"),
        next=Neighbour("Baker 2", "Harbourline", f"/jobs/{last.pk}/baker-2/?q=baker"),
    )


def test_a_job_that_is_none_of_the_results_has_the_way_back_alone(board: None) -> None:
    closed = make_job(title="Nurse", closed_at=datetime.now(UTC))
    other = make_job(title="Welder of Boilers")
    total = len(shown(QueryDict("q=nurse")))

    for pk in (closed.pk, other.pk, 10**17):
        assert position(QueryDict("q=nurse&page=2"), pk) == Position(
            headline=f"{total} jobs matching \u201cnurse\u201d",
            total=total,
            number=0,
            back="/jobs/?q=nurse&page=2",
            previous=None,
            next=None,
        )


def test_a_job_that_has_just_closed_is_nobodys_neighbour() -> None:
    """The board of this process does not know it yet."""
    first, gone, last = (make_job(title="Baker") for _job in range(3))
    params = QueryDict("q=baker")
    assert [pk for _page, pk in walked(params, last.pk, "next")] == [last.pk, gone.pk, first.pk]

    Job.objects.filter(pk=gone.pk).update(closed_at=datetime.now(UTC))
    there = position(params, last.pk)

    assert there is not None
    assert there.next is None


def test_behind_a_job_that_another_process_has_closed_comes_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, gone, last = (make_job(title="Baker") for _job in range(3))
    memory.current()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(rows, "on_write", [])
        Job.objects.filter(pk=gone.pk).update(closed_at=datetime.now(UTC))
        index.refresh([gone.pk])

    there = position(QueryDict("q=baker"), last.pk)

    assert there is not None
    assert there.next is not None
    assert (there.total, there.next.url) == (2, f"{first.get_absolute_url()}?q=baker")


@pytest.mark.parametrize("number", [3, 9])
def test_the_neighbours_take_one_query(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    jobs = [make_job(title="Baker") for _job in range(number)]
    params = QueryDict("q=baker")
    position(params, jobs[0].pk)
    memory.current()

    with django_assert_num_queries(1):
        there = position(params, jobs[1].pk)

    assert there is not None
    assert there.number == number - 1
