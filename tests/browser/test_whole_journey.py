"""From the home page to Apply: with and without scripts, by pointer and by keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from typing import Any, Protocol

import pytest
from django.core.management import call_command
from playwright.sync_api import Locator, Page, expect

from jobs.models import ApplyClicks, Job
from tests.browser.conftest import Watch
from tests.browser.keys import follow, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Hands(Protocol):
    def search(self, box: Locator, words: str) -> None: ...
    def choose(self, option: Locator) -> None: ...
    def submit(self) -> None: ...
    def press(self, wanted: Locator) -> None: ...


@dataclass
class Pointer:
    page: Page

    def search(self, box: Locator, words: str) -> None:
        box.fill(words)
        self.page.get_by_role("button", name="Search jobs", exact=True).click()

    def choose(self, option: Locator) -> None:
        option.check()

    def submit(self) -> None:
        self.page.get_by_role("button", name="Show jobs").first.click()

    def press(self, wanted: Locator) -> None:
        wanted.click()


@dataclass
class Keys:
    page: Page

    def search(self, box: Locator, words: str) -> None:
        tab_to(self.page, box)
        self.page.keyboard.type(words)
        self.submit()

    def choose(self, option: Locator) -> None:
        tab_to(self.page, option)
        self.page.keyboard.press("Space")

    def submit(self) -> None:
        self.page.keyboard.press("Enter")

    def press(self, wanted: Locator) -> None:
        follow(self.page, wanted)


@pytest.mark.parametrize("scripts", [False, True], ids=["no_scripts", "scripts"])
@pytest.mark.parametrize("hands", [Pointer, Keys], ids=["pointer", "keyboard"])
def test_the_whole_journey(
    page: Page, live_server: Any, watch: Watch, hands: type[Pointer | Keys], scripts: bool
) -> None:
    call_command("load_sample", stdout=StringIO())
    page.goto(live_server.url)
    found = searched(page, hands(page), scripts=scripts)
    job = opened(page, hands(page), found)
    assert (page.context.cookies(), watch.foreign) == ([], [])

    saved(page, hands(page), job, scripts=scripts)
    assert [cookie["name"] for cookie in page.context.cookies()] == ["saved"]
    assert watch.foreign == []

    hands(page).press(page.get_by_role("link", name="Apply for this job").first)
    expect(page).to_have_title("Elsewhere")
    assert (page.url, watch.foreign) == (job.apply_url, [job.apply_url])
    assert list(ApplyClicks.objects.values_list("job", "count")) == [(job.pk, 1)]


def searched(page: Page, hands: Hands, *, scripts: bool) -> str:
    """From the home page to the second page of a search with a filter; the search in words."""
    hands.search(page.locator("#q"), "engineer")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("jobs matching “engineer”")
    page.wait_for_load_state()

    remote = page.locator("input[name=arrangement][value=remote]")
    label = page.locator("label", has=remote)
    promised = int("".join(filter(str.isdigit, label.locator(".count").inner_text())))
    page.evaluate("document.body.dataset.same = 'yes'")
    hands.choose(remote)
    if not scripts:
        hands.submit()
    found = f"{promised} remote jobs matching “engineer”"
    expect(heading).to_have_text(found)
    expect(remote).to_be_checked()
    expect(page.locator("#status")).to_contain_text(str(promised))
    expect(page.locator("body[data-same]")).to_have_count(1 if scripts else 0)

    hands.press(page.locator(".pager").get_by_role("link", name="Page 2", exact=True))
    expect(page.locator("#results > li")).to_have_count(promised - 20)
    assert page.title().startswith(f"{found}, page 2 of 2")
    return found


def opened(page: Page, hands: Hands, found: str) -> Job:
    """From the results to a job, to the one after it and back to the results: the job after it."""
    hands.press(page.locator("#results h3 a").first)
    expect(page.locator(".back a").first).to_contain_text(found)
    after = page.locator("a[rel=next]").first
    job = Job.objects.get(pk=int((after.get_attribute("href") or "").split("/")[2]))
    hands.press(after)
    expect(page.get_by_role("heading", level=1)).to_have_text(job.title)

    hands.press(page.locator(".back a").first)
    expect(page.get_by_role("heading", level=1)).to_have_text(found)
    assert page.url.endswith(f"page=2#job-{job.pk}")
    hands.press(page.locator(f"#job-{job.pk} h3 a"))
    expect(page.get_by_role("heading", level=1)).to_have_text(job.title)
    return job


def saved(page: Page, hands: Hands, job: Job, *, scripts: bool) -> None:
    """Saves the job of this page, and opens it again from the list of saved ones."""
    star = page.locator("article .star").first
    hands.press(star)
    if scripts:
        expect(star).to_have_attribute("aria-pressed", "true")
        hands.press(page.get_by_role("navigation").get_by_role("link", name="Saved"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved jobs")
    expect(page.locator("#results h3 a")).to_have_text([job.title])
    hands.press(page.locator(f"#job-{job.pk} h3 a"))
    expect(page.get_by_role("heading", level=1)).to_have_text(job.title)
