"""From a page of results to the feed of its search."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from tests.atom import ATOM, parsed
from tests.make import make_job

pytestmark = pytest.mark.django_db
PAGES = {  # a page, and the search that it shows
    "/jobs/": "",
    "/jobs/?page=2": "",
    "/jobs/?q=C%2B%2B+%26+ba&sort=salary&page=2": "q=C%2B%2B+%26+ba",
    "/jobs/?q=baker&arrangement=remote&utm_source=x": "q=baker&arrangement=remote",
    "/jobs/?q=nothing+like+it": "q=nothing+like+it",
    "/skills/c-plus-plus/": "skill=c-plus-plus",
    "/employers/harbourline/?page=2": "employer=harbourline",
    "/categories/food/?q=baker": "q=baker&category=food",
    "/places/cork-ireland/": "place=cork-ireland",
}


@pytest.fixture
def board() -> None:
    for _number in range(21):
        make_job(title="Baker", skills=("C++",), category="Food", places="Cork, Ireland")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_results_leads_to_the_feed_of_its_search(
    client: Client, board: None, path: str
) -> None:
    page = client.get(path).content.decode()
    [link] = re.findall(r'<a href="([^"]+)"[^>]*>Follow this search</a>', page)
    heads = dict(re.findall(r'rel="alternate" type="([^"]+)"[^>]* href="([^"]+)"', page))

    assert sorted(parse_qsl(urlsplit(html.unescape(link)).query)) == sorted(parse_qsl(PAGES[path]))
    assert urlsplit(link).path == "/jobs.atom"
    assert heads == {
        "application/atom+xml": link,
        "application/rss+xml": link.replace("/jobs.atom", "/jobs.rss"),
        "application/json": link.replace("/jobs.atom", "/jobs.json"),
    }
    feed = parsed(client.get(html.unescape(link)).content)
    total = client.get(html.unescape(heads["application/json"])).json()["total"]
    assert len(feed.findall(f"{{{ATOM}}}entry")) == total


def test_the_home_page_names_the_feed_of_all_jobs(client: Client, board: None) -> None:
    page = client.get("/").content.decode()

    assert (
        '<link rel="alternate" type="application/atom+xml" title="New jobs" href="/jobs.atom">'
    ) in page


@pytest.mark.parametrize("path", ["/about/", "/skills/", "/jobs/values/skill/", "/nothing/"])
def test_a_page_that_is_no_search_names_none(client: Client, board: None, path: str) -> None:
    assert 'rel="alternate"' not in client.get(path).content.decode()


def test_programs_that_ask_for_an_icon_are_led_to_it(client: Client) -> None:
    answer = client.get("/favicon.ico")

    assert (answer.status_code, answer["Location"]) == (302, "/static/favicon.svg")
