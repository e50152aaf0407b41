"""An editor in Chromium: reads what a run changed, keeps some jobs, lets others close."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jobs.models import Feed, ImportRun, Job
from tests.browser.conftest import Watch
from tests.browser.editor import check, sign_in
from tests.make import record, yubhub

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MANY = [f"m{number:02}" for number in range(30)]


def test_a_run_is_read_and_its_removals_are_decided(
    page: Page, live_server: Any, watch: Watch, import_document: Callable[..., ImportRun]
) -> None:
    import_document(yubhub(*map(record, MANY)))
    changed = yubhub(record(MANY[0], Title="Head cook"), record("bad", Applyto="none"))
    import_document(changed)
    sign_in(page, live_server.url, "/admin/jobs/importrun/")

    page.locator("#result_list tbody th a").first.click()
    expect(page.get_by_role("heading", name="29 removals wait")).to_be_visible()
    check(page)
    page.get_by_role("link", name="1 refused: show them").click()
    page.get_by_text("What the feed wrote", exact=True).click()
    expect(page.locator("pre")).to_contain_text("<applyto>none</applyto>")
    check(page)
    page.get_by_role("link", name="1 changed: show them").click()
    expect(page.locator(".differences del")).to_have_text("Job m00")
    expect(page.locator(".differences ins")).to_have_text("Head cook")
    check(page)

    page.get_by_role("link", name="Keep these jobs").click()
    expect(page.get_by_role("button", name="Yes, keep 29 jobs")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Yes, keep 29 jobs").click()
    expect(page.get_by_text("29 jobs kept open.")).to_be_visible()
    assert Feed.objects.get().health == "well"
    import_document(changed)
    page.goto(f"{live_server.url}/admin/jobs/importrun/")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("link", name="Close these 29 jobs").click()
    expect(page.get_by_role("button", name="Yes, close 29 jobs")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Yes, close 29 jobs").click()
    expect(page.get_by_text("29 jobs closed.")).to_be_visible()

    gone = Job.objects.get(external_id=MANY[5])
    page.goto(f"{live_server.url}{gone.get_absolute_url()}")
    expect(page.get_by_role("main")).to_contain_text("closed")
    page.goto(f"{live_server.url}/jobs/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 job")
    assert watch.foreign == []
