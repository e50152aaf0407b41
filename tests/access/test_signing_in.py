"""Guesses are few, whoever they come from, and lock nobody out who is elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from jobs.curation import roles
from jobs.curation.tries import forget
from tests.access.people import PASSWORD, person, sign_in

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "198.51.100.7"}


def guess(name: str, times: int, **where: Any) -> list[int]:
    return [sign_in(Client(), name, f"wrong {at}", **where).status_code for at in range(times)]


def test_the_fifth_wrong_password_locks_this_name_from_this_address_for_a_quarter_of_an_hour() -> (
    None
):
    person()

    assert guess("erin", 5, **HERE) == [200, 200, 200, 200, 429]
    answer = sign_in(Client(), "erin", **HERE)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    assert "no-store" in answer["Cache-Control"]
    assert "It is possible again in 15 minutes." in answer.content.decode()
    assert sign_in(Client(), "erin", **ELSEWHERE).status_code == 302
    with time_machine.travel(timezone.now() + timedelta(minutes=14), tick=False):
        assert sign_in(Client(), "erin", **HERE).status_code == 429
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        assert sign_in(Client(), "erin", **HERE).status_code == 302


def test_another_browser_or_another_case_of_the_address_is_the_same_guesser() -> None:
    person()
    answers = [
        sign_in(Client(), "erin", "wrong", HTTP_USER_AGENT=f"Browser {at}", **HERE).status_code
        for at in range(6)
    ]

    assert answers == [200, 200, 200, 200, 429, 429]


def test_a_network_of_ipv6_is_one_address() -> None:
    person()
    answers = [
        sign_in(Client(), "erin", "wrong", REMOTE_ADDR=f"2001:db8::{at}").status_code
        for at in range(1, 7)
    ]

    assert answers == [200, 200, 200, 200, 429, 429]


def test_twenty_wrong_passwords_of_whatever_names_lock_an_address() -> None:
    person()

    assert [guess(f"name {at}", 1, **HERE)[0] for at in range(20)] == [200] * 19 + [429]
    assert sign_in(Client(), "erin", **HERE).status_code == 429
    assert sign_in(Client(), "erin", **ELSEWHERE).status_code == 302


def test_nobody_locks_somebody_out_by_his_name() -> None:
    person()
    for at in range(30):
        guess("erin", 4, REMOTE_ADDR=f"203.0.113.{at}")

    assert sign_in(Client(), "erin", **HERE).status_code == 302


def test_a_success_forgives_the_own_name_only() -> None:
    person()
    person("ada", roles.ADMINISTRATORS)
    guess("ada", 4, **HERE)
    guess("erin", 4, **HERE)
    assert sign_in(Client(), "erin", **HERE).status_code == 302

    assert guess("erin", 1, **HERE) == [200]
    assert guess("ada", 1, **HERE) == [429]


def test_behind_a_proxy_the_address_is_what_the_proxy_wrote(settings: Any) -> None:
    settings.BEHIND_PROXY = True
    settings.SECURE_PROXY_SSL_HEADER = None
    person()
    told = [f"203.0.113.{at}, 192.0.2.1" for at in range(6)]  # the first one is the visitor's tale
    answers = [
        sign_in(Client(), "erin", "wrong", HTTP_X_FORWARDED_FOR=one, REMOTE_ADDR="127.0.0.1")
        for one in told
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429, 429]
    for broken in ("unknown", "", "'; --"):
        answer = sign_in(Client(), "erin", HTTP_X_FORWARDED_FOR=broken, REMOTE_ADDR="127.0.0.1")
        assert answer.status_code == 302


def test_no_password_is_kept_and_nothing_at_all_of_who_got_in() -> None:
    person()
    guess("erin", 1, **HERE)
    attempt = AccessAttempt.objects.get()

    assert "wrong 0" not in f"{attempt.get_data}{attempt.post_data}"
    sign_in(Client(), "erin", PASSWORD, **ELSEWHERE)
    assert (AccessLog.objects.count(), AccessFailureLog.objects.count()) == (0, 0)


def test_tries_are_forgotten_with_the_next_one_of_anybody_or_the_next_import() -> None:
    guess("nobody", 1, **HERE)
    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=False):
        guess("somebody", 1, **ELSEWHERE)
        assert [one.username for one in AccessAttempt.objects.all()] == ["somebody"]
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        call_command("import_feed")
    assert not AccessAttempt.objects.exists()
    forget()


def test_an_administrator_lets_somebody_try_again() -> None:
    person()
    guess("erin", 5, **HERE)
    ada = Client()
    ada.force_login(person("ada", roles.ADMINISTRATORS))
    attempt = AccessAttempt.objects.get()

    assert "192.0.2.1" in ada.get("/admin/axes/accessattempt/").content.decode()
    ada.post(f"/admin/axes/accessattempt/{attempt.pk}/delete/", {"post": "yes"})
    assert sign_in(Client(), "erin", **HERE).status_code == 302
