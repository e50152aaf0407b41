"""An editor in Chromium: a feed from its address to the public page, by processes of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page, expect

from jobs.models import Feed
from tests.browser.conftest import Watch
from tests.browser.editor import check, sign_in
from tests.make import record, yubhub

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 60_000  # ms: a command takes its time to start on a busy machine


@pytest.fixture(autouse=True)
def _one_clock() -> Iterator[None]:
    """The commands have the clock of the machine: so must who signs in."""
    now = time_machine.escape_hatch.datetime.datetime.now(UTC)
    with time_machine.travel(now, tick=True):
        yield


def feed_of(*titles: str) -> str:
    """Without days, which the clock of another process might not believe."""
    return yubhub(
        *(
            record(f"n{number}", Title=title, Postedate="", Perk=f"Perk {number}")
            for number, title in enumerate(titles)
        )
    )


def test_a_feed_is_looked_at_saved_run_tried_by_other_rules_and_paused(
    page: Page, live_server: Any, watch: Watch, tmp_path: Path
) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(feed_of("Baker", "Cook", "Pilot", "Nurse", "Tailor", "Potter"))
    sign_in(page, live_server.url, "/admin/jobs/feed/")

    page.get_by_role("link", name="Add feed").click()
    expect(page.get_by_label("Address:")).to_be_visible()
    check(page)
    page.get_by_label("Address:").fill(str(file))
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator(".sample h4")).to_have_count(5, timeout=PATIENCE)
    expect(page.locator("#found")).to_contain_text("YubHub / JBoard")
    expect(page.get_by_role("row", name="perk 6 Perk 0")).to_be_visible()
    check(page)
    page.get_by_label("Name:", exact=True).fill("Daily")
    page.get_by_role("button", name="Save and run now").click()
    expect(page.locator("h1")).to_have_text("View import run", timeout=PATIENCE)
    page.goto(f"{live_server.url}/jobs/?q=baker")
    expect(page.locator("main h3")).to_have_text(["Baker"])

    file.write_text(feed_of("Head Baker", "Cook", "Pilot", "Nurse", "Tailor", "Potter"))
    page.goto(f"{live_server.url}/admin/jobs/feed/{Feed.objects.get().pk}/change/")
    page.get_by_label("Overrides:").fill("skills = perk")
    page.get_by_role("button", name="Preview with these rules").click()
    change = page.get_by_role("table", name="Baker")
    expect(change.get_by_role("row", name="Title")).to_contain_text(
        "BakerHead Baker", timeout=PATIENCE
    )
    expect(change.get_by_role("row", name="Skills")).to_contain_text("nothingPerk 0")
    check(page)
    page.get_by_role("button", name="Save these rules").click()
    expect(page.get_by_label("Overrides:")).to_have_value("skills = perk\n")
    check(page)
    page.get_by_role("button", name="Run now").first.click()
    expect(page.locator("h1")).to_have_text("View import run", timeout=PATIENCE)
    # Another address than before: the browser may remember that page for a while.
    page.goto(f"{live_server.url}/jobs/?q=head+baker")
    page.get_by_role("link", name="Head Baker").click()
    expect(page.get_by_role("link", name="Perk 0")).to_be_visible()

    page.goto(f"{live_server.url}/admin/jobs/feed/")
    check(page)
    page.get_by_role("button", name="Pause Daily").click()
    expect(page.get_by_role("row", name="Daily")).to_contain_text("not by itself")
    assert not Feed.objects.get().enabled
    assert watch.foreign == []
