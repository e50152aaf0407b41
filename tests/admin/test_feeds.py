"""Feeds: how they are configured, and how they are doing."""

from __future__ import annotations

import re
import textwrap
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from jobs.admin.feed_form import FeedForm
from jobs.importer.dialects import DIALECTS, Overrides
from jobs.importer.dialects.overrides import FIELDS
from jobs.models import BY_HAND, Feed, ImportRun, Job, Trial
from tests.admin.pages import (
    act,
    deletion_of,
    errors,
    form_of,
    list_of,
    listed,
    save,
    text,
    values_of,
)
from tests.admin.runs import LONG_AGO, make_missing, make_run
from tests.make import make_feed, make_job

pytestmark = pytest.mark.django_db
FAR = datetime(2126, 1, 1, 8, tzinfo=UTC)


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
        (make_feed(not_before=FAR), "1 Jan 2126, 08:00"),
        (make_feed(not_before=LONG_AGO), "now"),
        (make_feed(last_run_at=FAR), "1 Jan 2126, 09:00"),
    ):
        assert f"Next due: {told}" in text(admin_client.get(form_of(feed)))


def switch(client: Client, feed: Feed, to: str, query: str = "") -> Any:
    """Presses Pause or Resume, on the page of the feed or in the list."""
    address = reverse("admin:jobs_feed_switch", args=[feed.pk])
    return client.post(f"{address}{query}", {to: ""}, follow=True)


def told_of(feed: Feed) -> list[str]:
    """The history of a feed, the oldest first."""
    entries = LogEntry.objects.filter(object_id=feed.pk).order_by("pk")
    return [entry.get_change_message() for entry in entries]


def test_feeds_are_paused_and_resumed_by_action_on_their_page_and_in_the_list(
    admin_client: Client,
) -> None:
    first, second = make_feed(name="A", enabled=False), make_feed(name="B")
    paused, resumed = "reading: “on” → “paused”", "reading: “paused” → “on”"

    assert "1 feed resumed." in text(act(admin_client, "resume", first, second))
    assert Feed.objects.filter(enabled=True).count() == 2
    assert "2 feeds paused." in text(act(admin_client, "pause", first, second))
    assert (told_of(first), told_of(second)) == ([resumed, paused], [paused])

    answer = switch(admin_client, first, "resume", "?list")
    assert answer.request["PATH_INFO"] == list_of(Feed)
    assert "A is read again." in text(answer)
    assert list(Feed.objects.filter(enabled=True)) == [first]
    answer = switch(admin_client, first, "pause")
    assert answer.request["PATH_INFO"] == form_of(first)
    assert "A is paused: it is read again when you resume it." in text(answer)
    assert not Feed.objects.filter(enabled=True).exists()


def test_a_list_has_a_button_for_each_feed_that_can_be_read(admin_client: Client) -> None:
    on, off = make_feed(name="A"), make_feed(name="B", enabled=False)
    make_feed(name="C", address="-")
    make_feed(name="D", address=BY_HAND, enabled=False)

    page = html.fromstring(admin_client.get(list_of(Feed)).content.decode())

    assert [
        (button.get("name"), button.get("aria-label"), button.get("formaction"))
        for button in page.xpath("//form[@id='changelist-form']//td//button")
    ] == [
        ("pause", "Pause A", f"/admin/jobs/feed/{on.pk}/reading/?list"),
        ("resume", "Resume B", f"/admin/jobs/feed/{off.pk}/reading/?list"),
    ]


