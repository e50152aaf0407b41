"""Headers that every answer has, and answers to what keeps a view from answering."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from jobs.views import errors

log = logging.getLogger("jobs.pages")

PERMISSIONS = ("camera", "geolocation", "microphone", "payment", "usb")


class SecurityHeadersMiddleware:
    """Those that Django 5.2 does not set: Content-Security-Policy and its neighbours.

    One strict policy for every page, the admin included: nothing inline, nothing foreign.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        policy = [f"{name} {' '.join(values)}" for name, values in settings.SECURE_CSP.items()]
        self.headers = {
            "Content-Security-Policy": "; ".join(policy),
            "Permissions-Policy": ", ".join(f"{feature}=()" for feature in PERMISSIONS),
            "Cross-Origin-Resource-Policy": "same-origin",
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.setdefault(name, value)
        return response


class ComeBackMiddleware:
    """Says when to come back: no page is broken because the database is away for a moment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError | InterfaceError):
            log.error("%s: the database cannot be asked: %s", request.path, exception)
            return errors.unavailable()
        return errors.too_many() if isinstance(exception, errors.TooMany) else None
