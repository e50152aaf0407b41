"""An editor in Chromium: signing in, and what every page of ours in the admin must pass."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from jobs.curation import roles
from tests.browser.axe import AA

PASSWORD = "a long password of tests"  # noqa: S105
ROLES = {"editor": roles.EDITORS, "administrator": roles.ADMINISTRATORS}


def sign_in(page: Page, site: str, path: str = "/admin/", *, role: str = "editor") -> User:
    """Opens a page of the admin as somebody of this role who has just signed in."""
    user, _new = roles.give(ROLES[role], role)
    user.set_password(PASSWORD)
    user.save()
    page.goto(f"{site}{path}")
    fill_in(page, role)
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    page.wait_for_load_state()
    return user


def fill_in(page: Page, username: str, password: str = PASSWORD) -> None:
    """Sends the page that asks for name and password."""
    expect(page.get_by_label("Username:")).to_be_focused()  # else Chromium complains of haste
    page.get_by_label("Username:").fill(username)
    page.get_by_label("Password:").fill(password)
    page.get_by_role("button", name="Log in").click()


def check(page: Page) -> None:
    """What is ours of a page of the admin can be used by everybody, on a phone too."""
    # preload: axe reads imported stylesheets through a style of its own, which the policy refuses.
    options = {"runOnly": {"type": "tag", "values": AA}, "preload": False}
    page.wait_for_load_state()
    expect(page.locator("#content")).to_be_visible()
    found = Axe().run(page, context="#content", options=options)
    assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.set_viewport_size({"width": 1280, "height": 720})