def test_a_file_the_command_was_given_stays_whatever_it_is_called(admin_client: Client) -> None:
    feed = make_feed(address="/srv/jobs.txt")

    save(admin_client, form_of(feed), interval="90")

    feed.refresh_from_db()
    assert (feed.address, feed.interval) == ("/srv/jobs.txt", 90)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"address": "-"}, "expected an http(s) address"),
        ({"address": "by hand"}, "expected an address without spaces"),
        ({"address": "ftp://feeds.example/all.xml"}, "expected an http(s) address"),
        ({"address": "feed.xml"}, "expected an http(s) address"),
        (
            {"address": "/no/such/feed.xml"},
            "Only files in the folders that the setting FEED_FOLDERS",
        ),
        ({"address": "/"}, "Only files in the folders that the setting FEED_FOLDERS"),
        ({"address": f"{gettempdir()}/.xml"}, "The name of a feed's file ends in .xml"),
        ({"address": f"{gettempdir()}/no.xml"}, "There is no file"),
        ({"interval": "0"}, "greater than or equal to 1"),
        ({"attribution_url": "javascript:alert(1)"}, "expected an http(s) address"),
        ({"ping_url": "ftp://monitor.example/"}, "expected an http(s) address"),
        ({"ping_url": "http://me:pw@monitor.example/"}, "without a user name"),
        ({"dialect": "klingon"}, "Select a valid choice"),
        ({"overrides": "title = a\nnonsense\nwages = b"}, "line 2: expected `field = element`"),
        ({"overrides": "title = a\nnonsense\nwages = b"}, "line 3: expected a field, one of"),
        ({"slug": "no slug"}, "valid"),
    ],
)
def test_a_feed_that_could_not_be_read_is_refused(
    admin_client: Client, changes: dict[str, str], message: str
) -> None:
    feed = make_feed(address="https://feeds.example/")
    before = Feed.objects.values().get()

    answer = save(admin_client, form_of(feed), **changes)

    assert message in errors(answer)
    assert Feed.objects.values().get() == before


VOUCHED = {"etag": "tag", "last_modified": "Monday", "gone_since": LONG_AGO, "not_before": FAR}
FORGOTTEN = {"etag": "", "last_modified": "", "gone_since": None, "not_before": None}


@pytest.mark.parametrize(
    ("changes", "stored"),
    [
        ({"name": "Renamed"}, VOUCHED),
        ({"ping_url": "https://monitor.example/"}, VOUCHED),
        ({"overrides": "country ?= DE\r\n# a note\r\ntitle = Name"}, VOUCHED),  # as they were
        ({"address": "https://new.example/"}, FORGOTTEN),
        ({"dialect": "indeed"}, FORGOTTEN),
        ({"overrides": "title = name"}, FORGOTTEN),
        ({"enabled": None}, VOUCHED),
    ],
)
def test_a_feed_that_is_read_anew_forgets_what_its_server_said(
    admin_client: Client, changes: dict[str, str], stored: dict[str, Any]
) -> None:
    rules = Overrides.parse("title = name\ncountry ?= DE").text()
    feed = make_feed(address="https://old.example/", overrides=rules, **VOUCHED)

    assert save(admin_client, form_of(feed), **changes).status_code == 302

    assert Feed.objects.values(*VOUCHED).get() == stored


def test_rules_are_stored_in_one_form(admin_client: Client) -> None:
    feed = make_feed(address="https://old.example/")
    typed = "# ours\r\nTITLE = Job-Name|details/Name\r\n\r\nemployer:=Harbourline\r\n"

    save(admin_client, form_of(feed), overrides=typed)

    feed.refresh_from_db()
    assert feed.overrides == "title = jobname | details/name\nemployer := Harbourline\n"


def test_the_example_of_rules_can_be_used_as_it_stands(admin_client: Client) -> None:
    feed = make_feed(address="https://old.example/")
    shown = admin_client.get(form_of(feed)).content.decode()
    example = html.fromstring(shown).xpath("//pre")[0].text

    assert save(admin_client, form_of(feed), overrides=example).status_code == 302
    feed.refresh_from_db()
    assert feed.overrides.splitlines() == [
        "dates: day first",
        "title = jobname | details/name",
        "employer := Harbourline",
        "country ?= DE",
    ]


def test_a_dialect_is_chosen_by_its_label(admin_client: Client) -> None:
    shown = admin_client.get(form_of(make_feed())).content.decode()

    options = html.fromstring(shown).xpath("//select[@name='dialect']/option")
    assert {option.get("value"): option.text for option in options} == {
        "": "Found out from the feed",
        **{name: dialect.label for name, dialect in DIALECTS.items()},
    }
    assert options[0].get("value") == ""
    assert options[-1].get("value") == "generic"


