"""Chromium fetches what a pointer rests on, and nothing that counts or is not a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.signals import request_started
from playwright.sync_api import Page

from jobs.models import ApplyClicks, Job
from tests.make import make_job

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Asked = list[tuple[str, str]]  # address, Sec-Purpose


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    """What the server is asked for. Its own files are served by Django here, not by whitenoise."""
    found: Asked = []

    def note(environ: dict[str, str] | None = None, **_told: Any) -> None:
        if environ:
            query = environ.get("QUERY_STRING", "")
            address = environ["PATH_INFO"] + (f"?{query}" if query else "")
            found.append((address, environ.get("HTTP_SEC_PURPOSE", "")))

    request_started.connect(note)
    yield found
    request_started.disconnect(note)


@pytest.fixture
def console(page: Page) -> Iterator[list[str]]:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    yield said
    assert said == []


def rest_on(page: Page, selector: str) -> None:
    page.mouse.move(0, 0)
    page.locator(selector).first.hover()
    page.wait_for_timeout(800)


def ahead(asked: Asked) -> list[str]:
    return [address for address, purpose in asked if "prefetch" in purpose]


def wait_for(page: Page, done: Callable[[], bool]) -> None:
    for _try in range(50):
        if done():
            return
        page.wait_for_timeout(100)
    raise AssertionError("waited five seconds")


def test_a_page_that_a_pointer_rests_on_is_fetched_ahead(
    page: Page, live_server: Any, asked: Asked, console: list[str]
) -> None:
    job = make_job(title="Baker", skills=("Baking",), places="Cork, IE")
    address = job.get_absolute_url()
    page.goto(f"{live_server.url}/jobs/?q=baker")
    wait_for(page, lambda: any("prefetch" in one and ".speculation" in one for one, _ in asked))

    rest_on(page, "main h3 a")
    wait_for(page, lambda: any(one.startswith(address) for one in ahead(asked)))

    page.locator("main h3 a").first.click()
    page.wait_for_url(f"**{address}*")
    assert [one for one, purpose in asked if one.startswith(address) and not purpose] == []


def test_nothing_that_counts_or_is_no_page_is_fetched_ahead(
    page: Page, live_server: Any, asked: Asked, console: list[str]
) -> None:
    job = make_job(title="Baker")
    page.goto(f"{live_server.url}/jobs/")
    wait_for(page, lambda: any(".speculationrules" in one for one, _ in asked))
    others = {
        "apply": f"/jobs/{job.pk}/apply/",
        "json": "/jobs.json?q=baker",
        "values": "/jobs/values/skill.json",
        "atom": "/jobs.atom?q=baker",
        "saved": "/saved/?ids=1",
        "admin": "/admin/",
        "health": "/-/health",
        "foreign": "http://127.0.0.1:9/jobs/",
        "nofollow": "/jobs/?q=nofollow",
    }
    page.evaluate(
        """others => {
          for (const [id, href] of Object.entries(others)) {
            const link = Object.assign(document.createElement("a"), {id, href, textContent: id});
            if (id == "nofollow") link.rel = "nofollow";
            document.querySelector("main").prepend(link, " ");
          }
        }""",
        others,
    )

    for name in others:
        rest_on(page, f"#{name}")
    rest_on(page, "main h3 a")  # so that waiting is known to have been long enough
    wait_for(page, lambda: len(ahead(asked)) > 0)

    assert [one.partition("?")[0] for one in ahead(asked)] == [job.get_absolute_url()]
    assert ApplyClicks.objects.count() == 0
    assert Job.objects.get().is_live
