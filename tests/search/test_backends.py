"""The two databases find the same jobs by the same words, but for what they force upon us."""

from __future__ import annotations

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jobs.lib.words import BETWEEN
from jobs.search.backends import backend
from jobs.search.query import Group, Phrase, parse

pytestmark = pytest.mark.django_db
POSTGRESQL = connection.vendor == "postgresql"


def store(**columns: str) -> None:
    """Job 1, 2 ... of its words: title; skills; facts; body, with `|` between two strengths."""
    backend().put(
        [
            (int(name[1:]), [[BETWEEN if word == "," else word for word in column.split()]
                             for column in text.split("|")])
            for name, text in columns.items()
        ]
    )  # fmt: skip


def found(query: str, **limits: object) -> list[int]:
    return sorted(backend().ids(parse(query).wanted, **limits).tolist())


@pytest.fixture
def board() -> None:
    store(
        j1="python developer|go|acm|with care",
        j2="developer|python , django|acm|a python is a snake",
        j3="cook|bread|python kitchen|no word",
        j4="clerk|||python and care",
    )


@pytest.mark.parametrize(
    ("query", "jobs"),
    [
        ("python", [1, 2, 3, 4]),
        ("python developer", [1, 2]),
        ("cook OR clerk", [3, 4]),
        ("cook OR clerk python", [3, 4]),
        ("pyth*", [1, 2, 3, 4]),
        ('"python kitchen*"', [3]),
        ('"python developer"', [1]),
        ('"developer python"', []),
        ('"python django"', []),  # the end of one name and the beginning of the next
        ('"kitchen no"', []),
        ('"python and care"', [4]),
        ("xyzzy", []),
    ],
)
def test_groups_of_alternatives_are_found(board: None, query: str, jobs: list[int]) -> None:
    assert found(query) == jobs


@pytest.mark.parametrize(
    ("strengths", "jobs"), [(1, [1]), (2, [1, 2]), (3, [1, 2, 3]), (4, [1, 2, 3, 4])]
)
def test_only_the_strongest_columns_count_when_asked(
    board: None, strengths: int, jobs: list[int]
) -> None:
    assert found("python", strengths=strengths) == jobs
    assert found("pytho*", strengths=strengths) == jobs


@pytest.mark.parametrize("others", [[], range(100, 200)])
def test_only_the_jobs_asked_for_are_looked_at(board: None, others: list[int]) -> None:
    assert found("python", among=np.array([2, 4, 9, *others])) == [2, 4]
    assert found("pyth*", among=np.array([2, 4, 9, *others])) == [2, 4]


def test_an_answer_is_counted_as_one_query(board: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        found("python developer")

    assert len(queries) == 1


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite has no such settings")
def test_the_settings_of_a_question_end_with_it(board: None) -> None:
    def settings() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('enable_seqscan'), current_setting('work_mem')")
            return list(cursor.fetchone())

    before = settings()
    found("python")

    assert settings() == before == ["on", before[1]]


def test_the_largest_query_is_answered(board: None) -> None:
    many = tuple(
        Group(tuple(Phrase(tuple(f"w{a}x{b}y{c}" for c in range(12))) for b in range(21)))
        for a in range(12)
    )

    assert backend().ids(many).tolist() == []


# --- what the engines force (docs/search.md) ----------------------------------------------------
def test_sqlite_takes_21_vowel_signs_for_gaps() -> None:
    """Of New Tai Lue and Vedic: they have become letters since its table was made."""
    store(j1="\u19b0|||", j2="\u1981\u19b0|||")

    assert found("\u19b0") == ([1] if POSTGRESQL else [])
    assert found("\u1981\u19b0") == [2]


def test_postgresql_finds_no_phrase_beyond_its_last_position() -> None:
    """Positions end at 16,383; 8,000 words of a description and what stands before them fit."""
    store(j1="title|" + "skill , " * 9_000 + "|" + "fact|" + "far away")

    assert found("far") == [1]
    assert found('"far away"') == ([] if POSTGRESQL else [1])


def test_postgresql_knows_the_first_255_places_of_a_word() -> None:
    store(j1="title|||" + "word other " * 255 + "word last")

    assert found("last") == [1]
    assert found('"word other"') == [1]
    assert found('"word last"') == ([] if POSTGRESQL else [1])
