"""What crawlers are asked to leave alone, and by what search engines know our word."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.views.addresses import addresses, kept, make_board

pytestmark = pytest.mark.django_db
NOT_FOR_CRAWLERS = {
    *("apply", "suggest", "suggest-options", "values-json", "values-options"),
    *("opensearch-suggest", "health", "ready"),
}


def robots() -> list[str]:
    return Client().get("/robots.txt").content.decode().splitlines()


def is_disallowed(path: str) -> bool:
    """By RFC 9309, 2.2.2 and 2.2.3: a rule is a beginning, in which * is anything."""
    rules = [line.removeprefix("Disallow: ") for line in robots() if line.startswith("Disallow: ")]
    assert len(rules) >= 5
    return any(re.match(re.escape(rule).replace(r"\*", ".*"), path) for rule in rules)


def test_crawlers_are_told_where_the_sitemap_is(settings: Settings) -> None:
    assert robots()[0] == "User-agent: *"
    assert robots()[-1] == "Sitemap: http://testserver.example/sitemap.xml"

    settings.SITE_URL = "https://jobs.example.org"
    assert robots()[-1] == "Sitemap: https://jobs.example.org/sitemap.xml"


def test_every_rule_has_its_reason_above() -> None:
    for group in "\n".join(robots()).split("\n\n")[1:-1]:
        reason, *rules = group.splitlines()
        assert reason.startswith("# ")
        assert all(rule.startswith("Disallow: /") for rule in rules)


def test_each_address_is_open_unless_it_is_a_waste_to_crawl() -> None:
    make_board()
    everything = {name: path for name, path in addresses().items() if path}

    closed = {name for name, path in everything.items() if is_disallowed(path)}

    assert closed == NOT_FOR_CRAWLERS
    assert is_disallowed("/admin/jobs/job/")
    assert not is_disallowed("/jobs/?q=baker&page=2")


def test_nothing_that_says_it_may_not_be_listed_is_kept_from_saying_so() -> None:
    make_board()
    client = Client()
    silent = [
        path
        for path in {*addresses().values(), *kept().values()}
        if is_disallowed(path) and b'name="robots"' in client.get(path).getvalue()
    ]

    assert silent == []


def test_the_key_is_shown_to_who_knows_it(
    settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.INDEXNOW_KEY = "0a1b2c3d-E"
    with django_assert_num_queries(0):
        answer = Client().get("/0a1b2c3d-E.txt")

    assert (answer.status_code, answer.content) == (200, b"0a1b2c3d-E")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("key", ["0a1b2c3d-E", ""])
def test_no_other_name_is_a_key(settings: Settings, key: str) -> None:
    settings.INDEXNOW_KEY = key

    for path in ("/0a1b2c3d-F.txt", "/0a1b2c3d-e.txt", "/.txt", "/0a1b2c3d-E.txt/", "/a.txt"):
        assert Client().get(path).status_code == 404, path


def test_a_key_that_was_changed_is_shown_no_longer(settings: Settings) -> None:
    settings.INDEXNOW_KEY = "first-key-of-all"
    etag = Client().get("/first-key-of-all.txt")["ETag"]

    settings.INDEXNOW_KEY = "second-key-of-all"
    answer = Client().get("/first-key-of-all.txt", headers={"If-None-Match": etag})
    assert answer.status_code == 404


def test_what_says_the_same_as_pages_is_crawled_and_not_listed() -> None:
    """Lists of jobs for programs; files, and what nobody looks for, need not say so."""
    make_board()
    found = {name: Client().get(path) for name, path in addresses().items()}
    data = {name for name, one in found.items() if not one["Content-Type"].startswith("text/html")}
    says = {name for name, one in found.items() if one.get("X-Robots-Tag") == "noindex"}

    assert says == {"atom", "rss", "json-feed", "outbound", "search-json"}
    assert data - says - NOT_FOR_CRAWLERS == {
        *("picture", "logo", "opensearch", "indexnow-key", "robots", "sitemap", "sitemap-part"),
    }
    assert Client().get("/jobs.json", headers={"If-None-Match": "*"})["X-Robots-Tag"] == "noindex"
