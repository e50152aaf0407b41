"""Ranking people would agree with: judged queries on the sample and on feeds of others."""

from __future__ import annotations

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.relevance.boards import WILD, Board, invented, wild
from tests.relevance.judged import Judged, judged

pytestmark = pytest.mark.django_db
present = pytest.mark.skipif(not WILD.exists(), reason="no feeds of others beside the project")
INVENTED, OTHERS = judged("board"), judged("wild")
FLOOR, FLOOR_OF_OTHERS = 0.95, 0.97  # nDCG@10, a little below what was measured on both databases


@pytest.fixture(scope="module")
def board(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Board:
    with django_db_blocker.unblock():
        return invented()


@pytest.fixture(scope="module")
def board_of_others(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Board:
    with django_db_blocker.unblock():
        return wild()


def test_at_least_120_queries_are_judged() -> None:
    assert len(INVENTED) >= 90
    assert len(INVENTED) + len(OTHERS) >= 120


@pytest.mark.parametrize("queries", [INVENTED, OTHERS], ids=["sample", "feeds of others"])
def test_no_query_is_judged_twice(queries: list[Judged]) -> None:
    names = [query.name for query in queries]

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("number", range(len(INVENTED)), ids=[query.name for query in INVENTED])
def test_a_person_is_content_with_the_first_page(board: Board, number: int) -> None:
    query, answer = board.answers[number]

    assert query.unjudgeable(board.jobs) == []
    assert query.faults(answer, board.jobs) == []


@present
@pytest.mark.parametrize("number", range(len(OTHERS)), ids=[query.name for query in OTHERS])
def test_so_is_one_who_searches_feeds_of_others(board_of_others: Board, number: int) -> None:
    query, answer = board_of_others.answers[number]

    assert query.unjudgeable(board_of_others.jobs) == []
    assert query.faults(answer, board_of_others.jobs) == []


def test_the_best_jobs_stand_first(board: Board) -> None:
    assert board.quality >= FLOOR


@present
def test_they_do_so_on_feeds_of_others(board_of_others: Board) -> None:
    assert board_of_others.quality >= FLOOR_OF_OTHERS
