"""Errors with the site's own face. None of these pages asks the database."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jobs.seo.meta import Meta
from jobs.standing import languages, standing
from jobs.views.caching import NOT_KEPT

COME_BACK = 60  # seconds
TOLD = {  # what each of them is called, and what it says
    400: (
        _("This request makes no sense to us"),
        _("Your browser sent something that this site cannot read. The pages themselves are fine."),
    ),
    403: (
        _("This is not allowed"),
        _(
            "This page is for people who are signed in with the right account, or a form was sent"
            " that did not come from our own pages."
        ),
    ),
    404: (
        _("There is no such page"),
        _("The address may be mistyped, or what stood here is gone. What are you looking for?"),
    ),
}


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


def _standing(status: int, **headers: str) -> HttpResponse:
    spoken, asked = languages(), get_language()
    text = standing(status, asked if asked in spoken else spoken[0])
    return HttpResponse(text, status=status, headers={"Cache-Control": NOT_KEPT, **headers})


def _page(request: HttpRequest, status: int) -> HttpResponse:
    title, told = TOLD[status]
    meta = Meta(str(title), str(told), robots="noindex")
    response = render(request, f"{status}.html", {"meta": meta}, status=status)
    response["Cache-Control"] = NOT_KEPT
    return response
