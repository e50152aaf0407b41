"""Misspelt words, on a board that knows the right ones."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.utils import timezone

from jobs.models import Job
from jobs.search import index, memory
from jobs.search.page import results
from jobs.search.query import parse
from jobs.search.spelling import Correction, corrected, nearest
from jobs.search.synonyms import synonyms
from tests.make import make_job

pytestmark = pytest.mark.django_db
RARE = 3


def correction(text: str) -> Correction | None:
    return corrected(memory.current(), text, parse(text, synonyms(text)), RARE)


@pytest.fixture
def board() -> None:
    make_job(
        title="Pharmacy Accountant",
        skills=("Kubernetes", "JavaScript"),
        employer="Harbourline",
        places="Düsseldorf, Germany",
        description="<p>You look after the laboratory.</p>",
    )


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("acountant", "accountant"),
        ("accuontant", "accountant"),
        ("acountent", "accountant"),
        ("kubernets", None),  # its stem is that of Kubernetes: it is found as it is
        ("kubrenetes", "kubernetes"),
        ("harborline", "harbourline"),
        ("dusseldrof", "dusseldorf"),
        ("germnay", "germany"),
        ("farmacy", "pharmacy"),
        ("farmcy", None),  # three mistakes
        ("javascrpit", "javascript"),
    ],
)
def test_the_nearest_word_of_titles_and_names_is_known(
    board: None, typed: str, known: str | None
) -> None:
    assert nearest(memory.current(), typed) == known


@pytest.mark.parametrize("typed", ["", "jav", "germany1", "k8s", "labratory", "zzzzzzzz", "\ud800"])
def test_short_words_words_with_digits_and_words_of_descriptions_have_none(
    board: None, typed: str
) -> None:
    assert nearest(memory.current(), typed) is None


def test_short_words_forgive_one_mistake_and_long_ones_two() -> None:
    make_job(title="Nurse Surveyor")

    found = [nearest(memory.current(), typed) for typed in ("nurze", "nruze", "surveor", "srveor")]

    assert found == ["nurse", None, "surveyor", None]


def test_another_form_of_the_same_word_is_not_its_correction() -> None:
    make_job(title="Baker")

    assert nearest(memory.current(), "bakers") is None


def test_of_equally_near_words_that_of_more_jobs_is_meant() -> None:
    make_job(title="Saler")
    make_job(title="Sales clerk")
    make_job(title="Sales manager")

    assert nearest(memory.current(), "salec") == "sales"


def test_the_same_first_letter_counts_as_ten_times_as_many_jobs() -> None:
    make_job(title="Cook")
    for _ in range(9):
        make_job(title="Book")
    assert nearest(memory.current(), "coook") == "cook"
    assert nearest(memory.current(), "cooc") == "cook"


def test_words_of_closed_jobs_alone_are_no_correction(board: None) -> None:
    job = Job.objects.get()
    Job.objects.update(closed_at=timezone.now())
    index.put([job.pk])

    assert nearest(memory.current(), "acountant") is None


def test_a_word_known_since_a_moment_is_a_correction_at_once(board: None) -> None:
    assert nearest(memory.current(), "bottanist") is None

    make_job(title="Botanist")

    assert nearest(memory.current(), "bottanist") == "botanist"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("acountant", "accountant"),
        ("Acountant, pharmcy", "accountant, pharmacy"),
        ("acountant -pharmcy", "accountant -pharmcy"),
        ("“acountant” acountant", "“acountant” accountant"),
        ("pharmacyaccountant", "pharmacy accountant"),
        ("Pharmacyaccountants germany", "pharmacy accountants germany"),
        ("pharmacylaboratory", None),
        ("(acountant/pharmcy)", "(accountant/pharmacy)"),
        ("ACOUNTANT OR baker", None),
        ("kubrenetes kubrenetes", "kubernetes kubernetes"),
        ("acountant zzzzzz", "accountant zzzzzz"),
        ("accountant", None),
        ("laboratory", None),
        ("-acountant", None),
        ("acount*", None),
        ("acountant-clerk", None),
        ('"acountant"', None),
        ('"pharmcy acountant"', None),
        ("", None),
    ],
)
def test_only_misspelt_single_words_are_replaced(board: None, text: str, made: str | None) -> None:
    found = correction(text)

    assert (found.text if found else None) == made


def test_what_was_replaced_is_told(board: None) -> None:
    assert correction("Acountant pharmcy") == Correction(
        "accountant pharmacy", (("acountant", "accountant"), ("pharmcy", "pharmacy"))
    )


def test_a_word_that_few_jobs_have_gives_way_to_one_that_twenty_times_as_many_have() -> None:
    make_job(title="Bakre")
    for _ in range(19):
        make_job(title="Baker")
    assert correction("bakre") is None

    make_job(title="Baker")

    assert correction("bakre") == Correction("baker", (("bakre", "baker"),))


def test_a_word_that_more_jobs_have_is_right_however_near_another_is() -> None:
    for _ in range(RARE + 1):
        make_job(title="Bakre")
    for _ in range(20 * (RARE + 1)):
        make_job(title="Baker")

    assert correction("bakre") is None


def test_the_correction_is_used_when_nothing_else_is_found_and_the_page_says_so(
    board: None,
) -> None:
    page = results(QueryDict("q=pharmcy+acountant"), facets=())

    assert [job.title for job in page.jobs] == ["Pharmacy Accountant"]
    assert page.notices == [
        "Nothing was found for “pharmcy acountant”. These are the jobs for “pharmacy accountant”."
    ]


@pytest.mark.parametrize(
    ("typed", "known", "sure"),
    [
        ("referee", "reference", False),
        ("acountent", "accountant", True),  # two mistakes, in nine letters
        ("accuntnt", "accountant", False),  # in eight
        ("pharmcy", "pharmacy", True),
        ("maid", "mid", False),
    ],
)
def test_two_mistakes_are_plain_in_long_words_alone(typed: str, known: str, sure: bool) -> None:
    assert Correction(known, ((typed, known),)).is_sure is sure


def test_a_misspelling_on_the_board_is_found_and_the_usual_spelling_offered_with_its_count() -> (
    None
):
    make_job(title="Bakre")
    for _ in range(20):
        make_job(title="Baker")

    page = results(QueryDict("q=bakre&sort=newest"), facets=())

    assert page.total == 1
    assert page.perhaps is not None
    assert (page.perhaps.label, page.perhaps.count) == ("baker", 20)
    assert results(QueryDict(page.perhaps.query), facets=()).total == 20
