"""In Chromium: a visitor reports a job, an editor decides, and the public page is gone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jobs.models import Report
from tests.browser.axe import audit
from tests.browser.conftest import Watch
from tests.browser.editor import check, sign_in
from tests.make import make_job

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_reported_job_is_taken_off_the_board(page: Page, live_server: Any, watch: Watch) -> None:
    site = live_server.url
    baker, _cook = make_job(title="Baker"), make_job(title="Cook")

    page.goto(f"{site}{baker.get_absolute_url()}")
    page.get_by_role("link", name="Report this job").click()
    expect(page.get_by_role("button", name="Send report")).to_be_visible()
    audit(page)
    page.get_by_role("button", name="Send report").click()  # a reason is asked for
    assert Report.objects.count() == 0
    page.get_by_role("radio", name="It asks for money").check()
    page.get_by_label("What should the editors know?").fill("200 euros <before> the interview")
    page.get_by_role("button", name="Send report").click()
    expect(page.get_by_text("Thank you. An editor will look at it.")).to_be_visible()
    audit(page)
    assert page.context.cookies() == []

    sign_in(page, site, "/admin/jobs/report/")
    page.get_by_role("link", name="It asks for money").first.click()
    expect(page.get_by_text("200 euros <before> the interview")).to_be_visible()
    check(page)
    page.go_back()
    page.get_by_role("row", name="Baker").get_by_role("checkbox").check()
    page.get_by_label("Action:").select_option(label="Hide the job")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_text("this decides 1 report of 1 job")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Yes, decide 1 report").click()
    expect(page.get_by_text("1 report decided: job hidden.")).to_be_visible()

    assert page.request.get(f"{site}{baker.get_absolute_url()}").status == 404
    page.goto(f"{site}/jobs/")
    expect(page.get_by_role("heading", level=3)).to_have_text(["Cook"])
    assert watch.foreign == []
