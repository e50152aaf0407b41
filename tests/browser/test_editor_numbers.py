"""What a visitor did, as an editor sees it: clicks on Apply, and a search that found nothing."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch
from tests.browser.editor import check, sign_in
from tests.make import make_job
from tests.visitors import FIREFOX

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_clicks_and_a_search_in_vain(
    page: Page, browser: Browser, live_server: Any, watch: Watch
) -> None:
    job = make_job(title="=Cook", apply_url=f"{live_server.url}/about/")
    visit(browser, live_server.url, job.get_absolute_url())
    sign_in(page, live_server.url, "/admin/numbers/")

    expect(page.get_by_role("img", name="Clicks on Apply, 30 days: 0 to 1")).to_be_visible()
    expect(page.get_by_role("row", name="=Cook Harbourline 1")).to_be_visible()
    check(page)
    page.get_by_text("Clicks on Apply, 30 days: 0 to 1").click()
    expect(page.get_by_role("row", name="23 Nov 2026 1")).to_be_visible()
    check(page)
    page.get_by_label("Of the last").select_option("7 days")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("img", name="Clicks on Apply, 7 days: 0 to 1")).to_be_visible()
    expect(page.get_by_role("row", name="zither repair 1")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Clicks by job and day").click()
    assert saved.value.path().read_text(encoding="utf-8-sig").splitlines() == [
        "day,job,title,employer,clicks",
        f"2026-11-23,{job.pk},'=Cook,Harbourline,1",
    ]

    page.goto(f"{live_server.url}/admin/numbers/?by=employer")
    page.get_by_role("link", name="Harbourline").click()
    expect(page.get_by_role("img", name="Clicks on Apply, 30 days: 0 to 1")).to_be_visible()
    check(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="by day, as CSV").click()
    assert saved.value.path().read_text(encoding="utf-8-sig").splitlines() == [
        "day,employer,name,clicks",
        f"2026-11-23,{job.employer_id},Harbourline,1",
    ]

    page.goto(f"{live_server.url}/admin/numbers/?days=7")
    page.get_by_role("link", name="zither repair").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("zither repair")
    assert watch.foreign == []


def visit(browser: Browser, site: str, job: str) -> None:
    """A person without an account follows Apply twice, and searches in vain."""
    with browser.new_context(user_agent=FIREFOX) as context:
        page = context.new_page()
        for _ in range(2):
            page.goto(f"{site}{job}")
            page.get_by_role("link", name="Apply for this job").first.click()
            page.wait_for_url(f"{site}/about/")
        page.goto(f"{site}/jobs/?q=Zither+repair")
        assert context.cookies() == []
