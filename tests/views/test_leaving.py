"""A feed that may not be passed on never leaves: its jobs are on the pages of this site alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from jobs.importer import twins
from jobs.importer.publishing import publishing
from jobs.models import Feed
from jobs.syndication import FORMATS
from tests.make import make_feed, make_job
from tests.views.test_pages import read_board

pytestmark = pytest.mark.django_db
FEEDS = ["/jobs.atom", "/jobs.rss", "/jobs.feed.json", *(f"/jobs.{name}.xml" for name in FORMATS)]
LIMITS = ["", "limit=7", "limit=all"]
WITHHELD = "Lamplighter"


@pytest.fixture(autouse=True)
def board() -> None:
    facts = {"skills": ("Baking",), "places": "Cork, IE", "category": "Food"}
    for number in range(3):
        make_job(title=f"Lantern baker {number}", employer="Quince", **facts)
    kept = make_feed(slug="kept", is_redistributed=False)
    make_job(feed=kept, title=WITHHELD, employer="Medlar", arrangement="hybrid", **facts)


def passed_on(slug: str, *, yes: bool) -> None:
    """As an editor does it."""
    with publishing():
        Feed.objects.filter(slug=slug).update(is_redistributed=yes)


def text_of(answer: HttpResponseBase) -> str:
    return answer.getvalue().decode()  # type: ignore[attr-defined]  # of streams too


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("path", FEEDS)
def test_no_feed_holds_a_job_that_is_not_passed_on(client: Client, path: str, limit: str) -> None:
    feed = text_of(client.get(path, QUERY_STRING=limit))

    assert ("Lantern baker 1" in feed, WITHHELD in feed, "Medlar" in feed) == (True, False, False)


@pytest.mark.parametrize("path", FEEDS)
def test_a_switch_of_an_editor_is_heard_at_once(client: Client, path: str) -> None:
    before = text_of(client.get(path))
    passed_on("kept", yes=True)
    now = text_of(client.get(path))
    passed_on("kept", yes=False)

    assert [WITHHELD in feed for feed in (before, now, text_of(client.get(path)))] == [
        *(False, True, False)
    ]


def test_its_page_and_the_lists_of_this_site_have_it(client: Client) -> None:
    for path in ("/", "/jobs/", "/skills/baking/", "/employers/medlar/", "/jobs/suggest.html?q=la"):
        assert WITHHELD in client.get(path).content.decode(), path


def test_the_numbers_of_the_json_are_those_of_what_it_tells(client: Client) -> None:
    body = client.get("/jobs.json").json()

    assert (body["total"], body["pages"]) == (3, 1)
    assert {job["title"] for job in body["results"]} == {f"Lantern baker {n}" for n in range(3)}
    assert told(body, "employer") == {"quince": 3}
    assert told(body, "skill") == {"baking": 3}
    assert told(body, "arrangement") == {}
    assert client.get("/jobs.json?q=lamplighter").json()["total"] == 0


@pytest.mark.parametrize("path", ["/jobs.json", "/jobs.atom", "/jobs.rss"])
def test_no_word_of_it_is_told_as_a_correction(client: Client, path: str) -> None:
    def heard() -> str:
        return text_of(client.get(path, {"q": "lampligther"})).lower()

    assert "lamplighter" not in heard()
    passed_on("kept", yes=True)
    assert "lamplighter" in heard()


@pytest.mark.parametrize("query", ["", "category=food", "q=baker", "q=lamplighter", "posted=30"])
def test_every_number_of_the_json_is_the_total_after_choosing_it(
    client: Client, query: str
) -> None:
    make_job(feed=Feed.objects.get(slug="kept"), title="Baker", salary_min=9, salary_currency="USD")
    body = client.get("/jobs.json", QUERY_STRING=query).json()

    for key, values in body["facets"].items():
        for one in values:
            chosen = f"{query}&{key}={one['value']}"
            if key not in query and key != "within":
                total = client.get("/jobs.json", QUERY_STRING=chosen).json()["total"]
                assert (chosen, one["count"]) == (chosen, total)


def told(body: dict[str, Any], key: str) -> dict[str, int]:
    return {value["value"]: value["count"] for value in body["facets"][key]}


def test_no_other_answer_in_json_tells_of_it(client: Client) -> None:
    values = client.get("/jobs/values/employer.json").json()["values"]
    suggested = client.get("/jobs/suggest.json?q=la").json()["suggestions"]
    opened = client.get("/opensearch.json?q=la").json()

    assert [(one["value"], one["count"]) for one in values] == [("quince", 3)]
    assert {one["label"] for one in suggested if one["kind"] == "title"} == {
        f"Lantern baker {number}" for number in range(3)
    }
    assert WITHHELD not in opened[1]


@pytest.mark.parametrize("withheld", ["first", "second"])
def test_of_a_job_in_two_feeds_the_one_that_speaks_for_it_decides(
    client: Client, withheld: str
) -> None:
    feeds = [make_feed(slug=slug) for slug in ("first", "second")]
    facts = {"title": "Cooper", "employer": "Rowan", "places": "Cork, IE"}
    jobs = [make_job(feed=feed, **facts) for feed in feeds]
    twins.renew([job.pk for job in jobs])
    for job in jobs:
        job.refresh_from_db()
    [speaker] = [job for job in jobs if job.same_as_id is None]
    passed_on(withheld, yes=False)

    leaves = speaker.feed.slug != withheld
    told = {path: "Cooper" in text_of(client.get(path)) for path in (*FEEDS, "/jobs.json")}

    assert told == dict.fromkeys(told, leaves)


def test_which_feeds_are_passed_on_is_asked_once(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read_board(monkeypatch)
    client.get("/jobs.json?skill=baking")
    with django_assert_num_queries(1):  # the jobs of the page
        client.get("/jobs.json?skill=baking")
