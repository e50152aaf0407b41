"""The boards that queries are judged on, and what the search answers there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from math import log2
from pathlib import Path

from django.core.management import call_command
from django.db import transaction
from django.http import QueryDict

from jobs.importer.pipeline import Options, run_feed
from jobs.importer.sources import feed_for, register
from jobs.models import Job
from jobs.search import memory
from jobs.search.page import results
from tests.relevance.conditions import Texts, texts_of
from tests.relevance.judged import HERE, Answer, Judged, judged

DAY = datetime(2026, 11, 23, 12, tzinfo=UTC)  # as in tests/conftest.py
BEST = 10  # jobs that count for the quality of an order
WILD = HERE.parents[2] / "shared" / "feeds"  # feeds of others, on some machines
WILD_FEEDS = [
    WILD / "yubhub.xml",
    *(
        WILD / "wellformed" / f"{name}.xml"
        for name in (
            "careerjet",
            "stackoverflow_rss",
            "jboard_snake_case",
            "jboard_double_escaped",
            "indeed_4corner",
            "chiropractic_custom",
        )
    ),
]


@dataclass(frozen=True, slots=True)
class Board:
    """All live jobs of a board, and the answers to its judged queries."""

    jobs: list[Texts]
    answers: list[tuple[Judged, Answer]]

    @property
    def quality(self) -> float:
        """nDCG@10, the mean of all graded queries: 1 when no order would please better."""
        measured = [
            ndcg(query, answer, self.jobs) for query, answer in self.answers if query.grades
        ]
        return sum(measured) / len(measured)


def invented() -> Board:
    """The sample and the jobs that it lacks. Leaves nothing in the database."""
    return _board("board", [HERE / "board.xml"], sample=True)


def wild() -> Board:
    """Feeds of others, where they are. Leaves nothing in the database."""
    return _board("wild", WILD_FEEDS)


def ndcg(query: Judged, answer: Answer, board: list[Texts]) -> float:
    best = sorted(map(query.grade, board), reverse=True)
    return _gain([query.grade(job) for job in answer.jobs]) / _gain(best)


def _gain(grades: list[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:BEST]))


def _board(name: str, documents: list[Path], *, sample: bool = False) -> Board:
    memory.forget()
    with transaction.atomic():
        if sample:
            call_command("load_sample", stdout=StringIO())
        for document in documents:
            feed = feed_for(str(document))
            register(feed)
            run_feed(feed, Options())
        jobs = {job.pk: texts_of(job) for job in Job.objects.live().for_cards()}
        board = Board(list(jobs.values()), [(q, _answer(q, jobs)) for q in judged(name)])
        transaction.set_rollback(True)
    memory.forget()  # what was rolled back, and numbers that the next board takes again
    return board


def _answer(query: Judged, jobs: dict[int, Texts]) -> Answer:
    params = QueryDict(query.params, mutable=True)
    params["q"] = query.q
    page = results(params, facets=())
    offered = [page.perhaps.label] if page.perhaps else []
    return Answer(
        [jobs[job.pk] for job in page.jobs], page.total, " ".join([*page.notices, *offered])
    )
