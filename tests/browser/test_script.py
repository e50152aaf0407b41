"""What the one script adds, in Chromium: all of it is also there without, one page load later."""

from __future__ import annotations

import time
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, Route, expect

from jobs.models import Job
from tests.browser.axe import audit
from tests.browser.conftest import Watch
from tests.make import make_job

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"viewport": {"width": 1280, "height": 700}}


@pytest.fixture
def site(live_server: Any, watch: Watch) -> str:
    """A board whose filters and results differ enough, and where it is."""
    for number in range(25):
        make_job(
            title=f"Baker {number}",
            arrangement="remote" if number % 5 else "hybrid",
            level="senior" if number % 2 else "junior",
            employer=f"Bakery {number}",
            skills=("Baking", f"Bread {number}"),
            category="Food",
        )
    make_job(title="Pilot", arrangement="onsite", level="senior", skills=("Kubernetes",))
    return str(live_server.url)


def stay(page: Page) -> None:
    """Marks the document, so that a page load shows."""
    page.evaluate("window.stayed = true")


def has_stayed(page: Page) -> bool:
    return bool(page.evaluate("window.stayed === true"))


def focused(page: Page, part: str) -> Any:
    return page.evaluate(f"document.activeElement.{part}")


def test_a_filter_refreshes_the_results_in_place(page: Page, site: str) -> None:
    page.goto(f"{site}/jobs/")
    stay(page)
    page.locator("#facet-category > summary").click()
    page.locator("#facet-level > summary").click()
    senior = page.get_by_role("checkbox", name="Remote")
    senior.focus()
    before = senior.bounding_box()
    page.keyboard.press("Space")

    expect(page.get_by_role("heading", level=1)).to_have_text("20 remote jobs")
    expect(page.locator("#status")).to_have_text("20 jobs")
    expect(page).to_have_title("20 remote jobs – Job board")
    expect(page.locator("#results > li")).to_have_count(20)
    assert page.url == f"{site}/jobs/?arrangement=remote"
    assert (focused(page, "value"), focused(page, "checked")) == ("remote", True)
    assert page.get_by_role("checkbox", name="Remote").bounding_box() == before
    opened = "nodes => nodes.filter(node => node.open).map(node => node.id)"
    assert page.locator("#filters .facet").evaluate_all(opened) == [
        "facet-arrangement",
        "facet-salary",
        "facet-category",
    ]
    assert page.get_by_role("link", name="These jobs as JSON").get_attribute("href") == (
        "/jobs.json?arrangement=remote"
    )
    assert has_stayed(page)


def test_every_state_is_in_the_history(page: Page, site: str) -> None:
    page.goto(f"{site}/jobs/?q=baker")
    stay(page)
    page.get_by_role("checkbox", name="Remote").check()
    expect(page.get_by_role("heading", level=1)).to_contain_text("20 remote")
    page.get_by_role("link", name="Newest").click()
    expect(page.locator(".sorts [aria-current]")).to_have_text("Newest")
    assert focused(page, "textContent") == "Newest"
    page.get_by_role("link", name="Remove Arrangement: Remote").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("25 jobs")
    assert (focused(page, "id"), page.url) == ("headline", f"{site}/jobs/?q=baker&sort=newest")

    page.go_back()
    expect(page.get_by_role("checkbox", name="Remote")).to_be_checked()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("checkbox", name="Remote")).not_to_be_checked()
    assert page.url == f"{site}/jobs/?q=baker"
    page.go_forward()
    expect(page.get_by_role("checkbox", name="Remote")).to_be_checked()
    assert has_stayed(page)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("20 remote")


def test_only_the_last_of_quick_changes_counts(page: Page, site: str) -> None:
    def late(route: Route) -> None:
        if "hybrid" not in route.request.url:
            time.sleep(0.5)
        route.fallback()

    page.goto(f"{site}/jobs/")
    stay(page)
    page.route("**/jobs/?arrangement=*", late)
    page.get_by_role("checkbox", name="Remote").check()
    page.get_by_role("checkbox", name="Hybrid").check()

    expect(page.get_by_role("heading", level=1)).to_have_text("25 hybrid or remote jobs")
    page.wait_for_timeout(700)
    expect(page.get_by_role("heading", level=1)).to_have_text("25 hybrid or remote jobs")
    assert has_stayed(page)


