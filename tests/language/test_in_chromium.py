"""Other languages are longer, and some begin at the right: pages fit all the same."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page

from jobs.models import Job

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def paths() -> list[str]:
    call_command("load_sample", stdout=StringIO())
    job = Job.objects.live().exclude(salary_min=None).latest("pk")
    return [
        "/",
        "/jobs/?q=engineer&arrangement=remote&type=nope",
        "/jobs/?q=zzzz",
        "/jobs/values/skill/?q=engineer",
        job.get_absolute_url(),
        *("/employers/", job.employer.get_absolute_url()),
        *("/skills/", "/how-we-rank/", "/saved/", "/about/", "/nowhere/"),
    ]


def beyond(page: Page, base: str, *widths: int) -> dict[tuple[str, int], int]:
    """By how many pixels a page is wider than the window."""
    found = {}
    for path in paths():
        page.goto(base + path)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            found[path, width] = page.evaluate("document.documentElement.scrollWidth") - width
    return {page: pixels for page, pixels in found.items() if pixels > 0}


def test_german_pages_fit_a_phone(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(locale="de-DE")
    page = context.new_page()

    assert beyond(page, live_server.url, 320, 360) == {}
    assert page.locator("html").get_attribute("lang") == "de"
    assert context.cookies() == []
    context.close()


def test_pages_that_begin_at_the_right_fit_a_phone(
    browser: Browser, live_server: Any, settings: Any
) -> None:
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    context = browser.new_context(locale="ar")
    page = context.new_page()

    assert beyond(page, live_server.url, 320) == {}
    assert page.evaluate("document.dir") == "rtl"
    context.close()
