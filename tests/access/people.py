"""People of each role, and how they sign in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from jobs.curation import roles, second_factor

PASSWORD = "a long password of tests"  # noqa: S105


def person(name: str = "erin", role: str = roles.EDITORS) -> User:
    user, _new = roles.give(role, name)
    user.set_password(PASSWORD)
    user.save()
    return user


def entered(user: User) -> Client:
    """A browser in which somebody has signed in through the page."""
    client = Client()
    assert sign_in(client, user.username).status_code == 302
    return client


def sign_in(client: Client, name: str, password: str = PASSWORD, **facts: Any) -> Any:
    sent = {"username": name, "password": password, "next": facts.pop("next", "/admin/")}
    return client.post("/admin/login/", sent, **facts)


def with_app(user: User) -> tuple[Any, list[str]]:
    """Switches the second factor on; returns the app and the backup codes."""
    device = second_factor.begin(user)
    return device, second_factor.confirm(user, device)


def code_of(device: TOTPDevice, *, ahead: int = 0) -> str:
    """What the app shows, now or in so many half minutes."""
    return f"{totp(device.bin_key, drift=ahead):06}"
