"""Which pages may be listed: the fast list of them equals the slow truth, and one rule says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Max, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from jobs.models import Category, Employer, Job, Place, Skill
from jobs.search import index, memory, rows
from jobs.search.landing import LEAST, Landing, changes, landing_path, landings
from jobs.search.page import results
from tests.make import make_job

pytestmark = pytest.mark.django_db

FIRST = datetime(2026, 11, 1, tzinfo=UTC)
PLACES = (
    "",
    "Cork, Ireland",
    "Cork, Ireland; Dublin, Ireland",
    "Ireland",
    "Remote, Ireland",
    "Munich, Bavaria, Germany",
    "Bavaria, Germany; Munich, Bavaria, Germany",
    "Nowhere Hall",
)
GONE: dict[str, dict[str, Any]] = {
    "live": {},
    "closed": {"closed_at": FIRST},
    "hidden": {"hidden": True},
    "expired": {"expires_on": date(2026, 11, 22)},
}


@dataclass(frozen=True)
class Facts:
    skills: tuple[str, ...]
    places: str
    category: str
    employer: str
    arrangement: str
    state: str
    minute: int  # of its last change


def often(*values: str) -> st.SearchStrategy[str]:
    """The first mostly: five jobs alike are rare otherwise."""
    return st.sampled_from((values[0],) * len(values) + values)


facts = st.builds(
    Facts,
    skills=st.sampled_from([("Baking",), ("Baking", "Ovens"), ("Ovens", "Quiet"), ()]),
    places=st.sampled_from(PLACES),
    category=often("Food", "", "Health"),
    employer=often("Quince", "Medlar"),
    arrangement=often("remote", "", "hybrid"),
    state=often("live", *GONE),
    minute=st.integers(0, 9),
)


@contextmanager
def a_board(jobs: list[Facts], read: int) -> Iterator[None]:
    """`read`: after so many jobs the board is read, so that the others are in its delta."""
    with transaction.atomic():
        memory.forget()
        for number, job in enumerate(jobs):
            if number == read:
                memory.current(now=True)
            make_job(
                skills=job.skills,
                places=job.places,
                category=job.category,
                employer=job.employer,
                arrangement=job.arrangement,
                changed_at=FIRST + timedelta(minutes=job.minute),
                **GONE[job.state],
            )
        Skill.objects.filter(slug="quiet").update(in_facets=False)
        for kind in (Employer, Category, Place):
            hidden = kind.objects.order_by("-pk").values_list("pk", flat=True)[:1]
            kind.objects.filter(pk__in=list(hidden)).update(in_facets=False)
        rows.terms_changed()
        memory.current(now=True)
        yield
        transaction.set_rollback(True)
    memory.forget()


def truth() -> dict[str, datetime]:
    """The landing pages, asked term by term and pair by pair, with the newest change of each."""
    return {
        reverse(name, args=slugs): jobs.aggregate(last=Max("changed_at"))["last"]
        for name, slugs, jobs in pages()
        if jobs.count() >= LEAST
    }


def pages() -> Iterator[tuple[str, list[str], QuerySet[Job]]]:
    """The name of a page, the slugs in its address, and its jobs, however few."""
    live = Job.objects.live()
    skills = Skill.objects.filter(in_facets=True)
    categories = Category.objects.filter(in_facets=True)
    for employer in Employer.objects.filter(in_facets=True):
        yield "employer", [employer.slug], live.filter(employer=employer)
    for skill in skills:
        yield "skill", [skill.slug], live.filter(skills=skill)
        yield "skill-remote", [skill.slug], live.filter(skills=skill, arrangement="remote")
    for category in categories:
        yield "category", [category.slug], live.filter(category=category)
    for place in Place.objects.filter(in_facets=True):
        here = live.filter(pk__in=live.filter(places__in=Place.objects.within(place)))
        yield "place", [place.slug], here
        if place.country and not place.remote:
            for skill in skills:
                yield "skill-in", [skill.slug, place.slug], here.filter(skills=skill)
            for category in categories:
                yield "category-in", [category.slug, place.slug], here.filter(category=category)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(jobs=st.lists(facts, min_size=10, max_size=40), read=st.integers(0, 40))
def test_all_landing_pages_of_any_board_are_told_each_once(jobs: list[Facts], read: int) -> None:
    with a_board(jobs, read):
        told = list(landings())

        assert dict(told) == truth()
        assert len(dict(told)) == len(told)
        assert [datetime.fromtimestamp(moment, UTC) for moment in changes()] == [
            landing.changed for landing in told
        ]
        middle = len(told) // 2
        assert [*landings(0, middle), *landings(middle)] == told


@pytest.fixture
def board() -> None:
    for _number in range(LEAST):
        make_job(
            skills=("Baking", "Quiet"),
            places="Cork, IE; Remote, Ireland",
            category="Food",
            arrangement="remote",
        )
    make_job(skills=("Ovens",), places="Nowhere Hall")
    Skill.objects.filter(slug="quiet").update(in_facets=False)
    rows.terms_changed()


SEARCHES = {
    "employer=harbourline": "/employers/harbourline/",
    "category=food": "/categories/food/",
    "skill=baking": "/skills/baking/",
    "skill=baking&skill=baking&sort=newest&page=1&utm_source=x": "/skills/baking/",
    "skill=baking&skill=no-such-skill": "/skills/baking/",
    "skill=baking&arrangement=remote": "/skills/baking/remote/",
    "place=cork-ireland": "/places/cork-ireland/",
    "place=remote-ireland": "/places/remote-ireland/",
    "place=cork-ireland&skill=baking": "/skills/baking/in/cork-ireland/",
    "place=cork-ireland&category=food": "/categories/food/in/cork-ireland/",
    "": "",
    "q=baking": "",
    "skill=baking&q=engineer": "",
    "skill=baking&sort=salary": "",
    "skill=baking&skill=ovens": "",
    "skill=baking&also=quiet": "",
    "skill=baking&arrangement=hybrid": "",
    "skill=baking&arrangement=remote&arrangement=hybrid": "",
    "skill=baking&arrangement=remote&place=cork-ireland": "",
    "skill=baking&category=food": "",
    "skill=baking&place=remote-ireland": "",
    "skill=ovens": "",
    "skill=quiet": "",
    "skill=quiet&place=cork-ireland": "",
    "arrangement=remote": "",
    "country=ie": "",
    "place=nowhere-hall": "",
}


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize("query", SEARCHES)
def test_a_search_that_shows_what_a_landing_page_shows_has_its_address(query: str) -> None:
    assert landing_path(results(QueryDict(query))) == SEARCHES[query]


def test_five_open_jobs_make_a_landing_page_and_four_do_not() -> None:
    jobs = [make_job(skills=("Baking",), employer=f"E{number}") for number in range(LEAST)]
    memory.current(now=True)
    changed = max(job.changed_at for job in jobs).replace(microsecond=0)

    assert list(landings()) == [Landing("/skills/baking/", changed)]

    Job.objects.filter(pk=jobs[0].pk).update(closed_at=timezone.now())
    index.put([jobs[0].pk])
    memory.current(now=True)
    assert list(landings()) == []


def test_a_second_page_is_no_landing_page() -> None:
    for _number in range(21):
        make_job(skills=("Baking",))

    assert landing_path(results(QueryDict("skill=baking"))) == "/skills/baking/"
    assert landing_path(results(QueryDict("skill=baking&page=2"))) == ""


@pytest.mark.parametrize("terms", [1, 3])
def test_all_landing_pages_take_the_same_queries_for_one_of_each_and_for_three(
    terms: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    towns = ("Cork, IE", "Dublin, IE", "Galway, IE")
    for number in range(terms):
        for _job in range(LEAST):
            make_job(skills=(f"S{number}",), places=towns[number], category=f"C{number}")
    memory.current(now=True)

    with django_assert_num_queries(4):  # the slugs of employers, categories, skills and places
        found = len(list(landings()))

    assert found == 1 + 5 * terms
