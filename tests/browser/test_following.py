"""The feed of a search, opened in Chromium: a page that says what it is, with links that work."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FEED = "/jobs.atom?q=engineer&arrangement=remote"


@pytest.fixture(autouse=True)
def _sample(live_server: Any, settings: Any) -> None:
    settings.SITE_URL = live_server.url
    call_command("load_sample", stdout=StringIO())


def test_a_feed_reads_as_a_page_and_leads_to_its_jobs(
    page: Page, live_server: Any, watch: Watch
) -> None:
    page.goto(live_server.url + FEED)

    expect(page.locator("feed > title")).to_have_text("Jobs: engineer, Remote – Job board")
    expect(page.get_by_text("Copy this page’s address into a feed reader")).to_be_visible()
    assert page.locator("entry").count() == 31
    for hidden in ("id", "updated", "published", "author", "generator"):
        assert page.locator(hidden).locator("visible=true").count() == 0

    link = page.locator("entry").first.get_by_role("link", name="Read “")
    title = link.inner_text().removeprefix("Read “").removesuffix("”")
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()
    page.get_by_role("link", name="The same jobs as a page").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("31 remote jobs")
    assert watch.foreign == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_has_the_look_of_the_site_at_every_width(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    phone = width < 1280
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, is_mobile=phone
    )
    page = context.new_page()
    style = (
        "([what, name]) => getComputedStyle(document.querySelector(what)).getPropertyValue(name)"
    )

    page.goto(live_server.url + FEED)
    sizes = page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
    feed = [page.evaluate(style, ["feed", name]) for name in ("color", "background-color")]
    link = page.evaluate(style, ["entry a", "color"])
    page.goto(live_server.url + "/about/")

    assert sizes == [width, width]
    assert feed == [page.evaluate(style, ["html", name]) for name in ("color", "background-color")]
    assert link == page.evaluate(style, [".prose a", "color"])
    context.close()
