"""What is offered while a seeker types."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from jobs.models import Job, Skill
from jobs.search import index, memory
from jobs.search.page import results
from jobs.search.suggest import Suggestion, plain, suggestions
from tests.make import make_job

pytestmark = pytest.mark.django_db


def suggested(text: str) -> list[Suggestion]:
    return suggestions(memory.current(), text)


def labels(text: str, kind: str) -> list[str]:
    return [one.label for one in suggested(text) if one.kind == kind]


def test_titles_skills_employers_and_places_are_offered_with_what_they_find() -> None:
    make_job(title="Pastry Cook", skills=("Pastry",), employer="Pasture", places="Passau, Germany")
    make_job(title="Pastry Cook", skills=("Pasta",), employer="Pasture")
    make_job(title="Pasta Maker", skills=("Pastry",), employer="Harbourline")

    assert suggested("Pas") == [
        Suggestion("title", "Pastry Cook", None, "q=Pastry+Cook"),
        Suggestion("title", "Pasta Maker", None, "q=Pasta+Maker"),
        Suggestion("skill", "Pastry", 2, "skill=pastry"),
        Suggestion("skill", "Pasta", 1, "skill=pasta"),
        Suggestion("employer", "Pasture", 2, "employer=pasture"),
        Suggestion("place", "Passau, Bavaria, Germany", 1, "place=passau-bavaria-germany"),
    ]


def test_the_last_word_is_a_beginning_and_the_others_are_whole() -> None:
    make_job(title="Senior Data Engineer")
    make_job(title="Senior Database Administrator")

    assert labels("senior dat", "title") == [
        "Senior Database Administrator",
        "Senior Data Engineer",
    ]
    assert labels("seniors datab", "title") == ["Senior Database Administrator"]
    assert labels("engineer sen", "title") == ["Senior Data Engineer"]
    assert labels("sen data", "title") == []


@pytest.mark.parametrize("text", ["", " ", "a", "é", "*", '"', "\0", "-", "🙂"])
def test_nothing_and_one_letter_suggest_nothing(text: str) -> None:
    make_job(title="A", skills=("A",))

    assert suggested(text) == []


def test_accents_and_case_make_no_difference() -> None:
    make_job(title="Élevage", places="Zürich, Switzerland")

    assert labels("ELEV", "title") == ["Élevage"]
    assert labels("zuri", "place") == ["Zurich, Switzerland"]


def test_the_title_that_most_of_the_newest_jobs_have_stands_first_as_the_newest_spells_it() -> None:
    make_job(title="Baker", posted_on=date(2026, 11, 9))
    make_job(title="Bakery clerk", posted_on=date(2026, 11, 3))
    make_job(title="BAKERY CLERK", posted_on=date(2026, 11, 2))

    assert labels("bak", "title") == ["Bakery clerk", "Baker"]


def test_closed_jobs_suggest_nothing() -> None:
    job = make_job(title="Baker", skills=("Baking",), employer="Bakehouse", places="Baku, AZ")
    Job.objects.filter(pk=job.pk).update(closed_at=timezone.now())
    index.put([job.pk])

    assert suggested("bak") == []


def test_skills_that_are_no_filter_are_not_suggested() -> None:
    make_job(skills=("Baking", "Baking of a great many kinds of bread and of cakes"))

    assert Skill.objects.count() == 2
    assert labels("bak", "skill") == ["Baking"]


def test_the_most_frequent_terms_are_offered_and_no_more_than_a_few() -> None:
    for number in range(6):
        make_job(skills=tuple(f"Bak{letter}" for letter in "abcdef"[number:]))

    assert labels("bak", "skill") == ["Bakf", "Bake", "Bakd", "Bakc"]


def test_a_place_counts_what_lies_in_it() -> None:
    make_job(places="Bavaria, Germany")
    make_job(places="Munich, Bavaria, Germany")
    make_job(places="Munich, Bavaria, Germany")

    found = {one.label: one.count for one in suggested("bavaria")}

    assert found == {"Bavaria, Germany": 3, "Munich, Bavaria, Germany": 2}


def test_every_count_of_the_sample_is_the_number_of_results_and_titles_find_their_jobs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("load_sample")

    for text in ("en", "sa", "java", "new", "remote", "co", "united", "de", "ma"):
        offered = suggested(text)
        assert 0 < len(offered) <= 13
        for one in offered:
            page = results(QueryDict(one.query), facets=())
            if one.kind == "title":
                assert one.label in [job.title for job in page.jobs]
            else:
                assert (one.label, page.total) == (one.label, one.count)


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("Chef", "Chef"),
        ("Cook - Nights", "Cook Nights"),
        ('Engineer "C++" -remote', "Engineer C++ remote"),
        ("Nurse OR Carer (m/f/d)*", "Nurse or Carer (m/f/d)"),
        ("Front-end ORacle", "Front-end ORacle"),
    ],
)
def test_no_sign_in_a_title_is_taken_for_an_operator(title: str, asked: str) -> None:
    assert plain(title) == asked


@pytest.mark.parametrize("jobs", [1, 4])
def test_suggestions_take_the_same_few_queries_for_any_board(
    jobs: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(jobs):
        make_job(title=f"Baker {number}", skills=(f"Bak{number}",), employer="Bakehouse")
    board = memory.current()

    with django_assert_num_queries(3):  # titles, names of skills, names of employers
        suggestions(board, "bak")
    with django_assert_num_queries(1):  # the names are remembered
        suggestions(board, "bake")
    with django_assert_num_queries(0):
        suggestions(board, "bak")
