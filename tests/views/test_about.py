"""Pages about the board itself."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from jobs.models import Feed, Place
from jobs.syndication import FORMATS
from tests.gazetteer import CORK, put
from tests.make import make_feed, make_job
from tests.views.test_pages import read_board

pytestmark = pytest.mark.django_db


def test_every_page_leads_to_how_jobs_are_ranked(client: Client) -> None:
    make_job()

    for path in ("/", "/jobs/", "/skills/", "/how-we-rank/"):
        assert '<a href="/how-we-rank/">' in client.get(path).content.decode()


def test_the_page_tells_the_limits_that_are_in_force(client: Client) -> None:
    text = client.get("/how-we-rank/").content.decode()

    assert "The first 12 words and 200 characters are searched for." in text
    assert "Results end after 500 pages of 20 jobs." in text
    assert "stays for 30 days" in text


def test_its_examples_are_searches_for_what_they_say(client: Client) -> None:
    text = client.get("/how-we-rank/").content.decode()
    examples = re.findall(r'<a href="(/jobs/\?q=[^"]*)">([^<]*)</a>', text)

    assert len(examples) == 9
    for address, words in examples:
        page = client.get(html.unescape(address))
        assert page.status_code == 200
        assert f'value="{words.replace(chr(34), "&quot;")}"' in page.content.decode()


def test_geonames_is_named_while_coordinates_are_theirs(client: Client) -> None:
    make_job(places="Cork, Ireland")
    assert "GeoNames" not in client.get("/how-we-rank/").content.decode()

    put("cork-ireland", CORK)
    text = client.get("/how-we-rank/").content.decode()
    Place.objects.update(located_by="editor")

    assert (
        'Coordinates: <a href="https://www.geonames.org/" rel="noopener">GeoNames</a>, '
        '<a href="https://creativecommons.org/licenses/by/4.0/" rel="noopener">CC BY 4.0</a>.'
    ) in text
    assert "GeoNames" not in client.get("/how-we-rank/").content.decode()


def test_every_page_leads_to_what_the_board_is(client: Client) -> None:
    make_job()

    for path in ("/", "/jobs/", "/skills/", "/about/"):
        assert '<a href="/about/">About</a>' in client.get(path).content.decode()


def words_of(client: Client) -> str:
    page = client.get("/about/").content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def test_sources_are_named_with_their_open_jobs(client: Client) -> None:
    feeder = {"attribution_name": "Feeder", "attribution_url": "https://f.example"}
    first, second = make_feed(**feeder), make_feed(**feeder, enabled=False)
    plain = make_feed(attribution_name="Plain & Co")
    unnamed = make_feed(name="Internal name", address="/inner/jobs.xml")
    make_feed(attribution_name="Without jobs")
    for feed in (first, first, second, plain, unnamed):
        make_job(feed=feed)
    make_job(feed=plain, closed_at=datetime.now(UTC))
    make_job(feed=plain, hidden=True)

    page, words = client.get("/about/").content.decode(), words_of(client)

    assert "5 open jobs, from the feeds" in words
    assert "Feeder 3 jobs Plain & Co 1 job Feeds that do not ask to be named 1 job" in (
        html.unescape(words)
    )
    assert page.count('<a href="https://f.example" rel="noopener">Feeder</a>') == 1
    for told in ("Internal name", "/inner/", "Without jobs"):
        assert told not in page


def test_the_count_of_a_source_follows_its_jobs_and_its_name_at_once(client: Client) -> None:
    feed = make_feed(attribution_name="Feeder")
    make_job(feed=feed)
    assert "Feeder 1 job" in words_of(client)

    make_job(feed=feed)
    Feed.objects.update(attribution_name="Other")

    assert "Other 2 jobs" in words_of(client)


def test_a_board_without_jobs_says_what_it_is(client: Client) -> None:
    assert "0 open jobs" in words_of(client)


def test_whom_to_write_to_is_told_where_it_is_set(client: Client, settings: Any) -> None:
    assert "mailto:" not in client.get("/about/").content.decode()

    settings.CONTACT_EMAIL = "jobs@board.example"
    page = client.get("/about/").content.decode()

    assert 'write to <a href="mailto:jobs@board.example">jobs@board.example</a>.' in page


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_page_takes_the_same_queries_for_one_job_and_for_three(
    client: Client,
    jobs: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _job in range(jobs):
        make_job(feed=make_feed(attribution_name="Feeder"))
    read_board(monkeypatch)

    with django_assert_num_queries(2):
        client.get("/about/")
    with django_assert_num_queries(1):  # the jobs are counted once for each state of the board
        client.get("/about/")


def test_its_ways_to_the_jobs_lead_there(client: Client) -> None:
    page = client.get("/about/").content.decode()

    for path in ("/jobs.atom", "/jobs.json"):
        assert f'<a href="{path}"' in page
        assert client.get(path).status_code == 200


def test_partners_find_the_addresses_of_every_feed(client: Client) -> None:
    make_job(title="Baker")
    text = client.get("/about/").content.decode()
    partners = text.partition("For partners</h2>")[2]
    paths = re.findall(r'<a href="([^"]*)" rel="nofollow">All jobs as', partners)

    assert paths == [*(f"/jobs.{name}.xml" for name in FORMATS), "/jobs.feed.json"]
    for path in paths:
        assert b"Baker" in client.get(path).getvalue()  # type: ignore[attr-defined]  # streams
