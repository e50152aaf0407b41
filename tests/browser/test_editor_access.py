"""In Chromium: an administrator makes an editor, who signs in with a second factor."""

from __future__ import annotations

from base64 import b32decode
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django_otp.oath import totp
from playwright.sync_api import Page, expect

from jobs.curation import roles
from tests.browser.conftest import Watch
from tests.browser.editor import PASSWORD, check, fill_in, sign_in
from tests.make import make_job

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_an_administrator_makes_an_editor_who_uses_a_second_factor(
    page: Page, live_server: Any, watch: Watch
) -> None:
    make_job(title="Cook")
    roles.make()
    site = live_server.url
    sign_in(page, site, "/admin/auth/user/add/", role="administrator")
    expect(page.get_by_label("Username:")).to_be_focused()  # else Chromium complains of haste
    page.get_by_label("Username:").fill("erin")
    page.get_by_label("Password:", exact=True).fill(PASSWORD)
    page.get_by_label("Password confirmation:").fill(PASSWORD)
    page.locator("#id_groups_from").select_option(label="Editors")
    page.get_by_role("button", name="Choose selected groups").click()
    _press(page, "Save")
    expect(page.get_by_text("The user “erin” was added successfully.")).to_be_visible()
    _press(page, "Log out")

    page.goto(f"{site}/admin/")
    check(page)
    fill_in(page, "erin")
    expect(page.get_by_role("link", name="Users")).to_have_count(0)
    page.get_by_role("link", name="Second factor").click()
    expect(page.get_by_label("Your password:")).to_be_visible()
    check(page)
    page.get_by_label("Your password:").fill(PASSWORD)
    _press(page, "Set it up")
    expect(page.get_by_role("img", name="The key as a QR code")).to_be_visible()
    check(page)
    key = b32decode("".join(page.locator("code").inner_text().split()))
    page.get_by_label("Code:").fill(f"{totp(key):06}")
    _press(page, "Switch it on")
    backup = page.locator(".codes code")
    expect(backup).to_have_count(10)
    first = backup.first.inner_text()
    check(page)
    _press(page, "Log out")

    page.goto(f"{site}/admin/jobs/job/")
    fill_in(page, "erin")
    expect(page.get_by_label("Code:")).to_be_visible()
    check(page)
    page.goto(f"{site}/admin/jobs/job/")
    page.get_by_label("Code:").fill(first)
    _press(page, "Continue")
    expect(page.get_by_role("link", name="Cook")).to_be_visible()
    page.goto(f"{site}/admin/admin/logentry/")
    expect(page.get_by_text("Second factor switched on.")).to_be_visible()
    page.goto(f"{site}/")
    expect(page.get_by_role("link", name="Cook")).to_be_visible()
    assert LogEntry.objects.filter(user__username="administrator").count() == 1
    assert watch.foreign == []


def test_wrong_passwords_lock_no_more_than_who_tries(
    page: Page, live_server: Any, watch: Watch
) -> None:
    site = live_server.url
    sign_in(page, site)
    _press(page, "Log out")
    page.goto(f"{site}/admin/")
    for _ in range(5):
        fill_in(page, "editor", "wrong")
    expect(page.get_by_role("heading", name="Too many tries")).to_be_visible()
    check(page)
    page.goto(f"{site}/admin/")
    with page.expect_console_message(lambda message: "429" in message.text):
        fill_in(page, "editor")  # the right one comes too late
    expect(page.get_by_text("It is possible again in 15 minutes.")).to_be_visible()
    assert [text for text in watch.console if "429" not in text] == []
    watch.console.clear()