def test_an_edit_does_not_undo_what_an_import_wrote_meanwhile(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = make_feed(name="Old", etag="old")
    clean = FeedForm.clean_ping_url

    def beside_an_import(form: FeedForm) -> str:
        Feed.objects.update(etag="new", health="well", confirmed_at=LONG_AGO)
        return clean(form)

    monkeypatch.setattr(FeedForm, "clean_ping_url", beside_an_import)
    save(admin_client, form_of(feed), name="New", address="https://new.example/")
    etag, *others = Feed.objects.values_list("etag", "name", "health", "confirmed_at").get()

    assert (etag, others) == ("", ["New", "well", LONG_AGO])


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"name": "Renamed"}, 2),
        ({"address": "https://new.example/"}, 0),
        ({"dialect": "indeed"}, 0),
        ({"overrides": "title = name"}, 0),
    ],
)
def test_removals_of_a_feed_that_is_read_anew_are_judged_anew(
    admin_client: Client, changes: dict[str, str], number: int
) -> None:
    feed = make_feed(address="https://old.example/", health="held")
    make_missing(feed, 2)
    make_run(feed, status="held", held=2)

    save(admin_client, form_of(feed), **changes)
    told = "2 removals that waited: the feed" in text(admin_client.get(form_of(feed)))

    assert Job.objects.waiting().count() == number
    assert Job.objects.live().count() == 2
    assert told == (number == 0)


def test_waiting_removals_lead_to_the_run_that_decides_them(admin_client: Client) -> None:
    feed = make_feed(health="held")
    make_missing(feed, 12)
    make_run(feed, status="held")
    run = make_run(feed, started_at=LONG_AGO + timedelta(hours=1), status="held", held=12)
    make_run(feed, started_at=LONG_AGO + timedelta(hours=2), status="failed")

    for address in (list_of(Feed), form_of(feed)):
        page = admin_client.get(address).content.decode()
        assert f'<a href="{form_of(run)}">12 removals wait</a>' in page


def test_the_health_of_a_feed_is_told_and_filtered(admin_client: Client) -> None:
    for name, facts in {
        "New": {},
        "Well": {"health": "well"},
        "Failing": {"health": "failing"},
        "Held": {"health": "held"},
        "Gone": {"health": "failing", "gone_since": LONG_AGO, "enabled": False},
        "Paused": {"health": "well", "enabled": False},
    }.items():
        make_feed(name=name, **facts)

    answer = admin_client.get(list_of(Feed))
    shown = html.fromstring(answer.content.decode()).xpath("//td[@class='field-how_it_is']")

    assert dict(zip(listed(answer), (cell.text_content() for cell in shown), strict=True)) == {
        "New": "· Not read yet",
        "Well": "✓ Well",
        "Failing": "✗ Failing",
        "Held": "⚑ Held",
        "Gone": "‖ Gone, paused",
        "Paused": "‖ Well, paused",
    }
    for health, names in (("", ["New"]), ("failing", ["Failing", "Gone"]), ("held", ["Held"])):
        assert listed(admin_client.get(list_of(Feed), {"health__exact": health})) == names


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (
            {"gone_since": LONG_AGO},
            "The server has answered 404 or 410 since 1 Jan 2026, 08:00; "
            "the feed will be paused 8 Jan 2026, 08:00",
        ),
        (
            {"gone_since": LONG_AGO, "enabled": False},
            "The server has answered 404 or 410 since 1 Jan 2026, 08:00; "
            "paused. Correct its address and enable it, or close its jobs .",
        ),
        ({"not_before": FAR}, "The server asked to be left alone until 1 Jan 2126, 08:00"),
        ({"applied_dialect": "yubhub"}, "Last read as: YubHub / JBoard"),
        ({"applied_dialect": "forgotten"}, "Last read as: forgotten"),
        ({}, "Last read as: not read yet"),
        ({}, "Order of dates: not shown yet"),
        ({"date_order": "month"}, "Order of dates: month first"),
    ],
)
def test_a_feed_tells_what_its_server_said_and_how_it_was_read(
    admin_client: Client, facts: dict[str, Any], told: str
) -> None:
    assert told in text(admin_client.get(form_of(make_feed(**facts))))


@pytest.mark.parametrize("by_action", [True, False])
def test_a_paused_feed_that_is_enabled_has_another_week(
    admin_client: Client, by_action: bool
) -> None:
    feed = make_feed(address="https://feeds.example/", enabled=False, gone_since=LONG_AGO)

    if by_action:
        act(admin_client, "resume", feed)
    else:
        save(admin_client, form_of(feed), enabled="on")

    assert Feed.objects.values_list("enabled", "gone_since").get() == (True, None)


