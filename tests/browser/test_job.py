"""The page of a job in Chromium: from job to job without scripts, on small screens and on paper."""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models.functions import Length
from django.utils import timezone
from playwright.sync_api import Page, expect

from jobs.models import Job, today
from tests.browser.axe import audit
from tests.browser.conftest import Watch
from tests.make import make_job

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ODD = (
    {"title": "W" * 300, "employer": "E" * 150, "skills": ("S" * 90,)},
    {"title": "مهندس برمجيات أول في فريق المدفوعات", "employer": "شركة الميناء"},
    {"title": "決済チームのシニアソフトウェアエンジニア（東京）" * 5, "employer": "株式会社さくら"},
)


@pytest.fixture
def browser_context_args(
    browser_context_args: dict[str, Any], request: pytest.FixtureRequest
) -> dict[str, Any]:
    return browser_context_args | {"java_script_enabled": "no_scripts" not in request.node.name}


def test_a_seeker_goes_from_job_to_job_and_back_with_no_scripts(
    page: Page, live_server: Any, watch: Watch
) -> None:
    jobs = [
        make_job(title=f"Baker {number}", posted_on=today() - timedelta(days=number))
        for number in range(22)
    ]
    page.goto(f"{live_server.url}{jobs[18].get_absolute_url()}?q=baker")

    for number in (19, 20):
        page.get_by_role("link", name=f"Next job: Baker {number}").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Baker {number}")
    page.get_by_role("link", name="Previous job: Baker 19").click()
    page.get_by_role("link", name="Next Baker 20", exact=True).click()
    page.get_by_role("link", name="Back to 22 jobs matching “baker”").click()

    assert page.url == f"{live_server.url}/jobs/?q=baker&page=2#job-{jobs[20].pk}"
    assert watch.foreign == []


@pytest.mark.parametrize("facts", ODD, ids=("unbroken", "arabic", "japanese"))
def test_names_of_every_kind_fit_a_small_phone(
    page: Page, live_server: Any, watch: Watch, facts: dict[str, Any]
) -> None:
    make_job(**facts, posted_on=None)
    make_job(**facts, posted_on=None)
    make_job(**facts | {"employer": "Other"}, posted_on=None)
    job = make_job(**facts, apply_url=f"https://{'a' * 60}.{'b' * 60}.example/")
    page.set_viewport_size({"width": 320, "height": 700})

    page.goto(f"{live_server.url}{job.get_absolute_url()}?sort=newest")

    assert page.locator(".neighbours").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_job_in_its_search_is_accessible(
    page: Page, live_server: Any, watch: Watch, scheme: Any, width: int
) -> None:
    make_job(title="Baker", skills=("Baking",), employer="Ovens", places="Cork, IE")
    job = make_job(title="Baker", skills=("Baking",), places="Cork, IE")
    closed = make_job(title="Baker", closed_at=timezone.now(), closed_reason="vanished")
    make_job(title="Baker", skills=("Baking",))
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})

    for path in (f"{job.get_absolute_url()}?q=baker", closed.get_absolute_url()):
        page.goto(live_server.url + path)
        audit(page)


def test_a_job_is_printed_on_three_pages_at_most_with_its_apply_address(
    page: Page, live_server: Any, watch: Watch
) -> None:
    call_command("load_sample", stdout=StringIO())
    longest = Job.objects.live().order_by(Length("description").desc())[0]
    text = "<p>A paragraph of a description that is as long as most of them are, and no longer.</p>"
    long = make_job(description=text * 70)  # 6 KB, as the longest of real feeds

    for job in (longest, long):
        page.goto(f"{live_server.url}{job.get_absolute_url()}?page=1")
        page.emulate_media(media="print")
        expect(page.get_by_text(f"Apply at {job.apply_url}")).to_be_visible()
        for unprinted in ("nav", ".apply", ".band", ".colophon", ".skip"):
            assert page.locator(unprinted).count() > 0
            for one in page.locator(unprinted).all():
                expect(one).to_be_hidden()
        assert 1 <= pages(page.pdf(format="A4")) <= 3


def pages(pdf: bytes) -> int:
    """Counted as objects, and as the document says itself."""
    counted = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert re.findall(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)", pdf) == [b"%d" % counted]
    return counted


def test_apply_is_three_keys_away(page: Page, live_server: Any, watch: Watch) -> None:
    job = make_job(title="Baker")
    page.goto(f"{live_server.url}{job.get_absolute_url()}?q=baker")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Apply for this job").first).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_title("Elsewhere")
    assert watch.foreign == [job.apply_url]
