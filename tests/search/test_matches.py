"""Words on the board in memory: the database is asked once, and then only for what changed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pyroaring import BitMap

from jobs.models import Job
from jobs.search import index, matches, memory
from jobs.search.query import FACTS, SKILLS, TITLE, parse
from jobs.search.synonyms import synonyms
from tests.make import make_job, make_skill

pytestmark = pytest.mark.django_db


def named(board: memory.Snapshot, jobs: BitMap) -> set[str]:
    ids = board.ids(matches.slots_of(jobs & board.live)).tolist()
    return set(Job.objects.filter(pk__in=ids).values_list("external_id", flat=True))


def found(query: str) -> set[str]:
    board = memory.current()
    jobs = matches.matched(board, parse(query, synonyms(query)))
    assert jobs is not None
    return named(board, jobs)


def strong(query: str, strength: int) -> set[str]:
    board = memory.current()
    [group] = parse(query, synonyms(query)).wanted
    return named(board, matches.strong(board, group, strength))


@pytest.fixture
def board() -> None:
    make_job(external_id="title", title="Machine Learning Engineer", employer="Acme")
    make_job(external_id="skill", title="Cook", skills=("Machine learning", "Go"), employer="Acme")
    make_job(external_id="facts", title="Clerk", employer="Machine Learning House")
    make_job(external_id="place", title="Nurse", places="Chicago, US", employer="Go Outdoors")
    make_job(external_id="body", title="Baker", description="<p>Machine and learning, go</p>")


def test_a_query_without_words_narrows_nothing(board: None) -> None:
    assert matches.matched(memory.current(), parse(" -- ")) is None


@pytest.mark.parametrize(
    ("query", "jobs"),
    [
        ("machine learning", {"title", "skill", "facts", "body"}),
        ('"machine learning"', {"title", "skill", "facts"}),
        ("ml", {"title", "skill", "facts"}),
        ("ml -cook", {"title", "facts"}),
        ("-ml", {"place", "body"}),
        ("-machine -nurse", set()),
        ("ml OR nurse", {"title", "skill", "facts", "place"}),
        ("usa", {"place"}),
        ("us", {"place"}),
        ("go", {"skill"}),  # neither the name of an employer nor a verb
        ('"go"', {"skill", "place", "body"}),
        ("golang", {"skill"}),
        ("enginee*", {"title"}),
        ("lear* hous*", {"facts"}),
        ("machine-lear*", {"title", "skill", "facts"}),
    ],
)
def test_jobs_are_found(board: None, query: str, jobs: set[str]) -> None:
    assert found(query) == jobs


@pytest.mark.parametrize(
    ("query", "title", "skills", "facts"),
    [
        ("machine", {"title"}, {"skill"}, {"facts"}),
        ('"machine learning"', {"title"}, {"skill"}, {"facts"}),
        ('"learning machine"', set(), set(), set()),
        ("ml", {"title"}, {"skill"}, {"facts"}),
        ("machi*", {"title"}, {"skill"}, {"facts"}),
        ("go", set(), {"skill"}, set()),
        ('"united states"', set(), set(), {"place"}),
    ],
)
def test_where_words_stand_is_told(
    board: None, query: str, title: set[str], skills: set[str], facts: set[str]
) -> None:
    assert [strong(query, place) for place in (TITLE, SKILLS, FACTS)] == [title, skills, facts]


def test_jobs_with_some_of_the_words_are_counted(board: None) -> None:
    snapshot = memory.current()
    levels = matches.some(snapshot, parse("machine cook nurse -baker"))

    assert [named(snapshot, jobs) for jobs in levels] == [
        {"title", "skill", "facts", "place"},
        {"skill"},
        set(),
    ]


def asked(query: str) -> int:
    snapshot = memory.current()
    with CaptureQueriesContext(connection) as queries:
        matches.matched(snapshot, parse(query))
    return len([one for one in queries if "jobs_words" in one["sql"]])


def test_words_asked_before_are_not_asked_again(board: None) -> None:
    assert [asked("cook nurse"), asked("cook nurse"), asked("nurse"), asked("nurse cook")] == [
        1, 0, 1, 1,
    ]  # fmt: skip


def test_after_a_change_only_the_changed_jobs_are_asked_for(board: None) -> None:
    assert found("nurse") == {"place"}
    Job.objects.filter(external_id="title").update(title="Nurse")
    Job.objects.filter(external_id="place").update(title="Driver")
    changed = list(
        Job.objects.filter(external_id__in=["title", "place"]).values_list("pk", flat=True)
    )
    index.put(changed)

    with CaptureQueriesContext(connection) as queries:
        assert found("nurse") == {"title"}
    [one] = [one["sql"] for one in queries if "jobs_words" in one["sql"]]
    assert all(str(job) in one for job in changed)
    assert found("driver") == {"place"}

    make_job(external_id="new", title="Night Nurse", posted_on=date(2026, 11, 2))
    assert found("nurse") == {"title", "new"}


def test_when_much_has_changed_all_are_asked_anew(
    board: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found("nurse") == {"place"}
    monkeypatch.setattr(matches, "MOST_CHANGED", 1)
    Job.objects.update(title="Nurse")
    index.put(Job.objects.values_list("pk", flat=True))

    assert found("nurse") == {"title", "skill", "facts", "place", "body"}


def test_a_renamed_skill_is_found_by_its_new_name(board: None) -> None:
    skill = make_skill("Machine learning")
    assert strong("learning", SKILLS) == {"skill"}
    type(skill).objects.filter(pk=skill.pk).update(name="Statistics")
    index.rows.terms_changed()

    assert (strong("learning", SKILLS), strong("statistics", SKILLS)) == (set(), {"skill"})
