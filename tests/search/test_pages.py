"""Pages of results: every job once, in order, and no employer alone on the first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from jobs.search.found import SearchPage
from jobs.search.page import results
from tests.make import make_job
from tests.search.reference import answer

pytestmark = pytest.mark.django_db
NEWEST = date(2026, 11, 20)


def post(number: int, *, first: int = 0, **changes: object) -> None:
    """So many jobs, each a day older than the one before, titled by their employer and number."""
    name = str(changes.get("employer", "Quince"))
    for age in range(first, first + number):
        facts = {"title": f"{name} {age}", "posted_on": NEWEST - timedelta(days=age)}
        make_job(**facts | {"employer": "Quince"} | changes)  # type: ignore[arg-type]


def search(query: str = "") -> SearchPage:
    return results(QueryDict(query), facets=())


def titles(query: str = "") -> list[str]:
    return [job.title for job in search(query).jobs]


def numbered(name: str, *ranges: range) -> list[str]:
    return [f"{name} {number}" for several in ranges for number in several]


@pytest.mark.parametrize(
    "query", ["", "sort=salary", "q=cook", "q=cook+night", "q=coo*&sort=newest"]
)
def test_every_job_stands_on_one_page(query: str) -> None:
    for number in range(67):
        make_job(
            title="Cook" if number % 3 else "Night Cook",
            employer=("Quince", "Medlar", "Quince", "Sorb")[number % 4],
            description="<p>Cook, also at night.</p>" if number % 5 else "<p>Cook</p>",
            posted_on=None if number % 7 == 0 else NEWEST - timedelta(days=number % 6),
            salary_min=number * 1000 if number % 2 else None,
            salary_currency="USD" if number % 4 else "EUR",
            salary_period="year",
        )
    right = answer(QueryDict(query), facets=())
    first = search(query)
    pages = [search(f"{query}&page={number}") for number in range(1, first.pages + 1)]

    assert [job.pk for page in pages for job in page.jobs] == right.ids
    assert sorted(right.ids) == sorted(set(right.ids))
    assert (first.total, first.pages) == (len(right.ids), -(-len(right.ids) // 20))


def test_an_employer_has_half_of_the_first_page_and_the_rest_follows_on_the_second() -> None:
    post(25, employer="Flood")
    post(13, employer="Quiet", first=30)

    assert titles() == numbered("Flood", range(10)) + numbered("Quiet", range(30, 40))
    assert titles("page=2") == numbered("Flood", range(10, 25)) + numbered("Quiet", range(40, 43))


def test_an_employer_has_more_of_the_first_page_when_too_few_others_match() -> None:
    post(30, employer="Flood")
    post(3, employer="Quiet", first=40)

    assert titles() == numbered("Flood", range(17)) + numbered("Quiet", range(40, 43))
    assert titles("page=2") == numbered("Flood", range(17, 30))


@pytest.mark.parametrize(
    "query", ["q=flood", "employer=flood", "employer=flood&employer=quiet", "sort=salary"]
)
def test_who_is_asked_for_may_fill_the_first_page(query: str) -> None:
    post(25, employer="Flood", description="<p>flood</p>")
    post(13, employer="Quiet", first=30, description="<p>flood</p>")

    assert titles(query) == numbered("Flood", range(20))


def test_a_page_beyond_the_limit_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobs.search.page.MAX_PAGE", 2)
    monkeypatch.setattr("jobs.search.notices.MAX_PAGE", 2)
    post(50)

    found = search("page=3")

    assert (found.total, found.pages, found.page) == (50, 2, 1)
    assert found.notices == [
        "Results end at page 2; this is the first. Narrow the search to see the rest."
    ]


def test_where_no_job_has_all_words_those_with_the_most_come_first() -> None:
    make_job(title="Baker", description="<p>Bread.</p>")
    make_job(title="Clerk", description="<p>Bread at night, baker.</p>", posted_on=date(2020, 1, 1))
    make_job(title="Welder")

    found = search("q=baker+night+xyzzyqu")

    assert [job.title for job in found.jobs] == ["Clerk", "Baker"]
    assert found.notices == [
        "No job has all of these words. Those with the most of them come first."
    ]


def test_nothing_is_said_of_jobs_that_come_first_where_none_comes() -> None:
    make_job(title="Baker", arrangement="onsite")
    make_job(title="Clerk", arrangement="remote")

    found = search("q=baker+xyzzyqu&arrangement=remote")

    assert (found.total, found.notices) == (0, [])


def test_a_filter_never_makes_a_search_take_some_words_for_all() -> None:
    make_job(title="Night Baker", arrangement="onsite")
    make_job(title="Baker", arrangement="remote")

    assert search("q=night+baker&arrangement=remote").total == 0


def test_a_long_facet_shows_the_most_frequent_values_and_every_chosen_one() -> None:
    for number in range(40):
        make_job(skills=(f"Skill {number:02}", "Common"))
    make_job(skills=("Skill 07",))

    skill = results(QueryDict("skill=skill-39&skill=skill-38"), facets=("skill",)).facets["skill"]

    counts = {value.label: value.count for value in skill.values}
    assert (skill.more, len(skill.values), skill.selected) == (True, 32, 2)
    assert list(counts.items())[:2] == [("Common", 40), ("Skill 07", 2)]
    assert counts["Skill 38"] == counts["Skill 39"] == 1
