"""Who somebody is who is signed in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django_otp.plugins.otp_totp.models import TOTPDevice


class Backend(ModelBackend):
    """Django's own; each user also brings along whether he has a second factor.

    Every page of the admin has to know that, and asks the database for its user anyway.
    """

    def get_user(self, user_id: Any) -> User | None:
        devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        users = User.objects.annotate(has_second_factor=Exists(devices))
        user = users.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
