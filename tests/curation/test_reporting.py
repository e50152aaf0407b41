"""Reports decided: of a job all at once, what is done to it, and what the history says."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.http import QueryDict

from jobs.curation import reporting
from jobs.curation.reporting import latest
from jobs.models import Block, Job, Report
from jobs.search.page import results
from tests.make import make_job

pytestmark = pytest.mark.django_db
Decision = Report.Decision


@pytest.fixture
def editor() -> int:
    return User.objects.create_user("editor").pk


def report(job: Job, **facts: Any) -> Report:
    return Report.objects.create(**{"job": job, "reason": "scam"} | facts)


def decide(reports: Any, decision: Any, **told: Any) -> int:
    """By an editor who has seen all that there is."""
    return reporting.decide(reports, decision, seen=latest(), **told)


def history(row: Any) -> list[str]:
    entries = LogEntry.objects.filter(object_id=row.pk).order_by("pk")
    found = entries.filter(content_type__model=row._meta.model_name)
    return [entry.get_change_message() for entry in found]


def public() -> list[str]:
    return [job.title for job in results(QueryDict()).jobs]


def state(job: Job) -> tuple[bool, bool, bool]:
    """Whether it is hidden, closed, blocked."""
    job.refresh_from_db()
    blocked = Block.objects.filter(feed=job.feed, external_id=job.external_id).exists()
    return job.hidden, job.closed_at is not None, blocked


@pytest.mark.parametrize(
    ("decision", "after", "seen"),
    [
        (Decision.DISMISSED, (False, False, False), ["Cook", "Baker"]),
        (Decision.CORRECTED, (False, False, False), ["Cook", "Baker"]),
        (Decision.HIDDEN, (True, False, False), ["Cook"]),
        (Decision.CLOSED, (False, True, False), ["Cook"]),
        (Decision.BLOCKED, (True, False, True), ["Cook"]),
    ],
)
def test_all_open_reports_of_a_job_are_decided_together(
    editor: int, decision: Any, after: tuple[bool, bool, bool], seen: list[str]
) -> None:
    baker, cook = make_job(title="Baker"), make_job(title="Cook")
    first, second, other = report(baker), report(baker, reason="closed"), report(cook)

    number = decide(Report.objects.filter(pk=first.pk), decision, user=editor, reason="Fraud")

    assert number == 2
    rows = Report.objects.order_by("pk").values_list("pk", "decision", "decided_by")
    assert list(rows) == [
        (first.pk, decision, editor),
        (second.pk, decision, editor),
        (other.pk, "", None),
    ]
    assert state(baker) == after
    assert state(cook) == (False, False, False)
    assert public() == seen
    for decided in (first, second):
        assert history(decided) == [f"Decided: {decision.label}"]
    assert history(baker)[-1] == f"Reports decided: {decision.label}"
    assert history(cook) == history(other) == []


def test_a_block_keeps_why(editor: int) -> None:
    one = report(make_job())

    decide(Report.objects.filter(pk=one.pk), Decision.BLOCKED, user=editor, reason="Asks for money")

    assert list(Block.objects.values_list("reason", "user")) == [("Asks for money", editor)]


def test_what_was_decided_before_stays_as_it_is_and_does_nothing_to_its_job(editor: int) -> None:
    job = make_job()
    old = report(job, decision="dismissed")
    everything = Report.objects.all()

    assert decide(everything, Decision.HIDDEN, user=editor) == 0
    assert state(job) == (False, False, False)
    new = report(job)
    assert decide(Report.objects.filter(pk=old.pk), Decision.HIDDEN, user=editor) == 0
    assert decide(everything, Decision.CLOSED, user=editor) == 1
    assert list(everything.order_by("pk").values_list("decision", flat=True)) == [
        "dismissed",
        "closed",
    ]
    assert history(old) == []
    assert history(new) == ["Decided: Job closed"]


def test_what_came_after_the_page_was_made_waits_on(editor: int) -> None:
    job = make_job()
    first, seen = report(job), latest()
    later = report(job, reason="closed")
    everything = Report.objects.all()

    number = reporting.decide(everything, Decision.DISMISSED, user=editor, seen=seen)

    assert number == 1
    assert list(Report.objects.waiting()) == [later]
    assert history(first) == ["Decided: Nothing to do"]
    assert history(later) == []


def test_a_job_takes_its_reports_along() -> None:
    job = make_job()
    report(job)

    job.delete()

    assert not Report.objects.exists()
