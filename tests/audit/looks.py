"""Whether everybody can use a page: axe in light and dark, narrow and wide, and in use."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page

from tests.audit.browser import SCHEMES, opened
from tests.audit.site import Site
from tests.browser.axe import RULES

WIDTHS = (360, 1280)
REFRESH = 10_000  # milliseconds a live refresh may take on a machine that has other things to do
BOXES = "form#search #filters input[type=checkbox]:not(:checked)"


def nothing() -> dict[str, Any]:
    """What is said of a feed, which is no page: it has no landmarks and no filters."""
    kinds = ("violations", "incomplete", "sideways", "invalid")
    return {kind: [] for kind in kinds} | {"live": None}


def looked_at(browser: Browser, site: Site, page: dict[str, Any]) -> dict[str, Any]:
    """What axe found, where a page scrolls sideways, and whether its filters work in place.

    `refreshed` is the document as the script left it, for the checker of HTML.
    """
    found = nothing() | {"refreshed": ""}
    for scheme in SCHEMES:
        for width in WIDTHS:
            with opened(browser, site, page, width, scheme) as tab:
                tab.goto(site.base + page["path"], wait_until="networkidle")
                _note(tab, found, f"{scheme} {width}")
                if tab.locator("script[src]").count() and tab.locator(BOXES).count():
                    found["live"] = _refreshed(tab) and found["live"] is not False
                    _note(tab, found, f"{scheme} {width} live")
                    found["refreshed"] = tab.content()
    return found


def _note(tab: Page, found: dict[str, Any], where: str) -> None:
    said = Axe().run(tab, options={"runOnly": {"type": "tag", "values": RULES}}).response
    for kind in ("violations", "incomplete"):
        found[kind] += [
            f"{where}: {rule['id']} {rule['nodes'][0]['target'][0]}" for rule in said[kind]
        ]
    if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found["sideways"].append(where)


def _refreshed(tab: Page) -> bool:
    """Chooses a filter; True when the results came anew into the same document."""
    before = urlsplit(tab.url).query
    tab.evaluate("window.same = true")
    tab.locator("details:has(#filters), #filters details").evaluate_all(
        "all => all.forEach(one => { one.open = true })"
    )
    tab.locator(BOXES).first.check()
    try:
        tab.wait_for_function("before => location.search.slice(1) !== before", arg=before)
        tab.wait_for_load_state("networkidle", timeout=REFRESH)
        return bool(tab.evaluate("window.same === true"))
    except Error:
        return False
