"""Every address of the admin, tried by everybody: strangers, editors, administrators."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse

from jobs.curation import roles
from tests.access.people import person, with_app

pytestmark = pytest.mark.django_db

OPEN = {"login", "login-code"}
PEOPLE = ("auth_user_", "auth_group_", "axes_", "otp_totp_")  # of administrators alone

# What is closed to those it is not closed to by the kind of its rows.
CLOSED = {"autocomplete", "unmapped-keep"}  # nothing is asked for, or not as it has to be
CLOSED |= {f"admin_logentry_{verb}" for verb in ("add", "delete")}
CLOSED |= {f"jobs_importrun_{verb}" for verb in ("add", "delete")}
CLOSED |= {f"jobs_merge_{verb}" for verb in ("add", "delete")}
CLOSED |= {"axes_accessattempt_add", "otp_totp_totpdevice_add"}
CLOSED |= {"jobs_job_add", "jobs_block_add", "jobs_report_add", "jobs_report_delete"}
OF_ADMINISTRATORS = {"jobs_feed_delete"}


def addresses(patterns: Any = None) -> Iterator[str]:
    for one in patterns if patterns is not None else admin.site.get_urls():
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns)
        elif isinstance(one, URLPattern) and one.name:
            yield one.name


def path_of(name: str, row: object = 999999) -> str:
    """With the key of a row, by itself of one that is not there, where the address wants one."""
    tried: list[dict[str, Any]] = [
        {},
        {"args": [row]},
        {"kwargs": {"app_label": "jobs"}},
        {"args": [1, 1]},
    ]
    for more in tried:
        with suppress(NoReverseMatch):
            return reverse(f"admin:{name}", **more)
    raise AssertionError(f"{name} wants something that is not tried here")


NAMES = sorted(set(addresses()))


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_gets_nothing_but_the_page_to_sign_in(name: str) -> None:
    for method in ("get", "post"):
        answer = getattr(Client(), method)(path_of(name))
        if name in OPEN:
            assert answer.status_code in {200, 302}
        elif name == "logout":
            assert answer["Location"] == "/admin/"
        else:
            assert answer.status_code == 302
            assert answer["Location"].startswith("/admin/login/?next=/admin/")
        assert "no-store" in answer.get("Cache-Control", "no-store")


def test_an_editor_gets_no_page_of_people() -> None:
    erin = person()
    device, _codes = with_app(person("ada", roles.ADMINISTRATORS))
    attempt = AccessAttempt.objects.create(failures_since_start=1)
    rows = dict(zip(PEOPLE, (erin.pk, erin.groups.get().pk, attempt.pk, device.pk), strict=True))
    client = Client()
    client.force_login(erin)
    opened = {
        name: answer.status_code
        for start, row in rows.items()
        for name in NAMES
        if name.startswith(start)
        for answer in (client.get(path_of(name, row)), client.post(path_of(name, row)))
        if answer.status_code != 403
    }

    assert opened == {}


@pytest.mark.parametrize("role", [roles.EDITORS, roles.ADMINISTRATORS])
def test_every_other_page_opens_for_both(role: str) -> None:
    """A new page is found here by itself; one that is closed to somebody is to stand above."""
    client = Client()
    client.force_login(person(role=role))
    closed = {name for name in NAMES if client.get(path_of(name)).status_code == 403} - CLOSED

    if role == roles.EDITORS:
        closed -= OF_ADMINISTRATORS
        closed = {name for name in closed if not name.startswith(PEOPLE)}
    assert closed == set()


@pytest.mark.parametrize("role", [roles.EDITORS, roles.ADMINISTRATORS])
def test_links_lead_where_one_may_go(role: str) -> None:
    client = Client()
    client.force_login(person(role=role))
    page = client.get("/admin/").content.decode()

    assert ("/admin/auth/user/" in page) == (role == roles.ADMINISTRATORS)
    assert ("/admin/auth/group/" in page) == (role == roles.ADMINISTRATORS)
    assert "/admin/admin/logentry/" in page
    assert "/admin/jobs/job/" in page
