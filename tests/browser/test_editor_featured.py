"""In Chromium: a featured job stands first and says so, until its day is over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jobs.curation import acts
from jobs.models import Job, today
from tests.browser.conftest import Watch
from tests.browser.editor import sign_in
from tests.make import make_job

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_featured_job_stands_first_and_says_so(
    page: Page, live_server: Any, watch: Watch
) -> None:
    site = live_server.url
    for day, title in enumerate(("Baker", "Cook", "Pilot"), 1):
        make_job(title=title, posted_on=date(2026, 11, day))
    user = sign_in(page, site, "/admin/jobs/job/")
    page.get_by_role("link", name="Baker").click()
    page.get_by_label("Featured until").fill(today().isoformat())
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()

    for path in ("/", "/jobs/", "/employers/harbourline/"):
        page.goto(f"{site}{path}")
        expect(page.get_by_role("heading", level=3)).to_have_text(["Baker", "Pilot", "Cook"])
        expect(page.locator(".card", has_text="Featured")).to_have_count(1)
        expect(page.locator(".card").first).to_contain_text("Featured")
    page.goto(f"{site}/jobs/?q=engineer+OR+baker+OR+cook+OR+pilot")
    expect(page.get_by_role("heading", level=3)).to_have_text(["Pilot", "Cook", "Baker"])
    expect(page.locator(".card").last).to_contain_text("Featured")
    page.get_by_role("link", name="Baker").click()
    expect(page.locator("header strong")).to_have_text("Featured")

    yesterday = today() - timedelta(days=1)
    acts.feature(Job.objects.filter(title="Baker"), yesterday, user=user.pk)
    page.goto(f"{site}/jobs/")
    expect(page.get_by_role("heading", level=3)).to_have_text(["Pilot", "Cook", "Baker"])
    expect(page.get_by_text("Featured")).to_have_count(0)
    assert watch.foreign == []
