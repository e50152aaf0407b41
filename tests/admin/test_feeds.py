"""Feeds and the reports of their runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jobs.models import Feed, ImportRun
from tests.admin.pages import act, deletion_of, errors, form_of, list_of, listed, new, save, text
from tests.make import make_feed, make_job

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2026, 1, 1, 8, tzinfo=UTC)


def make_run(feed: Feed, **facts: Any) -> ImportRun:
    started = facts.get("started_at", LONG_AGO)
    facts = {"started_at": started, "finished_at": started + timedelta(seconds=2.5)} | facts
    return ImportRun.objects.create(feed=feed, **{"status": "applied"} | facts)


def test_the_list_tells_how_each_feed_is_doing(admin_client: Client) -> None:
    feed = make_feed(name="Old", last_run_at=LONG_AGO)
    make_run(feed, created=12)
    latest = make_run(feed, started_at=LONG_AGO + timedelta(hours=1), status="held", held=33)
    make_feed(name="Fresh", last_run_at=timezone.now(), interval=600)
    make_feed(name="New")

    answer = admin_client.get(list_of(Feed))

    assert listed(answer) == ["Fresh", "New", "Old"]
    assert f'<a href="{form_of(latest)}">held: 33 held</a>' in answer.content.decode()
    assert "12 created" not in text(answer)
    assert "never ran" in text(answer)


def test_the_next_run_is_told(admin_client: Client) -> None:
    for feed, told in (
        (make_feed(), "now"),
        (make_feed(last_run_at=LONG_AGO), "now"),
        (make_feed(enabled=False), "not by itself"),
        (make_feed(address="-"), "not by itself"),
        (make_feed(last_run_at=datetime(2126, 1, 1, 8, tzinfo=UTC)), "Jan. 1, 2126, 9 a.m."),
    ):
        assert f"Next due: {told}" in text(admin_client.get(form_of(feed)))


def test_feeds_are_enabled_and_disabled_by_action_and_in_the_list(admin_client: Client) -> None:
    first, second = make_feed(name="A", enabled=False), make_feed(name="B")

    assert "1 feed enabled." in text(act(admin_client, "enable", first, second))
    assert Feed.objects.filter(enabled=True).count() == 2
    assert "2 feeds disabled." in text(act(admin_client, "disable", first, second))

    answer = save(admin_client, list_of(Feed), **{"form-0-enabled": "on", "_save": "Save"})
    assert answer.status_code == 302
    assert list(Feed.objects.filter(enabled=True)) == [first]


def test_a_feed_is_added(admin_client: Client, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text("<jobs/>")

    for number, (address, stored) in enumerate(
        (
            ("HTTPS://Feeds.example/all.xml", "https://feeds.example/all.xml"),
            (str(file), str(file)),
            ("-", "-"),
        )
    ):
        answer = save(
            admin_client,
            new(Feed),
            name="Feed",
            slug=f"feed-{number}",
            address=address,
            attribution_url="https://feeds.example",
        )
        assert answer.status_code == 302, errors(answer)
        assert Feed.objects.get(slug=f"feed-{number}").address == stored


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"address": "ftp://feeds.example/all.xml"}, "expected an http(s) address"),
        ({"address": "feed.xml"}, "expected an http(s) address"),
        ({"address": "/no/such/feed.xml"}, "There is no file /no/such/feed.xml"),
        ({"address": "/"}, "There is no file /"),
        ({"interval": "0"}, "greater than or equal to 1"),
        ({"attribution_url": "javascript:alert(1)"}, "expected an http(s) address"),
        ({"slug": "no slug"}, "valid"),
    ],
)
def test_a_feed_that_could_not_be_read_is_refused(
    admin_client: Client, changes: dict[str, str], message: str
) -> None:
    facts = {"name": "Feed", "slug": "feed", "address": "https://feeds.example/"} | changes

    answer = save(admin_client, new(Feed), **facts)

    assert message in errors(answer)
    assert not Feed.objects.exists()


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"name": "Renamed"}, ("tag", "Monday")),
        ({"address": "https://new.example/"}, ("", "")),
        ({"dialect": "indeed"}, ("", "")),
    ],
)
def test_a_feed_that_is_read_anew_forgets_what_its_server_vouched_for(
    admin_client: Client, changes: dict[str, str], kept: tuple[str, str]
) -> None:
    feed = make_feed(address="https://old.example/", etag="tag", last_modified="Monday")

    save(admin_client, form_of(feed), **changes)

    feed.refresh_from_db()
    assert (feed.etag, feed.last_modified) == kept


def test_a_feed_shows_its_last_ten_runs(admin_client: Client) -> None:
    feed = make_feed()
    runs = [
        make_run(feed, started_at=LONG_AGO + timedelta(days=n), created=7000 + n) for n in range(12)
    ]

    answer = admin_client.get(form_of(feed))

    shown = [run for run in runs if form_of(run) in answer.content.decode()]
    assert shown == runs[2:]
    assert "7011" in text(answer)


def test_a_feed_with_jobs_is_kept_and_one_without_goes_with_its_reports(
    admin_client: Client,
) -> None:
    used, unused = make_feed(), make_feed()
    make_job(feed=used)
    make_run(unused)

    refused = admin_client.post(deletion_of(used), {"post": "yes"})
    admin_client.post(deletion_of(unused), {"post": "yes"})

    assert "Cannot delete" in text(refused)
    assert list(Feed.objects.all()) == [used]
    assert not ImportRun.objects.exists()


def test_a_report_can_be_read_and_nothing_else(admin_client: Client) -> None:
    run = make_run(make_feed(), created=7, message="All is well")

    shown = text(admin_client.get(form_of(run)))

    assert "All is well" in shown
    assert "Seconds: 2.5" in shown
    assert admin_client.post(form_of(run), {"created": "9"}).status_code == 403
    assert admin_client.post(deletion_of(run), {"post": "yes"}).status_code == 403
    assert admin_client.get(new(ImportRun)).status_code == 403
    selected = {"action": "delete_selected", "_selected_action": [run.pk], "post": "yes"}
    admin_client.post(list_of(ImportRun), selected)
    run.refresh_from_db()
    assert run.created == 7


def test_reports_are_filtered_by_feed_and_status(admin_client: Client) -> None:
    first, second = make_feed(), make_feed()
    held, applied = make_run(first, status="held"), make_run(second)

    by_feed = admin_client.get(list_of(ImportRun), {"feed__id__exact": second.pk})
    by_status = admin_client.get(list_of(ImportRun), {"status__exact": "held"})

    assert listed(by_feed) == [str(applied)]
    assert listed(by_status) == [str(held)]


def test_the_problems_of_a_run_are_a_table_and_harmless(admin_client: Client) -> None:
    hostile = "<script>alert('x')</script>{{ 7|add:7 }}%s{0}"
    names = ("external_id", "title", "field", "value", "reason")
    refused = {name: f"{name} {hostile}" for name in names} | {"refused": True}
    left_out = {"external_id": "b2", "value": "soon", "field": "posted", "refused": False}
    run = make_run(make_feed(), problems=[refused, left_out], rejected=3, message=hostile)

    answer = admin_client.get(form_of(run))

    page = answer.content.decode()
    assert "<script>alert" not in page
    assert page.count("<td>title &lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;") == 1
    assert "{{ 7|add:7 }}%s{0}" in page
    shown = text(answer)
    assert "External id Title Field Value Reason What was done" in shown
    assert "job refused" in shown
    assert "b2 posted soon fact left out" in shown
    assert "and 2 jobs more refused" in shown
    assert "external_id&quot;:" not in page


def test_a_run_without_problems_says_so(admin_client: Client) -> None:
    run = make_run(make_feed())

    assert "left out facts: none" in text(admin_client.get(form_of(run)))