@pytest.mark.parametrize("answer", ["refused", "error", "another page"])
def test_what_cannot_be_refreshed_is_loaded(
    page: Page, site: str, watch: Watch, answer: str
) -> None:
    def fail(route: Route) -> None:
        if route.request.resource_type != "fetch":
            route.fallback()
        elif answer == "refused":
            route.abort()
        else:
            route.fulfill(status=503 if answer == "error" else 200, body="<title>Hm</title>")

    page.goto(f"{site}/jobs/")
    stay(page)
    page.route("**/jobs/?arrangement=*", fail)
    page.get_by_role("checkbox", name="Remote").check()

    expect(page.get_by_role("heading", level=1)).to_have_text("20 remote jobs")
    assert page.url == f"{site}/jobs/?arrangement=remote"
    assert not has_stayed(page)
    watch.console.clear()  # the browser tells of the failed request


def test_typing_changes_nothing_until_it_is_sent(page: Page, site: str) -> None:
    page.goto(f"{site}/jobs/")
    page.get_by_label("Job title, skill").fill("pilot")
    page.get_by_role("checkbox", name="On-site").focus()
    page.wait_for_timeout(300)
    expect(page.get_by_role("heading", level=1)).to_have_text("26 jobs")
    page.get_by_role("checkbox", name="On-site").check()

    expect(page.get_by_role("heading", level=1)).to_have_text("1 on-site job matching “pilot”")


def test_pages_are_loaded_and_words_with_keys_open_elsewhere(page: Page, site: str) -> None:
    page.goto(f"{site}/jobs/")
    with page.context.expect_page() as other:
        page.get_by_role("link", name="Pay", exact=True).click(modifiers=["Control"])
    assert other.value.url == f"{site}/jobs/?sort=salary"
    expect(page.locator(".sorts [aria-current]")).to_have_text("Newest")
    stay(page)
    page.get_by_role("link", name="Next").click()

    expect(page.locator("#status")).to_have_text("26 jobs, 21 to 26")
    assert not has_stayed(page)


def test_suggestions_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    box = page.get_by_role("combobox", name="Job title, skill")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("kub")
    options = page.get_by_role("option")
    expect(options).to_have_text(["Kubernetes Skill · 1 job"])
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#said")).to_have_text("Suggestions: 1")
    assert box.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    assert box.get_attribute("aria-activedescendant") is None

    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("kub")
    box.fill("bread 1")
    expect(options).to_have_count(4)
    for key, active in [
        ("ArrowDown", "option-1"),
        ("ArrowDown", "option-2"),
        ("ArrowUp", "option-1"),
        ("ArrowUp", ""),
        ("ArrowUp", "option-4"),
        ("ArrowDown", ""),
        ("ArrowDown", "option-1"),
        ("Home", "option-1"),
    ]:
        box.press(key)
        assert (box.get_attribute("aria-activedescendant") or "") == active
        chosen = page.locator("[role=option][aria-selected=true]").evaluate_all(
            "x => x.map(y => y.id)"
        )
        assert chosen == ([active] if active else [])
    assert page.evaluate("document.activeElement.selectionStart") == 0  # Home moved the caret
    box.press("Enter")
    page.wait_for_url("**/jobs/?skill=*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bread 1")


def test_suggestions_are_never_in_the_way(page: Page, site: str) -> None:
    page.goto(f"{site}/jobs/")
    box = page.get_by_role("combobox", name="Job title, skill")
    box.press_sequentially("baker")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.fill("pil")
    expect(page.get_by_role("option")).to_have_count(1)
    box.press("Enter")
    page.wait_for_url(f"{site}/jobs/?q=pil**")
    expect(page.get_by_role("heading", level=1)).to_contain_text("“pil”")

    box.fill("kube")
    page.get_by_role("option", name="Kubernetes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 Kubernetes job")


