"""A second factor beside the password: codes of an app (TOTP, RFC 6238), and backup codes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from jobs.curation.history import note

BACKUP_CODES = 10
DIGITS = 6

APP, BACKUP = "Authenticator app", "Backup codes"


def device_of(user: User) -> Any:
    """The app that this user gives codes of; None when a password is enough."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def is_due(user: Any) -> bool:
    """Whether somebody is signed in by a password who has not given the code he owes.

    As django_otp's middleware made him: it tells what his session was verified with.
    """
    if not user.is_authenticated or user.is_verified():
        return False
    if not hasattr(user, "has_second_factor"):  # he has signed in with this very request
        user.has_second_factor = device_of(user) is not None
    return bool(user.has_second_factor)


def begin(user: User) -> Any:
    """A new app, not yet confirmed, in place of one that never was."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user, confirmed=False).delete()
        return TOTPDevice.objects.create(user=user, name=APP, confirmed=False)


def begun(user: User) -> Any:
    """The app that waits for its first code; None when there is none."""
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


def verify(user: User, code: str, *, confirmed: bool = True) -> tuple[Any, int]:
    """The device that this code is of, or None; and for how many seconds no more may be tried.

    A code holds once. Six digits are of the app, anything else is a backup code.
    """
    told = "".join(code.split()).replace("-", "").lower()
    of_app = len(told) == DIGITS and told.isascii() and told.isdigit()
    devices = TOTPDevice.objects if of_app else StaticDevice.objects
    with transaction.atomic():
        found = devices.filter(user=user, confirmed=confirmed).select_for_update()
        device = found.first()
        if device is None:
            return None, 0
        allowed, why = device.verify_is_allowed()
        if not allowed:
            wait = (why["locked_until"] - timezone.now()).total_seconds()
            return None, max(1, round(wait))
        return (device if device.verify_token(told) else None), 0


def confirm(user: User, device: Any) -> list[str]:
    """Asks for codes of this app from now on; returns the backup codes."""
    with transaction.atomic():
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        note(user.pk, [user], "Second factor switched on.")
        return _codes(user)


def new_backup_codes(user: User) -> list[str]:
    """In place of those there were."""
    with transaction.atomic():
        note(user.pk, [user], "Backup codes made anew.")
        return _codes(user)


def backup_codes_left(user: User) -> int:
    return int(StaticToken.objects.filter(device__user=user).count())


def switch_off(user: User, *, by: int) -> None:
    """For him who asks, or for whoever has lost his telephone (`by` is a primary key)."""
    with transaction.atomic():
        for model in (TOTPDevice, StaticDevice):
            model.objects.filter(user=user).delete()
        note(by, [user], "Second factor switched off.")


def _codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name=BACKUP)
    codes = [StaticToken.random_token() for _ in range(BACKUP_CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=device, token=code) for code in codes])
    return codes
