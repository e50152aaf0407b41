"""Errors with the site's own face. None of these pages asks the database."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from jobs.views.caching import NOT_KEPT

STANDING = (429, 500, 503)  # that stand on their own: nothing is sure to work when they are shown
COME_BACK = 60  # seconds


class TooMany(Exception):
    """Raised by a view that one visitor asks too much of: it is answered with 429."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400)


def forbidden(
    request: HttpRequest, exception: Exception | None = None, reason: str = ""
) -> HttpResponse:
    """Also for forms without their CSRF token: `reason` is for the log alone."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404)


def server_error(_request: HttpRequest) -> HttpResponse:
    return _standing(500)


def too_many() -> HttpResponse:
    return _standing(429, **{"Retry-After": str(COME_BACK)})


def unavailable() -> HttpResponse:
    return _standing(503, **{"Retry-After": str(COME_BACK)})


def prepare() -> None:
    """Makes the standing pages before anything breaks: then all that they need is memory."""
    for language, _name in settings.LANGUAGES:
        for status in STANDING:
            standing(status, language)


@cache
def standing(status: int, language: str) -> str:
    """The text of one of STANDING."""
    with translation.override(language):
        return render_to_string(f"{status}.html", {"SITE_NAME": settings.SITE_NAME})


def _standing(status: int, **headers: str) -> HttpResponse:
    text = standing(status, translation.get_language() or settings.LANGUAGE_CODE)
    return HttpResponse(text, status=status, headers={"Cache-Control": NOT_KEPT, **headers})


def _page(request: HttpRequest, status: int) -> HttpResponse:
    response = render(request, f"{status}.html", status=status)
    response["Cache-Control"] = NOT_KEPT
    return response
