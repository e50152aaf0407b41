"""Whatever is sent, the answer is a page. All ten thousand by `python -m tests.hostile 10000`."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import Client

from jobs.search.page import results
from tests.hostile import KEYS, SHORT, asked
from tests.make import make_job

pytestmark = pytest.mark.django_db
ASKED = 900  # all that was thought of, and a few hundred by chance


@pytest.fixture
def board() -> None:
    for number in range(5):
        make_job(
            title="C++ Engineer",
            skills=("Python", "Go"),
            employer="Acme",
            places="Cork, IE; Remote, Germany",
            salary_min=number * 10_000,
            salary_currency="USD",
            salary_period="year",
        )


def test_no_parameters_break_a_page(board: None) -> None:
    answers = list(asked(Client(raise_request_exception=False), ASKED, seed=20261123))

    assert [one for one in answers if one.status >= 500] == []
    assert {one.status for one in answers} <= {200, 400}


@pytest.mark.parametrize("key", KEYS)
def test_lone_surrogates_and_nul_are_values_like_others(board: None, key: str) -> None:
    params = QueryDict(mutable=True)
    params.setlist(key, ["\ud800", "a\udfff\ud800b", "\0", "\udc80*", '"\ud83d', *SHORT])

    assert results(params).page == 1


@pytest.mark.parametrize("typed", ["engineer%00", "%00engineer", "engineer%00%00+", "%00+engineer"])
@pytest.mark.parametrize("path", ["/", "/jobs/"])
def test_a_nul_beside_a_word_is_not_read(board: None, path: str, typed: str) -> None:
    make_job(title="Baker")
    usual, answer = results(QueryDict("q=engineer")), results(QueryDict(f"q={typed}"))

    assert (answer.total, answer.jobs, answer.notices) == (5, usual.jobs, [])
    assert (answer.perhaps, answer.facets) == (usual.perhaps, usual.facets)
    assert Client().get(path, QUERY_STRING=f"q={typed}").status_code == 200


def test_fifteen_hundred_parameters_get_an_answer(board: None) -> None:
    query = "&".join(f"skill=s{number}" for number in range(1_500))

    assert Client().get("/jobs/", QUERY_STRING=query).status_code in (200, 400)


@pytest.mark.parametrize("path", ["/jobs/", "/jobs/values/skill/"])
def test_a_long_query_makes_no_long_page(board: None, path: str) -> None:
    usual = Client().get(path, {"q": "engineer"})
    answer = Client().get(path, {"q": "engineer " + "\U000e0041" * 100_000})

    assert len(answer.content) < len(usual.content) + 100_000
