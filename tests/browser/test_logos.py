"""Logos in Chromium: they are seen, in the dark too, and nothing comes from anywhere else."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from jobs.models import Employer, Job
from tests.browser.conftest import Watch
from tests.make import make_job
from tests.views.test_logos import HOSTILE, pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOADED = "image => image.complete && image.naturalWidth > 0"


def test_logos_of_the_sample_are_seen_on_light_ground(
    page: Page, live_server: Any, watch: Watch
) -> None:
    call_command("load_sample", stdout=StringIO())
    with_logo = Job.objects.live().exclude(employer__logo=None).order_by("pk")[0]
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 1280, "height": 900})
    for path in (with_logo.employer.get_absolute_url(), with_logo.get_absolute_url()):
        page.goto(live_server.url + path)
        logo = page.locator("img.logo").first
        logo.scroll_into_view_if_needed()
        expect(logo).to_have_js_property("complete", True)

        assert logo.evaluate(LOADED)
        ground = logo.evaluate("image => getComputedStyle(image).backgroundColor")
        assert ground == "rgb(255, 255, 255)"
    assert watch.foreign == []


def test_a_phone_shows_the_logo_of_a_job_and_no_letters(
    page: Page, live_server: Any, watch: Watch
) -> None:
    call_command("load_sample", stdout=StringIO())
    page.set_viewport_size({"width": 390, "height": 844})
    jobs = Job.objects.live().order_by("pk")
    page.goto(live_server.url + jobs.exclude(employer__logo=None)[0].get_absolute_url())
    expect(page.locator(".tile").first).to_be_visible()
    page.goto(live_server.url + jobs.filter(employer__logo=None)[0].get_absolute_url())
    expect(page.locator(".tile").first).to_be_hidden()
    assert watch.foreign == []


def test_no_page_asks_anybody_else_for_anything(page: Page, live_server: Any, watch: Watch) -> None:
    make_job(
        title=f"Engineer {HOSTILE}",
        employer=f"Evil {HOSTILE}",
        skills=("Baking", HOSTILE[:90]),
        places="Cork, Ireland",
    )
    Employer.objects.update(logo_url="https://logos.evil.example/a.png", description=HOSTILE)

    for path in pages():
        page.goto(live_server.url + path, wait_until="networkidle")
    assert watch.foreign == []
