"""Chromium, and a tab of it in which nothing was ever loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.audit.site import Site
from tests.audit.tools import FLAGS

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
HEIGHT = 900


@contextmanager
def chromium(program: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser,
    site: Site,
    page: dict[str, Any],
    width: int = 1280,
    scheme: Scheme = "light",
) -> Iterator[Page]:
    """A tab of a browser that was never here before, with the page's cookie and nothing loaded."""
    size = ViewportSize(width=width, height=HEIGHT)
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    if page["cookie"]:
        context.add_cookies([{"name": "saved", "value": page["cookie"], "url": site.base}])
    try:
        yield context.new_page()
    finally:
        context.close()
