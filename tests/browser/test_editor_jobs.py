"""An editor in Chromium: correcting a job, deciding on many, blocking one, adding one by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jobs.importer import store
from jobs.importer.records import CleanJob
from jobs.models import Feed, Job
from tests.browser.conftest import Watch
from tests.browser.editor import check, sign_in
from tests.make import make_employer, make_feed, make_job, make_skill

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def bring(feed: Feed, title: str, external_id: str = "a") -> Job:
    told = CleanJob(external_id, title, "Quince", "<p>Cook.</p>", "https://jobs.example/4711")
    store.Writer(feed, now=NOW).write([(told, "1" * 64)])
    job: Job = Job.objects.get(feed=feed, external_id=external_id)
    return job


def test_an_edit_stays_over_an_import_until_it_is_given_back(
    page: Page, live_server: Any, watch: Watch
) -> None:
    feed = make_feed()
    job = bring(feed, "COOK!!!")
    sign_in(page, live_server.url, f"/admin/jobs/job/{job.pk}/change/")

    page.get_by_label("Title:").fill("Cook")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Preview in a new tab").click()
    expect(opened.value.get_by_role("heading", name="Cook", exact=True)).to_be_visible()
    check(opened.value)
    opened.value.close()
    assert Job.objects.get().title == "COOK!!!"
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    bring(feed, "COOK!!! NOW")
    page.goto(f"{live_server.url}/jobs/{job.pk}/cook/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cook")

    page.goto(f"{live_server.url}/admin/jobs/job/?edited=news")
    page.get_by_role("link", name="Cook", exact=True).click()
    expect(page.get_by_text("Its feed says: COOK!!! NOW")).to_be_visible()
    page.get_by_label("Follow the feed again").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Follows its feed again: title.")).to_be_visible()
    page.goto(f"{live_server.url}/jobs/{job.pk}/cook/")
    expect(page.get_by_role("heading", level=1)).to_have_text("COOK!!! NOW")
    assert watch.foreign == []


def test_all_jobs_of_a_filter_are_hidden_with_their_number_confirmed(
    page: Page, live_server: Any, watch: Watch
) -> None:
    for number in range(55):
        make_job(title=f"Cook {number}", arrangement="remote")
    make_job(title="Baker")
    sign_in(page, live_server.url, "/admin/jobs/job/?arrangement__exact=remote")

    page.locator("#action-toggle").check()
    page.get_by_role("button", name="Select all 55 jobs").click()
    page.get_by_label("Action:").select_option(label="Hide from the public")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("heading", name="Hide 55 jobs?")).to_be_visible()
    expect(page.get_by_text("And 35 more.")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Yes, hide 55 jobs").click()
    expect(page.get_by_text("55 jobs hidden.")).to_be_visible()

    page.goto(f"{live_server.url}/jobs/")
    expect(page.locator("main h3")).to_have_text(["Baker"])
    assert watch.foreign == []


def test_a_blocked_job_does_not_come_back_with_the_next_import(
    page: Page, live_server: Any, watch: Watch
) -> None:
    feed = make_feed()
    job = bring(feed, "Easy money")
    sign_in(page, live_server.url, f"/admin/jobs/job/{job.pk}/change/")

    page.get_by_role("button", name="Block for ever").click()
    page.get_by_label("Reason:").fill("Asks for money")
    check(page)
    page.get_by_role("button", name="Yes, block 1 job").click()
    expect(page.get_by_text("1 job blocked.")).to_be_visible()
    expect(page.get_by_text("Blocked", exact=True)).to_be_visible()
    page.get_by_role("link", name="Delete", exact=True).click()
    page.get_by_role("button", name="Yes, I’m sure").click()
    expect(page.get_by_text("was deleted successfully")).to_be_visible()
    bring(feed, "Easy money")
    again = bring(feed, "Easier money", "b")

    page.goto(f"{live_server.url}/jobs/")
    expect(page.locator("main h3")).to_have_count(0)
    page.goto(f"{live_server.url}/admin/jobs/block/")
    expect(page.get_by_role("row", name="Easy money")).to_contain_text("Asks for money")
    page.goto(f"{live_server.url}/admin/jobs/job/{again.pk}/change/")
    expect(page.get_by_text("Blocked", exact=True)).to_be_visible()
    assert watch.foreign == []


def test_a_job_added_by_hand_is_on_the_public_page(
    page: Page, live_server: Any, watch: Watch
) -> None:
    make_employer("Quince Bakery")
    make_skill("Kneading")
    sign_in(page, live_server.url, "/admin/jobs/job/")

    page.locator(".object-tools").get_by_role("link", name="Add job").click()
    page.get_by_label("Title:").fill("Night baker")
    page.locator(".form-row.field-employer .select2-selection").click()
    page.get_by_role("option", name="Quince Bakery").click()
    page.get_by_label("Apply address:").fill("https://bread.example/nights")
    page.get_by_label("Description:").fill("You bake bread and rolls.\n\nAt night.")
    page.get_by_text("Add another Skill").click()
    page.locator("#skill_links-0 .select2-selection").click()
    page.get_by_role("option", name="Kneading").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was added successfully")).to_be_visible()

    page.goto(f"{live_server.url}/jobs/?q=kneading")
    page.get_by_role("link", name="Night baker").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Night baker")
    expect(page.get_by_text("At night.")).to_be_visible()
    expect(page.get_by_text("Added by hand")).to_have_count(0)
    assert watch.foreign == []
