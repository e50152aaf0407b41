"""An editor in Chromium keeps terms clean, from the admin to the public page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from jobs.models import Employer, Job, Level
from tests.browser.conftest import Watch
from tests.browser.editor import check, sign_in
from tests.make import make_job, record, yubhub

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_merge_is_undone(page: Page, live_server: Any, watch: Watch) -> None:
    make_job(title="Baker", employer="Quince Works")
    make_job(title="Cook", employer="Quince-Works GmbH")
    sign_in(page, live_server.url, "/admin/jobs/employer/suggestions/")
    page.get_by_role("link", name="Merge …").click()
    page.get_by_role("button", name="Merge these 2 into the one chosen").click()
    page.goto(f"{live_server.url}/employers/quince-works-gmbh/")
    assert page.url == f"{live_server.url}/employers/quince-works/"
    expect(page.locator("main h3")).to_have_count(2)

    page.goto(f"{live_server.url}/admin/jobs/merge/")
    page.get_by_role("link", name="Undo …").click()
    expect(page.get_by_role("row", name="Quince-Works GmbH")).to_contain_text("quince-works gmbh")
    check(page)
    page.get_by_role("button", name="Undo this merge").click()
    expect(page.get_by_text("The merge is undone, and 1 job went back.")).to_be_visible()

    page.goto(f"{live_server.url}/employers/quince-works-gmbh/")
    assert page.url == f"{live_server.url}/employers/quince-works-gmbh/"
    expect(page.locator("main h3")).to_have_text(["Cook"])
    page.goto(f"{live_server.url}/employers/quince-works/")
    expect(page.locator("main h3")).to_have_text(["Baker"])
    assert watch.foreign == []


def test_a_spelling_is_split_off(
    page: Page, live_server: Any, watch: Watch, import_document: Callable[..., Any]
) -> None:
    document = yubhub(record("a", Employername="Acme"), record("b", Employername="ACME GmbH"))
    import_document(document)
    acme = Employer.objects.get()
    sign_in(page, live_server.url, f"/admin/jobs/employer/{acme.pk}/change/")
    page.get_by_role("link", name="Split a spelling off").click()
    expect(page.get_by_role("checkbox", name="ACME GmbH")).to_be_visible()
    check(page)
    page.get_by_role("checkbox", name="ACME GmbH").check()
    page.get_by_role("button", name="Look at what would happen").click()
    expect(page.get_by_text("2 jobs of Acme may have been told")).to_be_visible()
    check(page)
    page.get_by_label("Its name:").fill("Acme Germany")
    page.get_by_role("button", name="Split off").click()
    expect(page.get_by_text("“Acme Germany” is on its own now.")).to_be_visible()
    import_document(document)

    page.goto(f"{live_server.url}/employers/acme-germany/")
    expect(page.locator("main h3")).to_have_text(["Job b"])
    page.goto(f"{live_server.url}/employers/acme/")
    expect(page.locator("main h3")).to_have_text(["Job a"])
    assert watch.foreign == []


def test_a_new_level_is_mapped_in_a_click(page: Page, live_server: Any, watch: Watch) -> None:
    for title, level in (("Baker", "Senior"), ("Cook", "Grand Master"), ("Pilot", "Gaffer")):
        make_job(title=title, level=level)
    sign_in(page, live_server.url, "/admin/unmapped/")
    check(page)
    page.get_by_label("What “Grand Master” means").select_option(label="Senior")
    page.get_by_role("row", name="Grand Master").get_by_role("button", name="Map").click()
    expect(page.get_by_text("“Grand Master” means “Senior” from now on: 1 job")).to_be_visible()
    page.get_by_role("checkbox", name="Gaffer").check()
    page.get_by_role("button", name="Keep those ticked").click()
    expect(page.get_by_text("No word waits")).to_be_visible()

    page.goto(f"{live_server.url}/jobs/")
    shown = page.get_by_role("group", name="Experience")
    expect(shown.get_by_label("Senior")).to_be_visible()
    expect(shown).not_to_contain_text("Grand Master")
    page.goto(f"{live_server.url}/jobs/?level=grand-master")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 senior jobs")
    assert (Job.objects.filter(level__name="Senior").count(), Level.objects.count()) == (2, 2)
    assert watch.foreign == []


def test_a_skill_is_taken_out_of_the_filters_and_put_back(
    page: Page, live_server: Any, watch: Watch
) -> None:
    for title, skills in (("Baker", ("Baking", "Night work")), ("Cook", ("Baking",))):
        make_job(title=title, skills=skills)

    def offered(skill: str) -> Locator:
        return page.locator(f"input[name=skill][value={skill}]")

    page.goto(f"{live_server.url}/jobs/")
    expect(offered("night-work")).to_have_count(1)

    sign_in(page, live_server.url, "/admin/jobs/skill/")
    page.get_by_role("link", name="Night work").click()
    page.get_by_role("checkbox", name="Offered as a filter").uncheck()
    check(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()

    page.goto(f"{live_server.url}/jobs/")
    expect(offered("baking")).to_have_count(1)
    expect(offered("night-work")).to_have_count(0)
    page.goto(f"{live_server.url}/skills/night-work/")
    expect(page.locator("main h3")).to_have_text(["Baker"])

    page.goto(f"{live_server.url}/admin/jobs/skill/?in_facets__exact=0")
    page.get_by_role("row", name="Night work").get_by_role("checkbox").check()
    page.get_by_label("Action:").select_option(label="Offer as a filter")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("listitem").filter(has_text="Night work")).to_be_visible()
    check(page)
    page.locator("#content").get_by_role("button", name="Offer").click()
    expect(page.get_by_text("1 skill offered as a filter.")).to_be_visible()
    page.goto(f"{live_server.url}/jobs/")
    expect(offered("night-work")).to_have_count(1)
    assert watch.foreign == []
