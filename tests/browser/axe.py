"""What axe holds against a page of the board."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = [*AA, "best-practice"]


def audit(page: Page) -> None:
    """Fails on any violation of the page that is open, once its stylesheet is there.

    After a click the page's text can be found before its styles are, and unstyled links are small.
    """
    page.wait_for_load_state()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"
