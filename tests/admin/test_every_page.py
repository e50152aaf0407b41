"""Every page of the admin in Chromium, and what every list of it costs."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page

from tests.admin.busy import busy
from tests.admin.every_address import every_address
from tests.browser.axe import AA
from tests.browser.conftest import Watch, watch

__all__ = ["watch"]
ONE_LIST = ("admin:index", "admin:review", "admin:numbers", "admin:unmapped")
LEVEL_AA = {"type": "tag", "values": AA}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}  # of level AA and A
# Pages without a line of ours, whose colours in the dark are Django's.
DJANGOS = ("admin:auth_", "admin:otp_", "admin:axes_", "admin:password_", "admin:view_on_site")


def latest(model: type[Model]) -> Any:
    row = model._default_manager.order_by("pk").last()
    assert row, f"expected some {model._meta.verbose_name} on the busy board"
    return row.pk


def pages(client: Client) -> dict[str, str]:
    """What is shown, by name: neither a file nor what is asked for by POST alone."""
    found = every_address(latest)
    answers = {name: client.get(address, follow=True) for name, address in found.items()}
    assert {name for name, answer in answers.items() if answer.status_code >= 500} == set()
    return {
        name: found[name]
        for name, answer in answers.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    }


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_every_page_can_be_used_by_everybody_under_the_strict_policy(
    page: Page, live_server: Any, watch: Watch
) -> None:
    user = User.objects.create_superuser("superuser")
    busy(user, 2)
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    found = {}
    for name, address in pages(client).items():
        page.emulate_media(color_scheme="light")
        page.goto(f"{live_server.url}{address}")
        told = [*watch.console, *_violations(page, name, LEVEL_AA)]
        if not name.startswith(DJANGOS):
            page.emulate_media(color_scheme="dark")
            # Colours of buttons change slowly.
            page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
            told += _violations(page, name, COLOURS)
        page.set_viewport_size({"width": 390, "height": 844})
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 390:
            told.append(f"is {width} pixels wide")
        page.set_viewport_size({"width": 1280, "height": 900})
        watch.console.clear()
        if told:
            found[name] = told
    assert found == {}, "\n".join(f"{name}: {told}" for name, told in found.items())


def _violations(page: Page, name: str, only: dict[str, Any]) -> list[str]:
    # Without axe's own copy of style sheets, which the policy would refuse to it.
    options = {"runOnly": only, "preload": False, "resultTypes": ["violations"]}
    # Django's boxes for groups and permissions, in its own pages of users and groups alone.
    exclude = [".selector"] if name.startswith("admin:auth_") else []
    context = {"include": ["#content"], "exclude": exclude}
    violations = Axe().run(page, context=context, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in violations for node in one["nodes"][:3]]


@pytest.mark.django_db
def test_every_list_asks_as_often_for_six_rows_as_for_two(client: Client) -> None:
    user = User.objects.create_superuser("superuser")
    client.force_login(user)
    counts = []
    for number in (1, 2):
        busy(user, number)
        names = [
            name
            for name in every_address(latest)
            if name.endswith(("_changelist", "_suggestions")) or name in ONE_LIST
        ]
        counts.append({name: _queries(client, name) for name in names})
    assert counts[1] == counts[0]


def _queries(client: Client, name: str) -> int:
    address = every_address(latest)[name]
    client.get(address)  # the board in memory is new
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    # Every half second a process asks whether its board is still the newest.
    return sum("jobs_searchstate" not in query["sql"] for query in queries)
