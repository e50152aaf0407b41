"""Whoever has a second factor is asked for it, always; whoever has none is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from jobs.curation import roles
from tests.access.people import PASSWORD, code_of, entered, person, sign_in, with_app
from tests.admin.pages import text

pytestmark = pytest.mark.django_db

OWN, CODE = "/admin/second-factor/", "/admin/login/code/"


def give(client: Client, code: str, **more: str) -> Any:
    return client.post(CODE, {"code": code, **more})


def history_of(user: User) -> list[str]:
    entries = LogEntry.objects.filter(object_id=user.pk).order_by("pk")
    return [entry.change_message for entry in entries]


def test_it_is_set_up_with_a_password_and_a_code_and_backup_codes_are_shown_once() -> None:
    user = person()
    erin = entered(user)
    assert "Set it up" in text(erin.get(OWN))
    assert "This is not your password." in text(
        erin.post(OWN, {"act": "begin", "password": "wrong"})
    )
    assert not TOTPDevice.objects.exists()

    erin.post(OWN, {"act": "begin", "password": PASSWORD})
    device = TOTPDevice.objects.get()
    page = erin.get(OWN).content.decode()
    assert '<svg class="qr"' in page
    assert entered(user).get("/admin/").status_code == 200  # not asked for what is not confirmed
    assert "This is not the code" in text(erin.post(OWN, {"act": "confirm", "code": "000000"}))
    with time_machine.travel(timezone.now() + timedelta(seconds=40)):
        shown = erin.post(OWN, {"act": "confirm", "code": code_of(device)})
        codes = [token.token for token in StaticToken.objects.all()]
        assert len(codes) == 10
        assert all(f"{code[:4]} {code[4:]}" in text(shown) for code in codes)
        assert not any(code[:4] in text(erin.get(OWN)) for code in codes)
        assert erin.get("/admin/").status_code == 200
    assert history_of(user) == ["Second factor switched on."]


def test_a_password_alone_gets_nowhere_any_more() -> None:
    user = person()
    old = entered(user)  # signed in before, perhaps by somebody else
    device, _codes = with_app(user)
    erin = Client()
    answer = sign_in(erin, "erin", next="/admin/jobs/job/")
    assert answer["Location"] == "/admin/jobs/job/"
    for path in ("/admin/", "/admin/jobs/job/", OWN, "/admin/password_change/", "/admin/jsi18n/"):
        for client in (erin, old):
            assert client.get(path)["Location"] == f"{CODE}?next={path.replace('/', '%2F')}"
            assert client.post(path, {"password": PASSWORD, "act": "off"}).status_code == 302
    assert erin.get("/admin/login/?next=/admin/")["Location"] == f"{CODE}?next=%2Fadmin%2F"
    assert "jobs/job" not in text(erin.get(CODE))

    key = erin.cookies["sessionid"].value
    answer = give(erin, code_of(device), next="/admin/jobs/job/")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/jobs/job/")
    assert erin.cookies["sessionid"].value != key
    assert erin.get("/admin/jobs/job/").status_code == 200
    assert old.get("/admin/jobs/job/").status_code == 302


def test_a_code_holds_once_and_wrong_ones_make_wait() -> None:
    device, codes = with_app(person())
    erin, other = Client(), Client()
    for client in (erin, other):
        sign_in(client, "erin")
    code = code_of(device)
    assert give(erin, code).status_code == 302

    assert "it was used before" in text(give(other, code))
    assert "try again in 1 seconds" in text(give(other, code_of(device, ahead=1)))
    assert "This is not the code" in text(give(other, "abcdefgh"))
    with time_machine.travel(timezone.now() + timedelta(seconds=2)):
        assert give(other, codes[0].upper()).status_code == 302
    third = Client()
    sign_in(third, "erin")
    assert "it was used before" in text(give(third, codes[0]))


def test_only_addresses_of_ours_are_gone_to_after_the_code() -> None:
    device, _codes = with_app(person())
    erin = Client()
    sign_in(erin, "erin")

    assert give(erin, code_of(device), next="https://example.org/")["Location"] == "/admin/"


def test_codes_of_others_do_not_count() -> None:
    with_app(person())
    device, codes = with_app(person("ada", roles.ADMINISTRATORS))
    erin = Client()
    sign_in(erin, "erin")

    for code in (code_of(device), codes[0]):
        assert "This is not the code" in text(give(erin, code))
    assert give(Client(), code_of(device))["Location"] == "/admin/"  # and from there to sign in


def test_whoever_is_asked_can_sign_in_as_somebody_else() -> None:
    with_app(person())
    erin = Client()
    sign_in(erin, "erin")
    erin.post(CODE, {"leave": "1"})

    assert "Username:" in text(erin.get("/admin/login/"))
    assert erin.get("/admin/").status_code == 302


def test_backup_codes_are_made_anew_and_it_is_switched_off_with_the_password() -> None:
    user = person()
    device, codes = with_app(user)
    erin = entered(user)
    give(erin, code_of(device))
    for act in ("codes", "off"):
        assert "This is not your password." in text(erin.post(OWN, {"act": act, "password": "x"}))
    assert "10 backup codes are left" in text(erin.get(OWN))

    erin.post(OWN, {"act": "codes", "password": PASSWORD})
    new = {token.token for token in StaticToken.objects.all()}
    assert len(new) == 10
    assert not new & set(codes)
    told = text(erin.post(OWN, {"act": "off", "password": PASSWORD}, follow=True))
    assert "Your password is enough from now on." in told
    assert entered(user).get("/admin/").status_code == 200
    assert history_of(user) == [
        "Second factor switched on.",
        "Backup codes made anew.",
        "Second factor switched off.",
    ]


def test_wrong_passwords_on_this_page_count_as_guesses() -> None:
    erin = entered(person())
    answers = [
        erin.post(OWN, {"act": "begin", "password": f"wrong {at}"}).status_code for at in range(5)
    ]

    assert answers == [200, 200, 200, 200, 429]


def test_an_administrator_takes_a_lost_app_away_but_not_that_of_a_superuser() -> None:
    user, boss = person(), User.objects.create_superuser("boss")
    lost, _codes = with_app(user)
    kept, _codes = with_app(boss)
    ada_herself = person("ada", roles.ADMINISTRATORS)
    ada, page = entered(ada_herself), "/admin/otp_totp/totpdevice/"

    assert lost.key not in ada.get(page).content.decode()
    assert ada.post(f"{page}{kept.pk}/delete/", {"post": "yes"}).status_code == 403
    both = {"action": "delete_selected", "_selected_action": [kept.pk, lost.pk], "post": "yes"}
    assert ada.post(page, both).status_code in {200, 403}
    assert TOTPDevice.objects.count() == 2
    assert ada.post(f"{page}{lost.pk}/delete/", {"post": "yes"}).status_code == 302
    assert entered(user).get("/admin/").status_code == 200
    assert history_of(user) == ["Second factor switched on.", "Second factor switched off."]
    assert LogEntry.objects.latest("pk").user == ada_herself
    assert StaticToken.objects.filter(device__user=user).count() == 0
