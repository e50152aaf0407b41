"""Second factors of others, to take a lost one away; and tries to sign in that failed."""

from __future__ import annotations

from typing import Any

from axes.models import AccessAttempt
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from jobs.admin.base import Page
from jobs.curation import second_factor

admin.site.unregister((TOTPDevice, StaticDevice))


class Kept(Page):
    """What can be looked at and taken away, and no more."""

    list_display_links = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(TOTPDevice)
class DeviceAdmin(Kept):
    """Taking a device away lets its user in with his password alone, to set up another."""

    list_display = ("user", "created_at", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("user__username",)
    fields = ("user", "created_at", "last_used_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(confirmed=True)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        beyond = obj and obj.user.is_superuser and not request.user.is_superuser
        return super().has_delete_permission(request, obj) and not beyond

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        user: Any = request.user
        second_factor.switch_off(obj.user, by=user.pk)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for device in queryset.select_related("user"):
            self.delete_model(request, device)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> list[LogEntry]:
        return []  # it stands in the history of its user


@admin.register(AccessAttempt)
class AttemptAdmin(Kept):
    """Deleting one lets whoever tried try again at once."""

    list_display = ("attempt_time", "username", "ip_address", "failures_since_start", "user_agent")
    search_fields = ("username", "ip_address")
    fields = list_display
    ordering = ("-pk",)
