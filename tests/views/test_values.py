"""The page of all values of a facet, and the same as JSON."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from jobs.search.shown import SHOWN
from jobs.search.values import LISTED
from tests.make import make_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> None:
    make_job(title="Baker", skills=("Baking", "Ovens"), employer="Acme")
    make_job(title="Cook", skills=("Ovens",), employer="Acme & Sons")


def test_values_are_told_as_json(client: Client, board: None) -> None:
    answer = client.get("/jobs/values/skill.json?q=baker&skill=ovens&find=o")

    assert answer.json() == {
        "total": 1,
        "page": 1,
        "pages": 1,
        "values": [{"value": "ovens", "label": "Ovens", "count": 1, "selected": True}],
    }


def test_one_form_leads_back_to_the_jobs_with_all_that_was_chosen(
    client: Client, board: None
) -> None:
    html = client.get("/jobs/values/skill/?q=cook&skill=baking&find=o&sort=newest").content.decode()
    sent = re.findall(
        r'<input type="(\w+)"(?: id="\w+")? name="(\w+)" value="([^"]*)"( checked)?', html
    )

    assert sent == [
        ("hidden", "q", "cook", ""),
        ("hidden", "sort", "newest", ""),
        ("search", "find", "o", ""),
        ("checkbox", "skill", "baking", " checked"),
        ("checkbox", "skill", "ovens", ""),
    ]
    assert '<form action="/jobs/"' in html
    assert '<meta name="robots" content="noindex, follow">' in html


def test_what_feeds_write_is_text_on_the_page(client: Client) -> None:
    make_job(skills=("<b>Bold</b>",), employer='"><script>alert(1)</script>')

    for key in ("skill", "employer"):
        html = client.get(f"/jobs/values/{key}/", {"find": ""}).content.decode()
        assert "<b>Bold" not in html
        assert re.findall("<script[^>]*>", html) == [
            '<script type="module" src="/static/js/site.js">'
        ]


@pytest.mark.parametrize("key", sorted(LISTED))
def test_every_listed_key_has_its_page(client: Client, board: None, key: str) -> None:
    assert client.get(f"/jobs/values/{key}/").status_code == 200
    assert client.get(f"/jobs/values/{key}.json").status_code == 200


@pytest.mark.parametrize("key", ["nope", "posted", "salary", "place", "q", "skill'"])
def test_there_is_no_page_for_other_keys(client: Client, key: str) -> None:
    assert client.get(f"/jobs/values/{key}/").status_code == 404
    assert client.get(f"/jobs/values/{key}.json").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "find=%00&page=99999999999999999999",
        "find=%ED%A0%80&skill=%00",
        "find=" + "a" * 100_000,
        "find=" + "a%20" * 300,
        "page=-1",
        "page=%D9%A1",
        "q=%22-*%00&salary=x&sort=x",
    ],
)
@pytest.mark.parametrize("key", ["skill", "country"])
def test_any_parameters_get_an_answer(client: Client, board: None, key: str, query: str) -> None:
    assert client.get(f"/jobs/values/{key}/", QUERY_STRING=query).status_code == 200


def test_a_long_facet_leads_to_all_of_its_values(client: Client) -> None:
    for number in range(SHOWN):
        make_job(title="Baker", skills=(f"Skill {number}",))
    link = '<a class="every" href="/jobs/values/skill/?q=baker">Show all<span'
    assert link not in client.get("/jobs/?q=baker").content.decode()

    make_job(title="Baker", skills=("One more",))

    assert link in client.get("/jobs/?q=baker").content.decode()


@pytest.mark.parametrize("jobs", [1, 12])
def test_a_page_takes_the_same_queries_for_any_number_of_values(
    client: Client, jobs: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(jobs):
        make_job(skills=(f"Skill {number}",))
    client.get("/jobs/values/employer/")  # the board is read

    with django_assert_num_queries(2):  # the alphabet, and the names of a page
        client.get("/jobs/values/skill/")
    with django_assert_num_queries(0):
        client.get("/jobs/values/skill/")
