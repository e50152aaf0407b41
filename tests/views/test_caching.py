"""What caches are told of every public address, and what a second visit costs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponseBase
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from jobs.models import Feed, Job, SearchState
from jobs.search import memory
from tests.views.addresses import OWN_RULES, STREAMED, addresses, kept, make_board
from tests.views.test_pages import read_board

pytestmark = pytest.mark.django_db
KEPT = "public, max-age=1, stale-while-revalidate=10"
TOLD = ("Cache-Control", "ETag", "Last-Modified", "Vary")
LATER = datetime(2026, 11, 23, 15, 0, 30, tzinfo=UTC)  # than this process was started
NAMES = {
    *("home", "search", "search-json", "suggest", "values", "values-json", "job", "job-short"),
    *("employers", "employer", "skills", "skill", "category", "place", "ranking", "robots"),
}


@pytest.fixture(autouse=True)
def board() -> None:
    with time_machine.travel(LATER - timedelta(hours=1)):
        make_board()


def told(answer: HttpResponseBase) -> dict[str, str]:
    return {name: answer[name] for name in TOLD if name in answer}


def again(client: Client, path: str, answer: HttpResponseBase) -> Any:
    return client.get(path, headers={"If-None-Match": answer["ETag"]})


def test_no_public_address_is_without_rules() -> None:
    assert set(addresses()) >= NAMES
    assert set(kept()) >= NAMES


def test_every_page_may_be_kept_and_is_not_made_again_while_nothing_changes(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, path in kept().items():
        if name in {"job-short", "favicon"}:  # redirects
            continue
        with time_machine.travel(LATER):
            read_board(monkeypatch)
            answer = client.get(path)
            with django_assert_num_queries(0):
                second = again(client, path, answer)

        assert (name, answer.status_code) == (name, 200)
        assert answer["Cache-Control"] == KEPT, name
        assert answer["ETag"].startswith('W/"'), name
        assert "Accept-Encoding" in answer["Vary"], name
        assert "Cookie" not in answer["Vary"], name
        assert (name, second.status_code, second.content) == (name, 304, b"")
        assert set(told(second)) == set(TOLD), name
        assert told(second) == told(answer), name
        head = client.head(path)
        assert (head.status_code, head.getvalue(), head["Cache-Control"]) == (200, b"", KEPT), name


def test_a_process_that_has_not_asked_for_half_a_second_asks_once(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with time_machine.travel(LATER):
        answer = client.get("/jobs/")
        memory.current(now=True)
        memory.current.__self__._asked -= 0.6  # type: ignore[attr-defined]  # its own clock

        with django_assert_num_queries(1):
            assert again(client, "/jobs/", answer).status_code == 304


def test_a_script_of_another_site_may_read_what_has_not_changed(client: Client) -> None:
    with time_machine.travel(LATER):
        answer = client.get("/jobs.json")
        second = again(client, "/jobs.json", answer)

    for one in (answer, second):
        assert one["Access-Control-Allow-Origin"] == "*"
        assert one["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_who_has_a_date_alone_is_answered_by_it(client: Client) -> None:
    with time_machine.travel(LATER):
        modified = client.get("/jobs/")["Last-Modified"]
        since = {"If-Modified-Since": modified}
        assert client.get("/jobs/", headers=since).status_code == 304
    assert modified == "Mon, 23 Nov 2026 14:00:30 GMT"

    with time_machine.travel(LATER + timedelta(hours=2)):
        Job.objects.filter(title="Cook").update(hidden=True)
        SearchState.objects.update(changed_at=LATER + timedelta(hours=1), pages=99)
        memory.forget()
        assert client.get("/jobs/", headers=since).status_code == 200


@pytest.mark.parametrize(
    "asked", [{"If-None-Match": "*"}, {"If-Modified-Since": "Mon, 23 Nov 2026 15:00:00 GMT"}]
)
def test_who_has_no_etag_of_a_page_never_takes_a_missing_one_for_unchanged(
    client: Client, asked: dict[str, str]
) -> None:
    cook = Job.objects.get(title="Cook")
    answers = {f"/jobs/{cook.pk}/other/": 301, "/jobs/999999/baker/": 404, "/skills/nothing/": 404}
    answers |= {"/jobs/values/nothing/": 404, "/favicon.ico": 302, cook.get_absolute_url(): 304}
    with time_machine.travel(LATER):
        assert {path: client.get(path, headers=asked).status_code for path in answers} == answers


def test_no_date_is_told_while_the_same_second_may_bring_another_change(client: Client) -> None:
    with time_machine.travel(LATER):
        SearchState.objects.update(changed_at=LATER - timedelta(seconds=1))
        assert "Last-Modified" not in client.get("/jobs/")


@pytest.mark.parametrize(
    ("path", "clock", "same"),
    [
        ("/jobs/", timedelta(hours=8, minutes=59, seconds=29), True),
        ("/jobs/", timedelta(hours=8, minutes=59, seconds=30), False),  # midnight
        ("/", timedelta(seconds=29), True),
        ("/", timedelta(seconds=30), False),
        ("/robots.txt", timedelta(days=9), True),
    ],
)
def test_a_page_changes_with_the_times_it_tells(
    client: Client, path: str, clock: timedelta, same: bool
) -> None:
    Feed.objects.filter(slug="first").update(
        confirmed_at=LATER - timedelta(minutes=10, seconds=45)  # eleven minutes soon
    )
    with time_machine.travel(LATER, tick=False):
        answer = client.get(path)
    with time_machine.travel(LATER + clock, tick=False):
        assert (again(client, path, answer).status_code == 304) == same
        assert client.get(path).content == answer.content or not same


@pytest.mark.parametrize("hours", [2, 24])
def test_a_job_is_confirmed_so_long_ago_for_a_whole_minute_of_the_clock(
    client: Client, hours: int
) -> None:
    job = Job.objects.get(title="Cook")
    since = LATER - timedelta(hours=hours)  # at half past a minute
    Job.objects.filter(pk=job.pk).update(first_seen_at=since)
    Feed.objects.update(confirmed_at=since)
    pages = []
    for seconds in (-20, 0, 20):
        with time_machine.travel(LATER + timedelta(seconds=seconds), tick=False):
            pages.append(client.get(job.get_absolute_url()))

    assert len({page["ETag"] for page in pages}) == 1
    assert len({page.content for page in pages}) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_NAME", "Other board"),
        ("SITE_URL", "https://other.example"),
        ("SITE_CURRENCY", "EUR"),
        ("SITE_LANGUAGE", "de"),
    ],
)
def test_a_page_changes_with_what_the_operator_sets(
    client: Client, settings: Settings, name: str, value: str
) -> None:
    answer = client.get("/jobs/")
    setattr(settings, name, value)

    assert again(client, "/jobs/", answer).status_code == 200


def test_pages_change_with_the_release(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = client.get("/jobs/")
    monkeypatch.setattr("jobs.views.caching.RELEASE", "the next one")

    assert again(client, "/jobs/", answer).status_code == 200


def test_what_was_sent_in_one_language_says_nothing_of_another(client: Client) -> None:
    german = {"Accept-Language": "de"}
    english = client.get("/jobs/")
    known = german | {"If-None-Match": english["ETag"]}

    assert client.get("/jobs/", headers=known).status_code == 200
    assert client.get("/jobs/", headers=german)["ETag"] != english["ETag"]


def test_what_was_sent_for_one_address_says_nothing_of_another(client: Client) -> None:
    answer = client.get("/jobs/")

    assert again(client, "/jobs/?q=x", answer).status_code == 200
    assert again(client, "/jobs/999999/baker/", answer).status_code == 404


def test_redirects_and_errors_are_asked_for_again_every_time(client: Client) -> None:
    job = Job.objects.get(title="Cook")
    gone = Job.objects.get(title="Pilot")
    Job.objects.filter(pk=gone.pk).update(closed_at=LATER - timedelta(days=40))
    answers = {
        301: client.get(f"/jobs/{job.pk}/other/"),
        404: client.get("/skills/nothing/"),
        410: client.get(gone.get_absolute_url()),
    }

    for status, answer in answers.items():
        assert (answer.status_code, answer["Cache-Control"]) == (status, "no-cache")
        assert "ETag" not in answer


def test_nothing_is_kept_while_the_pages_are_being_made(client: Client, settings: Settings) -> None:
    settings.DEBUG = True

    assert "ETag" not in client.get("/jobs/")


def test_what_counts_or_answers_a_machine_is_never_kept(client: Client) -> None:
    paths = addresses()

    for name in OWN_RULES & paths.keys() - {"logo", "saved", *STREAMED}:
        assert "no-store" in client.get(paths[name])["Cache-Control"], name
    assert "immutable" in client.get(paths["logo"])["Cache-Control"]


def test_lists_say_what_may_be_fetched_ahead(client: Client) -> None:
    paths = kept()
    said = {name for name, path in paths.items() if "Speculation-Rules" in client.get(path)}

    # An employer's page has a logo instead: five requests are enough for any page.
    lists = {"home", "search", "employers", "skills", "skill", "category", "place"}
    assert lists <= said
    assert said.isdisjoint(
        {"employer", "job", "closed", "search-json", "suggest", "values-json", "robots"}
    )
    rules = client.get(client.get("/jobs/")["Speculation-Rules"].strip('"'))
    assert rules["Content-Type"].startswith("application/speculationrules+json")
    assert list(json.loads(b"".join(rules.streaming_content))) == ["prefetch"]
