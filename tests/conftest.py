"""What all tests share: which browser there is, and importing a document by one call."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from jobs.importer.pipeline import Options, run_feed
from jobs.importer.sources import feed_for, register
from jobs.models import ImportRun
from jobs.search import memory

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)

# The day the sample was written, for ever: what is new stays new. Started here, and not in a
# fixture, so that the tables of parametrised tests see the same day.
time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=True).start()

# Playwright drives its browser from an event loop in this thread, where Django would refuse
# every query of a test that looks at the database between two clicks.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not CHROMIUM:
        terminalreporter.write_line("Chromium: none found on the PATH, so no browser test ran.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if CHROMIUM:
        return
    if os.environ.get("REQUIRE_CHROMIUM"):
        raise pytest.UsageError("expected Chromium on the PATH, found none: install chromium")
    browser = [item for item in items if item.get_closest_marker("browser")]
    config.hook.pytest_deselected(items=browser)
    items[:] = [item for item in items if item not in browser]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    quiet = "--disable-gpu --no-first-run --disable-background-networking --disable-sync"
    return {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", *quiet.split(), "--disable-component-update"],
    }


@pytest.fixture(autouse=True)
def _new_memory() -> None:
    """Every test is a process that has just started: the database of the last one is gone."""
    memory.forget()


@pytest.fixture
def feed_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a document to the one file of this test's feed and returns its path."""

    def write(document: str | bytes) -> Path:
        path = tmp_path / "feed.xml"
        path.write_bytes(document.encode() if isinstance(document, str) else document)
        return path

    return write


@pytest.fixture
def import_document(feed_file: Callable[..., Path]) -> Callable[..., ImportRun]:
    """Imports a document into this test's feed and returns the run's report."""

    def run(document: str | bytes, **options: Any) -> ImportRun:
        feed = feed_for(str(feed_file(document)))
        register(feed)
        return run_feed(feed, Options(**options))

    return run
