"""A browser that sees this machine only, and reports what a console or a network log would."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Route

from tests.visitors import CHROME

# Here Django serves static files; the board itself has whitenoise, which the settings tell.
mimetypes.add_type("application/speculationrules+json", ".speculationrules")
# What Chromium itself advises, such as on forms of passwords; a script's own words are "debug".
ADVICE = "verbose"


@dataclass
class Watch:
    """What must stay empty in every test, and where the browser was led to."""

    console: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


@pytest.fixture
def browser_context_args(
    browser_context_args: dict[str, Any], request: pytest.FixtureRequest
) -> dict[str, Any]:
    """A person's window, and a wide one; no scripts in tests that say so in their name.

    Without a screen, Chromium says so in its name, and what it does is not counted.
    """
    return browser_context_args | {
        "user_agent": CHROME,
        "java_script_enabled": "no_scripts" not in request.node.name,
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture
def watch(page: Page, live_server: Any) -> Iterator[Watch]:
    seen, ours = Watch(), urlsplit(live_server.url).netloc

    def guard(route: Route, request: Request) -> None:
        if urlsplit(request.url).netloc == ours:
            route.continue_()
            return
        seen.foreign.append(request.url)
        route.fulfill(status=200, content_type="text/html", body="<title>Elsewhere</title>")

    def hear(message: ConsoleMessage) -> None:
        if message.type != ADVICE:
            seen.console.append(message.text)

    page.route("**/*", guard)
    page.on("console", hear)
    page.on("pageerror", lambda error: seen.console.append(str(error)))
    page.on("dialog", lambda dialog: (seen.dialogs.append(dialog.message), dialog.dismiss()))
    yield seen
    assert (seen.console, seen.dialogs) == ([], [])
