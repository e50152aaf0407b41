"""The keyboard alone: going to what is wanted, and counting the keys that took."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

FAR = 400  # more stops than any page has


def is_here(wanted: Locator) -> bool:
    return bool(wanted.evaluate("one => one === document.activeElement"))


def tab_to(page: Page, wanted: Locator) -> int:
    """Presses Tab until it has the focus; how often that was."""
    for pressed in range(1, FAR):
        page.keyboard.press("Tab")
        if is_here(wanted):
            return pressed
    raise AssertionError(f"expected {wanted} among the stops of the keyboard")


def follow(page: Page, wanted: Locator) -> int:
    """Goes there by Tab and presses Enter; how many keys that were."""
    pressed = tab_to(page, wanted)
    page.keyboard.press("Enter")
    return pressed + 1