def test_the_list_asks_as_often_for_three_feeds_with_waiting_removals_as_for_one(
    admin_client: Client, django_assert_num_queries: Any
) -> None:
    def one_more() -> None:
        feed = make_feed(health="held", gone_since=LONG_AGO, not_before=FAR)
        make_missing(feed, 2)
        make_run(feed, status="held", held=2, seen=7)
        make_run(feed, status="held", held=2, seen=9)

    one_more()
    admin_client.get(list_of(Feed))
    with django_assert_num_queries(5):
        admin_client.get(list_of(Feed))
    one_more()
    one_more()

    with django_assert_num_queries(5):
        answer = text(admin_client.get(list_of(Feed)))
    assert [answer.count(told) for told in ("2 removals wait", "Last 2 runs: 7 to 9")] == [3, 3]


def test_the_list_shows_how_many_jobs_the_last_runs_found(admin_client: Client) -> None:
    feed = make_feed(confirmed_at=LONG_AGO)
    for day in range(25):
        make_run(feed, started_at=LONG_AGO + timedelta(days=day), seen=100 + day, duplicates=1)
    make_run(feed, started_at=FAR, status="failed", seen=0)
    make_run(feed, started_at=FAR, status="unchanged", seen=0, unchanged=7)
    make_run(feed, started_at=FAR, seen=300, rejected=100)

    page = html.fromstring(admin_client.get(list_of(Feed)).content.decode())

    cells = [cell.text for cell in page.xpath("//td[@class='field-trend']//td[2]")]
    assert [int(cell) for cell in cells] == [200, 7, *range(123, 105, -1)]
    assert page.xpath("string(//td[@class='field-confirmed'])") == "1 Jan 2026, 08:00"


def test_the_feed_of_editors_is_never_read(admin_client: Client) -> None:
    feed = make_feed(name="Added by hand", slug="by-hand", address=BY_HAND, enabled=False)

    shown = text(admin_client.get(form_of(feed)))
    assert "The jobs that editors write themselves." in shown
    assert not [one for one in ("Run now", "Test run", "Preview", "Overrides") if one in shown]
    assert save(admin_client, form_of(feed), name="Ours").status_code == 302
    for name in ("run", "try", "switch"):
        address = reverse(f"admin:jobs_feed_{name}", args=[feed.pk])
        answer = admin_client.post(address, follow=True)
        assert "Ours has no document that can be fetched" in text(answer)
    assert "0 feeds resumed." in text(act(admin_client, "resume", feed))

    assert Feed.objects.values_list("name", "address", "enabled").get() == ("Ours", BY_HAND, False)
    assert not Trial.objects.exists()
    assert Feed.objects.due(FAR) == []


def test_a_feed_shows_its_last_ten_runs(admin_client: Client) -> None:
    feed = make_feed()
    runs = [
        make_run(feed, started_at=LONG_AGO + timedelta(days=n), created=7000 + n) for n in range(12)
    ]

    answer = admin_client.get(form_of(feed))

    shown = [run for run in runs if form_of(run) in answer.content.decode()]
    assert shown == runs[2:]
    assert "7,011" in text(answer)


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


def test_every_dialect_field_and_rule_is_documented() -> None:
    told = (Path(__file__).resolve().parents[2] / "docs" / "feeds.md").read_text()
    dialects, _, rules = told.partition("## Overrides")
    example = textwrap.dedent("".join(re.findall(r"^    .*\n", rules.split("| rule")[0], re.M)))
    days = {"unknown": None, "3 April": True, "4 March": False}

    assert {
        name: days[day]
        for name, day in re.findall(r"^\| `(\w+)` \|.*\| ([^|]+) \|$", dialects, re.M)
    } == {name: dialect.day_first for name, dialect in DIALECTS.items()}
    assert set(re.findall(r"`(\w+)`", rules.split("Fields: ")[1].split(" is pay")[0])) == set(
        FIELDS
    )
    assert sorted(Overrides.parse(example).text().splitlines()) == sorted(example.splitlines())


def test_a_form_that_was_open_meanwhile_changes_what_was_touched_alone(
    admin_client: Client,
) -> None:
    feed = make_feed(name="Harbour", overrides="skills = perk\n", enabled=True)
    opened = values_of(admin_client, form_of(feed))
    later = {"overrides": "skills = tag\n", "enabled": False, "attribution_name": "Harbour Jobs"}
    Feed.objects.filter(pk=feed.pk).update(**later)

    answer = admin_client.post(form_of(feed), opened | {"name": "Harbour feed"}, follow=True)

    assert errors(answer) == ""
    stored = Feed.objects.filter(pk=feed.pk).values("name", *later).get()
    assert stored == {"name": "Harbour feed"} | later
    assert LogEntry.objects.latest("pk").get_change_message() == "name: “Harbour” → “Harbour feed”"
