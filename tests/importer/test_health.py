"""What becomes of a feed that fails, is gone, or recovers; and who is told."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail
from pytest_django import Settings

from jobs.importer import outcome
from jobs.importer.records import Gone, Rejected, Unreachable
from jobs.models import Feed, ImportRun, Job
from tests.make import make_feed, make_job, record, yubhub

pytestmark = pytest.mark.django_db
Import = Callable[..., ImportRun]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def administrators(settings: Settings) -> None:
    settings.ADMINS = [("", "editor@jobs.example")]


def subjects() -> list[str]:
    return [message.subject.removeprefix("[Job board] ") for message in mail.outbox]


def test_a_change_of_health_is_mailed_once(import_document: Import) -> None:
    good, both = yubhub(record("a")), yubhub(record("a"), record("b"))
    for document in (both, both, "<source>", "<source>", both, yubhub(), yubhub(), good):
        import_document(document)

    assert subjects() == [
        "feed feed is failing",
        "feed feed has recovered",
        "feed feed waits for your decision",
        "feed feed has recovered",
    ]


def test_the_mail_says_why_and_where(import_document: Import) -> None:
    run = import_document("<source>")

    assert mail.outbox[0].to == ["editor@jobs.example"]
    assert mail.outbox[0].body == (
        f"rejected: {run.message}\n\n"
        f"http://testserver.example/admin/jobs/importrun/{run.pk}/change/\n"
    )


def test_a_mail_server_that_is_down_fails_no_import(
    import_document: Import, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with closing(socket.socket()) as silent:  # bound, and nobody listens
        silent.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()

        run = import_document("<source>")

    assert (run.status, Feed.objects.get().health) == ("rejected", "failing")


def gone_run(feed: Feed, hours: float, status: int = 404) -> ImportRun:
    run = ImportRun.objects.create(feed=feed)
    with time_machine.travel(NOON + timedelta(hours=hours), tick=False):
        outcome.unsuccessful(run, Gone("expected HTTP 200, got 404", status=status), write=True)
    return run


def test_a_feed_that_is_gone_for_a_week_is_paused_and_its_jobs_stay() -> None:
    feed = make_feed()
    job = make_job(feed=feed)
    for hours in (0, 24, 7 * 24 - 1):
        gone_run(feed, hours)
    feed.refresh_from_db()
    assert (feed.enabled, feed.gone_since) == (True, NOON)

    last = gone_run(feed, 7 * 24, status=410)

    feed.refresh_from_db()
    job.refresh_from_db()
    assert (feed.enabled, job.is_live, last.status) == (False, True, "failed")
    assert "gone since 2026-11-23: it is paused" in last.message


@pytest.mark.parametrize(
    ("meanwhile", "expected"),
    [
        ({"address": "https://corrected.example/", "gone_since": None}, (True, None)),
        ({"gone_since": None}, (True, NOON + timedelta(days=7))),  # resumed: another week
    ],
)
def test_a_run_that_finds_nothing_does_not_pause_what_an_editor_corrected_meanwhile(
    meanwhile: dict[str, Any], expected: tuple[bool, Any]
) -> None:
    feed = make_feed(gone_since=NOON)
    run = ImportRun.objects.create(feed=feed)
    Feed.objects.filter(pk=feed.pk).update(**meanwhile)

    with time_machine.travel(NOON + timedelta(days=7), tick=False):
        outcome.unsuccessful(run, Gone("expected HTTP 200, got 404", status=404), write=True)

    feed.refresh_from_db()
    assert (feed.enabled, feed.gone_since) == expected


def test_an_answer_ends_the_week(import_document: Import) -> None:
    import_document(yubhub(record("a")))
    feed = Feed.objects.get()
    gone_run(feed, 0)

    import_document(yubhub(record("a")))

    feed.refresh_from_db()
    assert (feed.gone_since, feed.health) == (None, "well")


@pytest.mark.parametrize("problem", [Unreachable("timed out"), Rejected("not XML")])
def test_an_outage_closes_nothing_and_keeps_what_is_known(problem: Exception) -> None:
    feed = make_feed(etag='"1"', gone_since=NOON)
    job = make_job(feed=feed)
    run = ImportRun.objects.create(feed=feed)

    outcome.unsuccessful(run, problem, write=True)  # type: ignore[arg-type]

    feed.refresh_from_db()
    job.refresh_from_db()
    assert (feed.enabled, feed.etag, job.is_live) == (True, '"1"', True)


def test_a_server_that_asks_for_patience_is_left_alone() -> None:
    feed = make_feed()
    run = ImportRun.objects.create(feed=feed)
    with time_machine.travel(NOON, tick=False):
        outcome.unsuccessful(run, Unreachable("429", retry_after=3600), write=True)

    feed.refresh_from_db()
    assert feed.not_before == NOON + timedelta(hours=1)
    assert Feed.objects.due(NOON + timedelta(minutes=59)) == []
    assert Feed.objects.due(NOON + timedelta(minutes=61)) == [feed]


def test_an_empty_new_feed_waits_for_a_person_or_a_day(import_document: Import) -> None:
    seen = []
    for hours in (0, 1, 25, 26):
        with time_machine.travel(NOON + timedelta(hours=hours), tick=False):
            run = import_document(yubhub())
            seen.append((run.status, run.hold_reason))

    assert seen == [("held", "the feed is empty")] * 2 + [("unchanged", "")] * 2
    assert Job.objects.count() == 0


def test_a_person_may_say_that_an_empty_feed_is_right(import_document: Import) -> None:
    statuses = [
        import_document(yubhub(), accept_removals=accept).status for accept in (False, True, False)
    ]

    assert statuses == ["held", "unchanged", "unchanged"]


def test_overrides_that_cannot_be_read_reject_the_feed_with_their_line(
    import_document: Import, feed_file: Callable[..., Path]
) -> None:
    import_document(yubhub(record("a")))
    Feed.objects.update(overrides="titel = name")

    run = import_document(yubhub(record("a")))

    assert run.status == "rejected"
    assert run.message.startswith("the feed's overrides cannot be read: line 1")
