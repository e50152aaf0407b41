"""Lists on paper: the jobs and nothing to press."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NO_USE_ON_PAPER = (
    "nav:visible, button:visible, input:visible, select:visible, summary:visible, .skip:visible"
)


def sheets(page: Page) -> int:
    """Of A4 that a print takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def test_a_search_is_printed_as_a_list_of_jobs(page: Page, live_server: Any) -> None:
    call_command("load_sample", stdout=StringIO())
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/jobs/?q=engineer&arrangement=remote")
    page.emulate_media(media="print")

    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#results h3:visible")).to_have_count(20)
    assert page.locator(NO_USE_ON_PAPER).all_inner_texts() == []
    assert 2 <= sheets(page) <= 4


@pytest.mark.parametrize("path", ["/", "/employers/", "/skills/", "/skills/python/"])
def test_what_is_to_be_pressed_is_not_printed(page: Page, live_server: Any, path: str) -> None:
    call_command("load_sample", stdout=StringIO())
    page.goto(live_server.url + path)
    page.emulate_media(media="print")

    expect(page.locator("h1")).to_be_visible()
    assert page.locator(NO_USE_ON_PAPER).all_inner_texts() == []
