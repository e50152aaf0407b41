"""The audit itself: it forgets no page, it says what is broken, and its tools are pinned."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.urls import resolve

from jobs.search.page import results
from jobs.urls import urlpatterns
from tests.audit.bounds import broken
from tests.audit.pages import pages

HERE = Path(__file__).parent
NO_PAGES = {"apply", "job-short"}  # they lead to one
GOOD: dict[str, Any] = {
    "path": "/jobs/",
    "expected": 200,
    "status": 200,
    "live": True,
    "bytes": 20_000,
    "requests": 5,
    "css": 6_000,
    "js": 4_096,
    "shift": 0,
    "elements": 900,
    "foreign": [],
    "console": [],
    "cookies": [],
    "sideways": [],
    "violations": [],
    "incomplete": ["light 360: aria-valid-attr-value a"],
    "invalid": [],
}
SCORES: dict[str, Any] = {
    "performance": 98,
    "accessibility": 100,
    "best-practices": 100,
    "seo": 100,
    "lcp": 1200.0,
    "tbt": 100.0,
    "cls": 0,
    "failed": [],
}


@pytest.mark.django_db
def test_no_type_of_page_is_forgotten() -> None:
    call_command("load_sample", stdout=StringIO())
    paths = [page["path"] for page in pages() if page["path"] and page["status"] == 200]
    looked_at = {resolve(path.split("?")[0]).url_name for path in paths}
    addresses = {str(pattern.pattern): pattern.name for pattern in urlpatterns}
    ends = {name for path, name in addresses.items() if path == "" or path.endswith("/")}

    assert ends - looked_at == NO_PAGES


@pytest.mark.django_db
def test_the_page_without_results_has_none_and_leads_on() -> None:
    call_command("load_sample", stdout=StringIO())
    (path,) = [page["path"] for page in pages() if page["name"] == "no-results"]
    found = results(QueryDict(path.partition("?")[2]))

    assert (found.total, found.notices) == (0, [])
    assert len(found.ways) == 3


def test_a_page_within_all_bounds_is_not_mentioned() -> None:
    assert list(broken("search", GOOD | {"lighthouse": SCORES})) == []


def test_everything_that_does_not_hold_is_said() -> None:
    bad = {"status": 500, "bytes": 20_001, "elements": 901, "live": False}
    bad |= {"violations": ["dark 360: region main"], "incomplete": ["dark 360: color-contrast p"]}
    slow = {"performance": 97, "lcp": 1201.0, "seo": 92, "failed": ["seo: link-text"]}

    assert list(broken("search", GOOD | bad | {"lighthouse": SCORES | slow})) == [
        "search: expected status 200, got 500",
        "search: expected at most 20,000 bytes, got 20,001",
        "search: expected at most 900 elements, got 901",
        "search: violations: dark 360: region main",
        "search: undecided contrast: dark 360: color-contrast p",
        "search: the results did not come anew when a filter was chosen",
        "search: expected performance 98, got 97",
        "search: expected seo 100, got 92 (seo: link-text)",
        "search: expected lcp of at most 1200, got 1201",
    ]
    assert list(broken("about", {"path": ""})) == ["about: the board has no such page"]


def test_a_closed_job_may_be_hidden_from_search_engines_and_nothing_else() -> None:
    hidden = SCORES | {"seo": 66, "failed": ["seo: is-crawlable"]}
    also = hidden | {"failed": ["seo: is-crawlable", "seo: link-text"]}

    assert list(broken("closed", GOOD | {"bytes": 9000, "lighthouse": hidden})) == []
    assert list(broken("closed", GOOD | {"bytes": 9000, "lighthouse": also})) == [
        "closed: expected seo 100, got 66 (seo: is-crawlable, seo: link-text)"
    ]
    assert list(broken("skill", GOOD | {"bytes": 9000, "lighthouse": hidden})) == [
        "skill: expected seo 100, got 66 (seo: is-crawlable)"
    ]


def test_its_tools_are_pinned_with_hashes_and_name_no_host() -> None:
    wanted = json.loads((HERE / "package.json").read_text())["dependencies"]
    pinned = json.loads((HERE / "package-lock.json").read_text())["packages"]
    assert pinned.pop("")["dependencies"] == wanted
    assert [name for name, package in pinned.items() if "integrity" not in package] == []
    assert [name for name, package in pinned.items() if "resolved" in package] == []