def test_a_long_facet_is_searched_and_chosen_from_in_place(page: Page, site: str) -> None:
    page.goto(f"{site}/jobs/")
    stay(page)
    page.locator("#facet-skill > summary").click()
    box = page.locator("#facet-skill").get_by_role("combobox", name="Find in this list")
    for word in ("kub", "bread 24"):
        box.press_sequentially(word)
        page.get_by_role("option").first.wait_for()
        box.press("ArrowDown")
        box.press("Enter")
        expect(box).to_have_value("")
        expect(box).to_be_focused()

    expect(page.get_by_role("heading", level=1)).to_have_text("2 Kubernetes or Bread 24 jobs")
    expect(page.get_by_role("checkbox", name="Kubernetes")).to_be_checked()
    box.press("Enter")
    page.wait_for_timeout(200)
    assert page.url == f"{site}/jobs/?skill=kubernetes&skill=bread-24"
    page.get_by_role("checkbox", name="Bread 24").uncheck()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 Kubernetes job")
    assert has_stayed(page)


def test_what_came_since_the_last_visit_is_marked(page: Page, site: str) -> None:
    Job.objects.filter(title="Pilot").update(first_seen_at="2026-11-20T12:00:00Z")
    page.goto(f"{site}/jobs/?sort=newest&q=pilot OR baker")
    expect(page.locator(".badge")).to_have_count(0)  # on the first visit everything is
    page.evaluate("localStorage.visits = '5 1763812800'")  # 22 November 2025
    page.goto(f"{site}/jobs/?q=pilot")
    expect(page.get_by_role("heading", level=3)).to_have_text("Pilot New")
    page.evaluate("localStorage.visits = '5 1795348800'")  # 22 November 2026
    page.goto(f"{site}/jobs/?q=pilot")
    expect(page.get_by_role("heading", level=3)).to_have_text("Pilot")
    page.goto(f"{site}/jobs/?q=pilot")  # the same visit
    expect(page.get_by_role("heading", level=3)).to_have_text("Pilot")
    page.goto(f"{site}/jobs/")
    expect(page.locator(".badge")).to_have_count(19)  # all but the pilot's
    page.get_by_role("checkbox", name="Hybrid").check()
    expect(page.locator(".badge")).to_have_count(5)


def test_blocked_storage_is_no_error(page: Page, site: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw Error('blocked') }})"
    )
    page.goto(f"{site}/jobs/")
    page.get_by_role("checkbox", name="Hybrid").check()

    expect(page.get_by_role("heading", level=1)).to_have_text("5 hybrid jobs")
    expect(page.locator(".badge")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_what_the_script_adds_is_accessible_and_moves_nothing(
    page: Page, live_server: Any, watch: Watch, scheme: Any, width: int
) -> None:
    call_command("load_sample", stdout=StringIO())
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((one) => {
          if (!one.hadRecentInput) window.shift += one.value;
        })).observe({ type: "layout-shift", buffered: true });
        localStorage.visits ??= "5 1763812800";"""
    )
    page.goto(f"{live_server.url}/jobs/?skill=python")
    page.locator(".star").first.click()
    expect(page.locator(".star").first).to_have_attribute("aria-pressed", "true")
    page.reload(wait_until="networkidle")
    if width == 360:
        page.locator("#panel > summary").click()
    page.get_by_role("checkbox", name="Remote").check()
    expect(page.get_by_role("heading", level=1)).to_contain_text("remote")
    check(page, width)
    box = page.locator("#facet-skill").get_by_role("combobox")
    box.press_sequentially("ku")
    page.locator("li[role=option]").first.wait_for()
    box.press("ArrowDown")
    check(page, width)
    page.get_by_label("Job title, skill").press_sequentially("eng")
    page.locator("li[role=option]").nth(3).wait_for()
    check(page, width)
    assert page.evaluate("window.shift") == 0
    assert watch.foreign == []


def check(page: Page, width: int) -> None:
    audit(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
