"""The page of a run: what it did job by job, beside the run before; keeping jobs that are gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobs.admin.run_lists import FORGOTTEN, INVISIBLE, NOT_RECORDED
from jobs.models import Feed, ImportRun, Job, RunChange
from tests.admin.pages import form_of, text
from tests.admin.runs import LONG_AGO, import_beside, make_missing, make_run
from tests.make import make_feed, make_job, record, yubhub

pytestmark = pytest.mark.django_db
MANY = [f"m{number:02}" for number in range(30)]
HERE = "https://feed.example/"


def shown(client: Client, run: ImportRun, kind: str = "", **more: Any) -> str:
    return text(client.get(form_of(run), {"kind": kind} | more))


def keeping_of(run: ImportRun) -> str:
    return reverse("admin:jobs_importrun_keep", args=[run.pk])


def keep(client: Client, run: ImportRun, **more: str) -> str:
    """Says yes to the number of jobs that wait."""
    number = str(run.feed.jobs.waiting().count())
    return text(client.post(keeping_of(run), {"number": number} | more, follow=True))


def held() -> ImportRun:
    feed = make_feed(name="Harbour feed", health="held")
    make_missing(feed, 2)
    return make_run(feed, status="held", held=2, hold_reason="it looks odd", address=HERE)


def test_each_count_leads_to_its_jobs(
    admin_client: Client, import_document: Callable[..., ImportRun]
) -> None:
    import_document(yubhub(*map(record, ("same", "other", "gone", "left"))))
    Job.objects.filter(external_id="left").delete()
    run = import_document(
        yubhub(
            record("same"),
            record("other", Title="Job two", Tags="oars"),
            record("new"),
            record("bad", Applyto="javascript:1"),
        ),
        accept_removals=True,
    )

    page = admin_client.get(form_of(run)).content.decode()
    for kind in ("created", "updated", "closed", "refused"):
        assert f'href="?kind={kind}#list"' in page
    assert "Changed 1 : show them" not in page
    assert "New These jobs came with this run. Job Now Job new open" in shown(
        admin_client, run, "created"
    )
    changed = admin_client.get(form_of(run), {"kind": "updated"})
    assert "Title Job other Job two Skills – oars" in text(changed)
    assert "Job <del>other</del>" in changed.content.decode()
    assert "Job <ins>two</ins>" in changed.content.decode()
    assert "Job gone closed 23 Nov 2026" in shown(admin_client, run, "closed")
    assert "Job bad bad apply_url: expected an http(s) address" in shown(
        admin_client, run, "refused"
    )
    Job.objects.filter(external_id="new").delete()
    assert "Job new deleted" in shown(admin_client, run, "created")


def test_both_runs_stand_side_by_side_with_the_difference(admin_client: Client) -> None:
    feed = make_feed()
    facts = {"dialect": "yubhub", "address": "https://old.example/"}
    make_run(feed, seen=12, created=12, size=2_000, **facts)
    later = {"started_at": LONG_AGO + timedelta(hours=2), "address": HERE, "dialect": "indeed"}
    make_run(feed, status="failed", started_at=LONG_AGO + timedelta(hours=1))
    run = make_run(feed, seen=10, created=2, closed=4, size=1_500, **later)

    page = shown(admin_client, run)

    assert "This run The run before, 1 Jan 2026, 08:00 Difference" in page
    assert "Records 10 12 -2 New 2 new: show them 12 -10" in page
    assert "Closed 4 closed: show them 0 +4" in page
    assert "Bytes 1,500 2,000 -500 Dialect indeed yubhub another" in page
    assert f"Address {HERE} https://old.example/ another" in page


def test_a_run_of_an_earlier_version_says_that_nothing_is_recorded(admin_client: Client) -> None:
    run = make_run(make_feed(), created=7, updated=2)

    assert NOT_RECORDED in shown(admin_client, run, "created")
    assert NOT_RECORDED in shown(admin_client, run, "updated")


def test_what_is_kept_no_longer_or_seen_by_nobody_is_told_so(admin_client: Client) -> None:
    old = make_run(make_feed(), created=7, address=HERE)
    now = make_run(make_feed(), updated=7, address=HERE, started_at=Job().first_seen_at)

    assert FORGOTTEN in shown(admin_client, old, "created")
    assert INVISIBLE in shown(admin_client, now, "updated")


def test_a_run_that_was_killed_shows_what_it_did(admin_client: Client) -> None:
    run = make_run(make_feed(), status="failed", address=HERE)
    job = make_job(title="Cook")
    RunChange.objects.create(run=run, kind="created", job=job.pk, title="Cook")

    assert "New 1 new: show them" in shown(admin_client, run)
    assert "Cook open" in shown(admin_client, run, "created")


def test_an_unknown_kind_or_page_shows_the_run(admin_client: Client) -> None:
    run = make_run(make_feed(), created=1)

    for kind, page in (("<script>", "1"), ("created", "x"), ("created", "99999999999")):
        answer = admin_client.get(form_of(run), {"kind": kind, "page": page})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("kind", ["created", "updated", "reopened", "closed", "held"])
def test_a_list_asks_as_many_queries_for_three_jobs_as_for_one(
    admin_client: Client, kind: str
) -> None:
    run = make_run(make_feed(), address=HERE, created=3)
    both = {"before": {"title": "Cook"}, "after": {"title": "Chef"}}
    asked = []
    for _ in range(3):
        RunChange.objects.create(run=run, kind=kind, job=make_job().pk, title="Chef", **both)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown(admin_client, run, kind)
        asked.append(len(queries))

    assert asked[0] == asked[-1]
    assert asked[0] <= 14


def test_a_list_of_many_has_pages(admin_client: Client) -> None:
    run = make_run(make_feed(), created=120, address=HERE)
    RunChange.objects.bulk_create(
        RunChange(run=run, kind="created", job=10_000 + number, title=f"Job n{number}.")
        for number in range(120)
    )

    last = shown(admin_client, run, "created", page=3)

    assert "Previous 101 to 120 of 120" in last
    assert [number for number in range(120) if f"Job n{number}. deleted" in last] == [
        *range(100, 120)
    ]


def test_keeping_jobs_is_asked_about_first_and_names_their_number(admin_client: Client) -> None:
    run = held()

    page = text(admin_client.get(keeping_of(run)))

    assert "Keep 2 jobs of the feed Harbour feed open?" in page
    assert "because it looks odd." in page
    assert Job.objects.waiting().count() == 2


def test_kept_jobs_are_missing_no_longer_and_the_history_says_who(admin_client: Client) -> None:
    run = held()

    page = keep(admin_client, run)

    assert "2 jobs kept open." in page
    assert "2 removals wait" not in page
    assert list(Job.objects.values_list("closed_at", "missing_since", "missing_runs")) == [
        (None, None, 0),
        (None, None, 0),
    ]
    run.refresh_from_db()
    assert (run.kept_at is not None, run.approved_at) == (True, None)
    assert (Feed.objects.get().health, Feed.objects.get().enabled) == ("well", True)
    lines = LogEntry.objects.values_list("object_repr", "change_message", "user__username")
    told = "Kept 2 jobs open that the run of 1 Jan 2026, 08:00 held."
    assert list(lines) == [("Harbour feed", told, "admin")]
    assert "These jobs were kept before" in keep(admin_client, run)


def test_the_feed_can_be_paused_at_the_same_place(admin_client: Client) -> None:
    run = held()

    assert "Pause the feed as well" in text(admin_client.get(keeping_of(run)))
    assert "The feed “Harbour feed” is paused." in keep(admin_client, run, pause="yes")
    assert not Feed.objects.get().enabled


def test_nothing_is_kept_beside_an_import_of_the_feed(admin_client: Client) -> None:
    run = held()

    with import_beside(run.feed):
        assert "An import of this feed is running" in keep(admin_client, run)

    assert Job.objects.waiting().count() == 2


def test_the_next_run_holds_kept_jobs_anew_and_time_starts_again(
    admin_client: Client, import_document: Callable[..., ImportRun]
) -> None:
    import_document(yubhub(*map(record, MANY)))
    first = import_document(yubhub(record(MANY[0])))
    Job.objects.waiting().update(missing_since=LONG_AGO, missing_runs=2)
    keep(admin_client, first)

    again = import_document(yubhub(record(MANY[0])))

    assert (again.status, again.held, Feed.objects.get().health) == ("held", 29, "held")
    assert set(Job.objects.waiting().values_list("missing_runs", flat=True)) == {1}
    assert first.changes.filter(kind="held").count() == 29
