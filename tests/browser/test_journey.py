"""A job seeker in Chromium: all values of a filter, a distance, a hostile text, no traces."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

from jobs.models import Job
from tests.browser.axe import audit
from tests.browser.conftest import Watch
from tests.gazetteer import LUND, MALMO, put
from tests.make import make_job

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_all_values_of_a_facet_are_searched_and_chosen_with_no_scripts(
    page: Page, live_server: Any, watch: Watch
) -> None:
    call_command("load_sample", stdout=StringIO())
    page.goto(f"{live_server.url}/jobs/?q=engineer")
    page.locator("summary", has_text="Skill").first.click()
    page.get_by_role("link", name="Show all of Skill").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All skills")

    page.get_by_role("checkbox", name="Python", exact=True).check()
    page.get_by_role("searchbox").fill("kub")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Python", exact=True)).to_be_checked()
    page.get_by_role("checkbox", name="Kubernetes").check()
    page.get_by_role("button", name="Show jobs").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Python or Kubernetes jobs matching “engineer”"
    )


def test_a_hostile_description_is_harmless(page: Page, live_server: Any, watch: Watch) -> None:
    call_command("load_sample", stdout=StringIO())
    job = Job.objects.get(external_id="759a8d57-ac8")
    page.goto(live_server.url + job.get_absolute_url())

    prose = page.locator(".prose")
    assert prose.locator("script, iframe, style, img, [onclick], [onerror], [style]").count() == 0
    for link in prose.locator("a").all():
        assert (link.get_attribute("href") or "https://").startswith(("https://", "http://"))
        link.dispatch_event("click")
    prose.locator("*").first.click()
    assert watch.dialogs == []


def test_raw_hostile_text_would_do_harm_without_the_cleaner(
    page: Page, live_server: Any, watch: Watch
) -> None:
    """The control: the same kind of text is stopped by the policy even if it were not cleaned."""
    job = make_job(description="<p>a</p><script>alert(1)</script><img src=x onerror=alert(2)>")
    page.goto(live_server.url + job.get_absolute_url())

    assert page.locator(".prose script").count() == 1
    assert watch.dialogs == []
    assert any("Content Security Policy" in message for message in watch.console)
    watch.console.clear()


def test_a_distance_is_chosen_with_no_scripts(page: Page, live_server: Any, watch: Watch) -> None:
    call_command("load_sample", stdout=StringIO())
    put("lund-sweden", LUND)
    put("malmo-sweden", MALMO)
    page.goto(f"{live_server.url}/jobs/?place=lund-sweden")
    expect(page.get_by_role("radio", name="The place itself")).to_be_checked()

    label = page.locator("label", has=page.locator("input[name=within][value='25']"))
    promised = int("".join(filter(str.isdigit, label.locator(".count").inner_text())))
    label.click()
    page.get_by_role("button", name="Show jobs").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"{promised} jobs within 25 km of Lund, Sweden"
    )
    page.get_by_role("link", name="Remove Distance: Within 25 km").click()
    expect(page.get_by_role("radio", name="The place itself")).to_be_checked()
    assert watch.foreign == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_are_accessible_and_fit(
    page: Page, live_server: Any, watch: Watch, scheme: Any, width: int
) -> None:
    call_command("load_sample", stdout=StringIO())
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    put("lund-sweden", LUND)
    put("malmo-sweden", MALMO)
    job = Job.objects.live().latest("pk")
    closed = Job.objects.live().earliest("pk")
    Job.objects.filter(pk=closed.pk).update(closed_at=closed.first_seen_at)
    paths = [
        "/",
        "/jobs/?q=engineer&arrangement=remote&type=nope",
        "/jobs/?q=zzzz",
        job.get_absolute_url(),
        closed.get_absolute_url(),
        "/employers/",
        "/skills/",
        "/jobs/values/skill/?q=engineer&skill=python&find=s",
        "/how-we-rank/",
        job.employer.get_absolute_url(),
        "/jobs/?place=lund-sweden&within=25",
        "/places/lund-sweden/",
    ]

    for path in paths:
        page.goto(live_server.url + path)
        audit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert watch.foreign == []


def test_two_seekers_do_not_share_anything(browser: Browser, live_server: Any) -> None:
    make_job()
    for _ in range(2):
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{live_server.url}/jobs/")
        assert context.cookies() == []
        context.close()
