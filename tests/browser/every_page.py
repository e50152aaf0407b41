"""Every type of page of the sample, for tests of what must hold on all of them."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.core.management import call_command
from playwright.sync_api import Page

from tests.audit.pages import pages


def every_page(page: Page, base: str) -> Iterator[str]:
    """Opens one after the other in this tab, and says which it is."""
    call_command("load_sample", stdout=StringIO())
    for kind in pages():
        if kind["path"]:
            yield from opened(page, base, kind)


def opened(page: Page, base: str, kind: dict[str, Any]) -> Iterator[str]:
    page.context.clear_cookies()
    if kind["cookie"]:
        page.context.add_cookies([{"name": "saved", "value": kind["cookie"], "url": base}])
    answer = page.goto(base + kind["path"])
    assert answer
    assert (kind["name"], answer.status) == (kind["name"], kind["status"])
    yield kind["name"]
