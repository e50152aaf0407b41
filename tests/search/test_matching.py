"""One contract for words on both databases: a query finds the same jobs in the same order."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.models import Job
from jobs.search import index
from jobs.search.page import results
from tests.make import make_job

pytestmark = pytest.mark.django_db


def found(query: str, sort: str = "") -> list[str]:
    params = QueryDict(mutable=True)
    params.update({"q": query, "sort": sort})
    return [job.external_id for job in results(params, facets=()).jobs]


@pytest.fixture
def board() -> None:
    make_job(external_id="title", title="Python Developer", posted_on=date(2026, 10, 1))
    make_job(
        external_id="skill", title="Developer", skills=("Python",), posted_on=date(2026, 10, 2)
    )
    make_job(
        external_id="employer",
        title="Cook",
        employer="Python Kitchens",
        posted_on=date(2026, 10, 3),
    )
    make_job(
        external_id="body",
        title="Clerk",
        description="<p>No python, please.</p>",
        posted_on=date(2026, 10, 4),
    )
    make_job(
        external_id="other",
        title="C++ Engineer",
        skills=("C++", "Go"),
        places="Zürich, CH",
        description="<ul><li>Front-end work</li><li>Machine learning</li></ul>",
    )


@pytest.mark.parametrize(
    ("query", "jobs"),
    [
        ("python", ["title", "skill", "employer", "body"]),
        ("PYTHON", ["title", "skill", "employer", "body"]),
        ("pyth*", ["title", "skill", "employer", "body"]),
        ("developers", ["skill", "title"]),
        ("python developer", ["title", "skill"]),
        ("python -developer", ["employer", "body"]),
        ("-python", ["other"]),
        ("c++", ["other"]),
        ("c", []),
        ("go", ["other"]),
        ("zurich", ["other"]),
        ("Switzerland", ["other"]),
        ('"machine learning"', ["other"]),
        ('"learning machine"', []),
        ('"work machine"', ["other"]),
        ('"go front"', []),
        ("front-end", ["other"]),
        ("frontend", ["other"]),
        ("nothing-like-it", []),
        ("'; DROP TABLE jobs_job; --", []),
        ('"" OR NEAR( *', []),
        ("title:python", []),
    ],
)  # fmt: skip
def test_words_are_found_the_strongest_place_first(
    board: None, query: str, jobs: list[str]
) -> None:
    assert found(query) == jobs


def test_words_can_be_sorted_by_date_instead(board: None) -> None:
    assert found("python", "newest") == ["body", "employer", "skill", "title"]


def test_words_of_a_changed_job_are_replaced(board: None) -> None:
    Job.objects.filter(external_id="title").update(title="Java Developer")
    index.put([Job.objects.get(external_id="title").pk])

    assert "title" not in found("python")
    assert found("java") == ["title"]


def test_removed_words_find_nothing(board: None) -> None:
    index.remove(Job.objects.values_list("pk", flat=True))

    assert found("python") == []


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.text("abc \"-*()':&|!<>\\\0", max_size=30))
def test_no_query_breaks_the_search(board: None, query: str) -> None:
    found(query)
