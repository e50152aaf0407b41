"""Judging itself: conditions, expectations and the measure of an order."""

from __future__ import annotations

import pytest

from tests.relevance.boards import Board, ndcg
from tests.relevance.conditions import FIELDS, Texts, condition, fold
from tests.relevance.judged import Answer, Judged


def job(**told: str) -> Texts:
    texts = {field: (fold(told.get(field, "")),) for field in FIELDS}
    return texts | {"any": tuple(fold(text) for text in told.values())}


COOK = job(id="cook", title="Head Chef", place="Köln, Germany", employer="Forks")
BAKER = job(id="baker", title="Bäcker", place="Łódź, Poland", employer="Forks")
MAID = job(id="maid", title="Housekeeper", employer="Beds")
BOARD = [COOK, BAKER, MAID]


@pytest.mark.parametrize(
    ("written", "meet"),
    [
        ("title:chef", [COOK]),
        ("title:hef", []),
        ("title:.*hef", [COOK]),
        ("place:koln or place:lodz", [COOK, BAKER]),
        ("employer:forks and not title:backer", [COOK]),
        ("not employer:forks or title:head", [COOK, MAID]),
        ("any:germany", [COOK]),
    ],
)
def test_a_condition_is_read_as_it_is_written(written: str, meet: list[Texts]) -> None:
    meets = condition(written)

    assert [one for one in BOARD if meets(one)] == meet


@pytest.mark.parametrize("written", ["chef", "titel:chef", "title:"])
def test_a_condition_that_asks_for_nothing_known_is_refused(written: str) -> None:
    with pytest.raises(KeyError):
        condition(written)


@pytest.mark.parametrize(
    ("expected", "faults"),
    [
        (Judged("q", first="title:head"), []),
        (Judged("q", first="title:backer"), ["not first: title:backer"]),
        (Judged("q", all=["employer:forks"]), []),
        (Judged("q", all=["employer:beds"]), ["missing: employer:beds (housekeeper, maid)"]),
        (Judged("q", some=["employer:beds"]), ["nobody: employer:beds"]),
        (Judged("q", none=["title:head"]), ["unwanted: title:head (head chef, cook)"]),
        (Judged("q", only="title:head"), ["not only title:head: backer, baker"]),
        (Judged("q", before=[["title:head", "title:backer"]]), []),
        (
            Judged("q", before=[["title:backer", "title:head"]]),
            ["not before: title:backer | title:head"],
        ),
        (
            Judged("q", before=[["title:maid", "title:head"]]),
            ["not before: title:maid | title:head"],
        ),
        (Judged("q", total=3), ["expected 3 jobs, got 2"]),
        (Judged("q", share=1), ["too many: forks"]),
        (Judged("q", says="Instead"), []),
        (Judged("q", says="nothing"), ["not said: nothing"]),
    ],
)
def test_a_fault_is_told_in_words(expected: Judged, faults: list[str]) -> None:
    answer = Answer([COOK, BAKER], 2, "Shown instead.")

    assert expected.faults(answer, BOARD) == faults


def test_an_empty_page_never_holds_only_what_was_wanted() -> None:
    assert Judged("q", only="title:head").faults(Answer([], 0, ""), BOARD) == ["an empty page"]


def test_a_condition_that_no_job_meets_is_a_slip_of_the_pen() -> None:
    query = Judged("q", first="title:head", grades={"3": "title:haed"}, none=["title:pilot"])

    assert query.unjudgeable(BOARD) == ["title:haed"]


def test_the_best_order_measures_one_and_a_worse_one_less() -> None:
    query = Judged("q", grades={"3": "title:head", "1": "title:backer"})

    def measured(*page: Texts) -> float:
        return round(ndcg(query, Answer(list(page), len(page), ""), BOARD), 4)

    assert measured(COOK, BAKER, MAID) == 1
    assert measured(BAKER, COOK) == 0.7098
    assert measured(MAID) == 0


def test_a_board_is_as_good_as_its_graded_queries_in_the_mean() -> None:
    graded, other = Judged("a", grades={"3": "title:head"}), Judged("b")
    answers = [
        (graded, Answer([COOK], 1, "")),
        (graded, Answer([MAID], 1, "")),
        (other, Answer([MAID], 1, "")),
    ]

    assert Board(BOARD, answers).quality == 0.5
