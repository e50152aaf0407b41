"""How often somebody may try to sign in: django-axes, with two limits instead of one.

Failures are counted by name and address together, and by address; never by the name alone. They
are kept with address and browser for as long as they count (`AXES_COOLOFF_TIME`), until the next
try of anybody or the next `import_feed`.
"""

from __future__ import annotations

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import validate_ipv46_address
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from jobs.views import visitor

PER_ADDRESS = 20  # failures, whatever the names: an office has one address


class Throttle(AxesDatabaseHandler):  # type: ignore[misc]  # it is not typed
    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """In fifths of what is allowed: `AXES_FAILURE_LIMIT` means locked out."""
        limit = settings.AXES_FAILURE_LIMIT
        by_name, by_address = (
            sum(attempts.values_list("failures_since_start", flat=True))
            for attempts in self.get_user_attempts(request, credentials)
        )
        return int(max(by_name, by_address * limit // PER_ADDRESS))

    def reset_user_attempts(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> int:
        """After a success: whoever has a password shall not go on guessing that of others."""
        by_name, _by_address = self.filter_user_attempts(request, credentials)
        deleted: int = by_name.delete()[0]
        return deleted


def address(request: HttpRequest) -> str | None:
    """Of the client, or of its network; none where the server was asked through a socket."""
    told = visitor.address_of(request)
    try:
        validate_ipv46_address(told)
    except ValidationError:
        return None
    return told


def locked_out(
    request: HttpRequest, _response: HttpResponse | None, _credentials: object
) -> HttpResponse:
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds()) // 60
    context = admin.site.each_context(request) | {
        "title": "Too many tries",
        "minutes": minutes,
        "has_permission": False,
    }
    response = render(request, "admin/locked_out.html", context, status=429)
    response["Retry-After"] = str(minutes * 60)
    add_never_cache_headers(response)
    return response
