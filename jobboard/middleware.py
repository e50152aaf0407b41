"""Security headers that Django 5.2 does not set: Content-Security-Policy and its neighbours."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PERMISSIONS = ("camera", "geolocation", "microphone", "payment", "usb")


class SecurityHeadersMiddleware:
    """One strict policy for every page, the admin included: nothing inline, nothing foreign."""

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
