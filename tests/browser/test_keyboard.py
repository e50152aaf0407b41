"""How many keys it takes: to the first job, to Apply, to another filter."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from jobs.models import Job
from tests.browser.conftest import Watch
from tests.browser.keys import follow, is_here, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _sample() -> None:
    call_command("load_sample", stdout=StringIO())


@pytest.mark.parametrize("path", ["/jobs/", "/jobs/?q=engineer", "/skills/python/"])
def test_the_first_job_is_three_keys_away(
    page: Page, live_server: Any, watch: Watch, path: str
) -> None:
    page.goto(live_server.url + path)
    pressed = follow(page, page.locator(".skip[href='#results']"))
    pressed += tab_to(page, page.locator("#results h3 a").first)

    assert pressed == 3
    assert watch.foreign == []


def test_apply_is_three_keys_away(page: Page, live_server: Any, watch: Watch) -> None:
    page.goto(live_server.url + Job.objects.live().latest("pk").get_absolute_url())
    apply = page.get_by_role("link", name="Apply for this job").first
    pressed = follow(page, page.locator(".skip[href='#apply']"))
    if not is_here(apply):
        pressed += tab_to(page, apply)

    assert pressed <= 3
    assert watch.foreign == []


def test_a_filter_is_changed_with_eight_keys_and_no_scripts(
    page: Page, live_server: Any, watch: Watch
) -> None:
    page.goto(f"{live_server.url}/jobs/")
    option = page.locator("#filters label", has=page.locator("input[type=checkbox]")).first
    promised = "".join(filter(str.isdigit, option.inner_text()))
    pressed = follow(page, page.locator(".skip[href='#filters']"))
    pressed += tab_to(page, option.locator("input"))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(f"{promised} on-site jobs")
    assert pressed + 2 <= 8
    assert watch.foreign == []


def test_what_has_the_focus_is_seen(page: Page, live_server: Any, watch: Watch) -> None:
    """Nothing covers it, and it has an outline: at every stop of a page of results, on a phone."""
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"{live_server.url}/jobs/?q=engineer&arrangement=remote")
    follow(page, page.locator("details.filters > summary"))
    stops = page.evaluate("document.querySelectorAll('a, button, input, select, summary').length")
    hidden = []
    for _stop in range(stops):
        page.keyboard.press("Tab")
        said = page.evaluate(FOCUS)
        if said == "end":
            break
        if said:
            hidden.append(said)

    assert hidden == []
    assert said == "end"
    assert watch.foreign == []


FOCUS = """() => {
  const one = document.activeElement
  if (one === document.body) return "end"
  const box = one.getBoundingClientRect(), style = getComputedStyle(one)
  const middle = [box.left + box.width / 2, box.top + box.height / 2]
  const top = document.elementFromPoint(...middle)
  const seen = top && (one.contains(top) || top.contains(one))
  return seen && style.outlineStyle !== "none" ? "" : `${one.tagName} ${one.textContent.trim()}`
}"""
