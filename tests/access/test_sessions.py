"""A session ends half an hour after the last click, and eight hours after signing in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jobs.curation.tries import forget
from tests.access.people import entered, person, sign_in
from tests.admin.pages import text

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 24, 9, tzinfo=UTC)
IDLE = "You were signed out after 30 minutes without a click."
WHOLE = "You were signed out 8 hours after signing in."
LOST = "What you had just sent was not saved."


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(START, tick=False) as clock:
        yield clock


def after(clock: Any, client: Client, **since: int) -> int:
    clock.shift(timedelta(**since))
    return client.get("/admin/").status_code


def test_whoever_does_nothing_for_half_an_hour_is_signed_out_and_told_why(clock: Any) -> None:
    erin = entered(person())

    assert after(clock, erin, minutes=29) == 200
    assert after(clock, erin, minutes=29) == 200
    clock.shift(timedelta(minutes=32))
    answer = erin.get("/admin/jobs/skill/", follow=True)
    assert answer.redirect_chain == [("/admin/login/?next=/admin/jobs/skill/", 302)]
    assert IDLE in text(answer)
    assert LOST not in text(answer)
    assert IDLE not in text(erin.get("/admin/login/"))
    back = sign_in(erin, "erin", next="/admin/jobs/skill/")
    assert (back.status_code, back["Location"]) == (302, "/admin/jobs/skill/")
    assert erin.get("/admin/jobs/skill/").status_code == 200


def test_whoever_goes_on_clicking_signs_in_again_after_eight_hours(clock: Any) -> None:
    erin = entered(person())
    answers = [after(clock, erin, minutes=20) for _ in range(23)]

    assert answers == [200] * 23
    clock.shift(timedelta(minutes=20))
    assert WHOLE in text(erin.get("/admin/", follow=True))


def test_a_form_that_comes_too_late_is_not_saved_and_says_so(clock: Any) -> None:
    erin = entered(person())
    clock.shift(timedelta(hours=1))
    answer = erin.post("/admin/jobs/skill/add/", {"name": "Cooking"}, follow=True)

    assert f"{IDLE} {LOST}" in text(answer)
    assert answer.redirect_chain == [("/admin/login/?next=/admin/jobs/skill/add/", 302)]


def test_a_session_is_written_once_a_minute_at_most(clock: Any) -> None:
    erin = entered(person())
    erin.get("/admin/second-factor/")
    written = {}
    for seconds in (30, 31, 10):
        clock.shift(timedelta(seconds=seconds))
        with CaptureQueriesContext(connection) as queries:
            erin.get("/admin/second-factor/")
        told = [one["sql"] for one in queries.captured_queries]
        written[seconds] = [one for one in told if not one.startswith(("SELECT", "SAVE", "RELE"))]

    assert [len(one) for one in written.values()] == [0, 1, 0], written


def test_signing_out_needs_a_form_of_ours(clock: Any) -> None:
    erin = entered(person())

    assert erin.get("/admin/logout/").status_code == 405
    assert erin.get("/admin/").status_code == 200
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = erin.cookies
    assert strict.post("/admin/logout/").status_code == 403
    assert erin.post("/admin/logout/").status_code == 200
    assert erin.get("/admin/").status_code == 302


def test_cookies_are_of_this_site_alone_and_no_public_page_reads_them(clock: Any) -> None:
    client = Client()
    cookie = sign_in(client, person().username).cookies["sessionid"]

    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["max-age"] == 8 * 60 * 60
    public = client.get("/jobs/")
    assert "Cookie" not in public.get("Vary", "")
    assert not public.cookies


def test_what_is_over_is_deleted(clock: Any) -> None:
    entered(person())
    clock.shift(timedelta(hours=9))
    forget()

    assert not Session.objects.exists()
