"""Saving jobs in Chromium: with no scripts by a page load, with them in place."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from jobs.models import Job
from jobs.views.saved import LIMIT
from tests.browser.axe import audit
from tests.browser.conftest import Watch
from tests.make import make_job

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(live_server: Any, watch: Watch) -> str:
    for title in ("Baker", "Cook", "Pilot"):
        make_job(title=title)
    return str(live_server.url)


def kept(page: Page) -> list[str]:
    """The titles of the jobs in the cookie."""
    values = [one["value"] for one in page.context.cookies() if one["name"] == "saved"]
    ids = values[0].split(".") if values else []
    titles = {str(job.pk): job.title for job in Job.objects.all()}
    return [titles[one] for one in ids]


def test_a_job_is_saved_and_removed_with_no_scripts(page: Page, site: str) -> None:
    page.goto(f"{site}/jobs/")
    page.get_by_role("button", name="Save Cook").click()
    cook = Job.objects.get(title="Cook")
    assert page.url == f"{site}/saved/#job-{cook.pk}"
    expect(page.get_by_role("heading", level=3)).to_have_text(["Cook"])
    page.goto(f"{site}{cook.get_absolute_url()}")
    page.goto(f"{site}/jobs/")
    page.get_by_role("button", name="Save Baker").click()
    expect(page.get_by_role("heading", level=3)).to_have_text(["Baker", "Cook"])
    assert kept(page) == ["Baker", "Cook"]

    page.get_by_role("link", name="Link to this list").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A list of jobs")
    page.context.clear_cookies()  # another person
    page.get_by_role("button", name="Save all").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved jobs")
    for title in ("Baker", "Cook"):
        page.get_by_role("button", name=f"Remove {title}").click()
    expect(page.get_by_text("You have not saved a job yet.")).to_be_visible()
    assert page.context.cookies() == []


def test_a_star_is_set_in_place_and_shows_on_every_page(page: Page, site: str) -> None:
    page.goto(f"{site}/jobs/")
    star = page.locator(".star", has_text="Cook")
    expect(star).to_have_attribute("aria-pressed", "false")
    star.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Saved Cook")
    expect(star).to_have_accessible_name("Saved Cook")
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(star).to_be_focused()
    assert (page.url, kept(page)) == (f"{site}/jobs/", ["Cook"])

    page.locator("h3 a", has_text="Baker").click()
    page.go_back()
    expect(star).to_have_accessible_name("Saved Cook")
    page.goto(f"{site}/")
    expect(star).to_have_attribute("aria-pressed", "true")
    star.click()
    expect(page.locator("#said")).to_have_text("Removed from your saved jobs")
    expect(star).to_have_accessible_name("Save Cook")
    assert page.context.cookies() == []


def test_a_page_that_comes_back_shows_what_is_saved_by_now(page: Page, site: str) -> None:
    page.goto(f"{site}/jobs/")
    star = page.locator(".star", has_text="Cook")
    star.click()
    expect(page.locator("#said")).to_have_text("Saved Cook")
    page.get_by_role("link", name="Saved", exact=True).click()
    page.get_by_role("button", name="Remove Cook").click()
    expect(page.get_by_text("You have not saved a job yet.")).to_be_visible()
    page.go_back()
    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("3 jobs")
    expect(star).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("reason", ["full", "refused"])
def test_where_nothing_could_be_saved_the_list_is_shown(
    page: Page, site: str, watch: Watch, reason: str
) -> None:
    if reason == "full":
        others = [make_job(title="Other", posted_on=None) for _ in range(LIMIT)]
        ids = ".".join(str(job.pk) for job in others)
        page.context.add_cookies([{"name": "saved", "value": ids, "url": site}])

    def refuse(route: Route) -> None:
        fails = reason == "refused" and route.request.method == "POST"
        route.abort() if fails else route.fallback()

    page.route("**/saved/", refuse)
    page.goto(f"{site}/jobs/")
    page.locator(".star", has_text="Cook").click()

    page.wait_for_url(f"{site}/saved/")
    full = page.get_by_text("Your list is full: it holds 100 jobs.")
    expect(full).to_have_count(int(reason == "full"))
    watch.console.clear()  # the browser tells of the refused request


def test_no_star_is_lost_on_a_slow_line(page: Page, site: str) -> None:
    """Two stars in a row, and the list at once: each answer is a moment away."""
    held: list[Route] = []
    page.route("**/saved/", lambda route: held.append(route))
    page.goto(f"{site}/jobs/")
    for title in ("Cook", "Baker"):
        page.locator(".star", has_text=title).click()
    page.get_by_role("link", name="Saved", exact=True).click()
    for _ in range(3):  # what is asked next waits for what was asked before
        page.wait_for_timeout(100)
        assert [route.request.method for route in held] in (["POST"], ["GET"])
        held.pop().continue_()

    expect(page.get_by_role("heading", level=3)).to_have_text(["Baker", "Cook"])
    assert kept(page) == ["Baker", "Cook"]


def test_a_list_is_shared_where_the_browser_can(page: Page, site: str) -> None:
    job = Job.objects.get(title="Cook")
    page.context.add_cookies([{"name": "saved", "value": str(job.pk), "url": site}])
    page.goto(f"{site}/saved/")
    expect(page.locator("[data-share]")).to_be_hidden()
    page.add_init_script("navigator.share = async (what) => { window.shared = what }")
    page.reload()
    page.get_by_role("button", name="Share").click()

    assert page.evaluate("window.shared") == {"url": f"/saved/?ids={job.pk}"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_is_accessible_and_fits(
    page: Page, site: str, watch: Watch, scheme: Any, width: int
) -> None:
    make_job(title="Donaudampfschifffahrtsgesellschaftskapitän" * 3)
    Job.objects.filter(title="Pilot").update(closed_at="2026-11-20T12:00:00Z")
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    ids = ".".join(str(pk) for pk in Job.objects.values_list("pk", flat=True))
    for path in ("/saved/", f"/saved/?ids={ids}"):
        page.goto(site + path)
        audit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.context.add_cookies([{"name": "saved", "value": ids, "url": site}])
    page.goto(f"{site}/saved/")
    expect(page.get_by_text("Closed on 20 Nov 2026")).to_be_visible()
    audit(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watch.foreign == []
