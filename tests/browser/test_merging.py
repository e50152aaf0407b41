"""An editor in Chromium: from the list of employers to the public page under the old address."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jobs.models import Employer
from tests.browser.conftest import Watch
from tests.browser.editor import check, sign_in
from tests.make import make_employer, make_job

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_employers_become_one(page: Page, live_server: Any, watch: Watch) -> None:
    make_job(title="Baker", employer="Quince Works")
    for title in ("Cook", "Pilot"):
        make_job(title=title, employer="Quince-Works GmbH")
    make_employer("Medlar")
    sign_in(page, live_server.url, "/admin/jobs/employer/")

    page.get_by_role("link", name="Suggestions for merging (1)").click()
    expect(page.get_by_role("row", name="Same name but for spaces and signs")).to_be_visible()
    check(page)
    page.go_back()
    for name in ("Quince Works", "Quince-Works GmbH"):
        page.get_by_role("row", name=name).get_by_role("checkbox").check()
    page.get_by_label("Action:").select_option(label="Merge into one")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("radio", name="Quince-Works GmbH")).to_be_checked()
    check(page)
    page.get_by_role("radio", name="Quince Works", exact=True).check()
    page.get_by_role("button", name="Merge these 2 into the one chosen").click()
    expect(page.get_by_text("2 were merged into “Quince Works”")).to_be_visible()

    page.goto(f"{live_server.url}/employers/quince-works-gmbh/")
    assert page.url == f"{live_server.url}/employers/quince-works/"
    expect(page.get_by_role("heading", level=1)).to_have_text("Quince Works")
    expect(page.locator("main h3")).to_have_count(3)
    page.goto(f"{live_server.url}/jobs/?employer=quince-works-gmbh")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 jobs")
    assert Employer.objects.count() == 2
    assert watch.foreign == []
