"""What the bench measures is the board: its generator writes what the board itself would write."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from jobs.models import Job, SearchRow
from jobs.search import index
from jobs.search.page import results
from tests.bench.board import SEED, build
from tests.bench.mix import EACH, KINDS, mix
from tests.bench.terms import Terms
from tests.bench.usual_search import ask

JOBS = 400
WORDS = {
    "sqlite": "SELECT rowid, title, skills, employer, body FROM jobs_words",
    "postgresql": "SELECT job_id, words::text FROM jobs_words ORDER BY job_id",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Terms:
    build(JOBS)
    return Terms.of(JOBS, SEED)


def _stored() -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(WORDS[connection.vendor])
        words = cursor.fetchall()
    facts = SearchRow.objects.order_by("job").values_list("job", "facts")
    return words, [(job, bytes(fact or b"")) for job, fact in facts]


def test_a_synthetic_board_holds_the_words_and_rows_that_the_board_would_have_written(
    board: Terms,
) -> None:
    generated = _stored()
    index.put(Job.objects.order_by("pk").values_list("pk", flat=True))
    assert len(generated[0]) == len(generated[1]) == JOBS
    assert generated == _stored()


def test_the_mix_asks_200_times_and_for_no_words_twice(board: Terms) -> None:
    asked = mix(board)
    words = [word for one in asked for word in one.words.split()]
    assert {kind: [one.kind for one in asked].count(kind) for kind in KINDS} == dict.fromkeys(
        KINDS, EACH
    )
    assert len(words) == len(set(words))


def test_the_usual_way_counts_what_the_board_counts(board: Terms) -> None:
    for asked in [one for one in mix(board) if not one.words]:
        total, newest, facets = ask(asked)
        found = results(asked.params())
        counts = [value.count for value in found.facets["skill"].values]
        skills = sorted(
            filter(None, counts), reverse=True
        )  # a chosen one is told though it has none
        assert total == found.total, asked
        assert [job.pk for job in newest[:10]] == [job.pk for job in found.jobs[:10]], asked
        assert skills[:20] == [count for *_skill, count in facets["skill"]][:20], asked
