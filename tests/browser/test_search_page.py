"""The search page by keyboard, on a phone, and with large text, with scripts switched off."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEARCH = "/jobs/?q=engineer&arrangement=remote"
FOCUS = """() => {
    const { bottom, height } = document.activeElement.getBoundingClientRect();
    const bar = document.querySelector(".go").getBoundingClientRect();
    return { covered: bottom > bar.top + 1 && height < bar.top, bar: bar.top, tag:
             document.activeElement.localName + document.activeElement.name,
             inside: !!document.activeElement.closest("#panel > :not(.go)") };
}"""


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {
        "java_script_enabled": False,
        "viewport": {"width": 390, "height": 844},
    }


@pytest.fixture(autouse=True)
def sample() -> None:
    call_command("load_sample", stdout=StringIO())


def test_the_first_job_is_three_keys_away(page: Page, live_server: Any, watch: Watch) -> None:
    page.goto(live_server.url + SEARCH)

    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)

    expect(page.locator("#results li h3 a").first).to_be_focused()


def test_the_first_job_is_in_sight_on_a_phone(page: Page, live_server: Any, watch: Watch) -> None:
    page.goto(live_server.url + SEARCH)

    box = page.locator("#results li h3").first.bounding_box()

    assert box
    assert box["y"] + box["height"] < 844


def test_folded_filters_say_how_many_are_chosen_and_open_with_a_key(
    page: Page, live_server: Any, watch: Watch
) -> None:
    page.goto(live_server.url + SEARCH)
    folded = page.locator("#panel > summary")
    expect(folded).to_have_text("Filters (1)")
    expect(page.get_by_role("checkbox", name="Hybrid 25", exact=True)).to_be_hidden()

    folded.focus()
    page.keyboard.press("Enter")

    group = page.get_by_role("group", name="Arrangement, with the number of jobs")
    expect(group.get_by_role("checkbox", name="Hybrid 25", exact=True)).to_be_visible()


@pytest.mark.parametrize("size", ["100%", "200%"])
def test_the_bar_of_open_filters_never_hides_what_has_the_focus(
    page: Page, live_server: Any, watch: Watch, size: str
) -> None:
    page.goto(live_server.url + SEARCH)
    page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
    folded = page.locator("#panel > summary")
    folded.focus()
    page.keyboard.press("Enter")

    seen, lowest = [], 0
    while True:
        page.keyboard.press("Tab")
        state = page.evaluate(FOCUS)
        if not state["inside"]:
            break
        seen.append(state["tag"])
        lowest = max(lowest, state["bar"])
        assert not state["covered"], state

    assert len(seen) > 20
    assert 600 < lowest < 844  # the bar stood at the foot of the window
    assert page.evaluate("document.activeElement.closest('.go') !== null")


def test_the_bar_tells_a_number_only_where_a_script_keeps_it_right(
    page: Page, browser: Browser, live_server: Any, watch: Watch
) -> None:
    page.goto(live_server.url + SEARCH)
    page.locator("#panel > summary").click()
    expect(page.locator(".go .button")).to_have_accessible_name("Show jobs")

    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        scripted = context.new_page()
        scripted.goto(live_server.url + SEARCH)
        scripted.locator("#panel > summary").click()
        expect(scripted.locator(".go .button")).to_have_accessible_name("Show 31 jobs")


@pytest.mark.parametrize(
    "path", [SEARCH, "/jobs/", "/jobs/?q=zzzz&posted=1", "/jobs/values/skill/"]
)
@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (390, "200%"), (1280, "200%")])
def test_nothing_is_wider_than_the_window(
    page: Page, live_server: Any, watch: Watch, path: str, width: int, size: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + path)
    page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
    if width < 900 and page.locator("#panel").count():
        page.locator("#panel > summary").click()

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_marks_are_seen_in_forced_colours(page: Page, live_server: Any, watch: Watch) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(live_server.url + SEARCH)
    colour = "(one) => getComputedStyle(one).backgroundColor"

    mark = page.locator("h3 mark").first
    assert mark.evaluate(colour) != page.locator("body").evaluate(colour)
    assert mark.evaluate(colour) != "rgba(0, 0, 0, 0)"


def test_the_word_of_a_star_ends_where_the_lines_do_with_room_around_it(
    page: Page, live_server: Any, watch: Watch
) -> None:
    page.goto(live_server.url + SEARCH)

    star = page.locator("#results .star").first
    room = star.evaluate("""star => {
        const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(star);
        const beyond = star.getBoundingClientRect().right
            - star.closest("li").getBoundingClientRect().right;
        return [paddingInlineStart, paddingInlineEnd, beyond];
    }""")

    assert room == ["8px", "8px", 8]
