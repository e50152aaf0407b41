"""Names as feeds have them in Chromium: very long ones, and those of other scripts."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from jobs.models import Job
from tests.browser.conftest import Watch
from tests.make import make_employer, make_job

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIDEWAYS = "Math.max(0, document.documentElement.scrollWidth - innerWidth)"
ENDLESS = """() => [...document.querySelectorAll("h1, h2, h3, p, li, dd")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML)"""


@pytest.mark.parametrize(("width", "letters"), [(320, 100), (390, 200), (1280, 200)])
def test_names_without_a_space_wrap_on_every_page(
    page: Page, live_server: Any, watch: Watch, width: int, letters: int
) -> None:
    make_employer("W" * 190, description="d" * 300)
    job = make_job(title="A" * 300, employer="W" * 190, skills=("S" * 90,), category="C" * 150)
    paths = ["/", "/jobs/", "/employers/", "/skills/"]
    paths += [term.get_absolute_url() for term in (job, job.employer, job.skills.get())]
    page.set_viewport_size({"width": width, "height": 800})

    for path in paths:
        page.goto(live_server.url + path)
        page.evaluate(f"document.documentElement.style.fontSize = '{letters}%'")
        assert (path, page.evaluate(SIDEWAYS), page.evaluate(ENDLESS)) == (path, 0, [])


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_title_in_another_script_begins_where_the_lines_of_the_page_do(
    page: Page, live_server: Any, watch: Watch, direction: str
) -> None:
    for title in ("מהנדס תוכנה", "Engineer"):
        make_job(title=title, employer="Oak")
    page.goto(f"{live_server.url}/employers/oak/")
    page.evaluate(f"document.documentElement.dir = '{direction}'")

    side = "left" if direction == "ltr" else "right"
    starts = f"""() => ["h1", "h3"].flatMap((name) => [...document.querySelectorAll(name)])
        .map((title) => {{
            const text = document.createRange();
            text.selectNodeContents(title);
            const letters = text.getBoundingClientRect(), box = title.getBoundingClientRect();
            return Math.round(Math.abs(letters.{side} - box.{side}));
        }})"""
    assert page.evaluate(starts) == [0, 0, 0]
    assert Job.objects.count() == 2
