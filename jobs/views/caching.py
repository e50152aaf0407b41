"""What caches may keep of public pages, for how long, and how they ask again.

A page is made anew only when something that it may show has changed. docs/serving.md says why the
numbers are what they are.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from hashlib import blake2b
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_etags
from django.utils.translation import get_language

from jobs.search import memory
from jobs.views.release import RELEASE

KEPT = "public, max-age=1, stale-while-revalidate=10"
ASKED = "private, no-cache"  # too large to be kept by others; asked for again by its ETag
NOT_KEPT = "no-cache"  # redirects, and pages that are not there: asked for again every time
PREFETCH = "prefetch.speculationrules"
_STARTED = timezone.now()
# A date counts seconds. What is younger may change again within its own, unseen by who asks by it.
_SETTLED = timedelta(seconds=2)

View = Callable[..., HttpResponse]
AnyView = TypeVar("AnyView", bound=Callable[..., HttpResponseBase])  # streams too
Moment = tuple[object, datetime]  # what a page depends on, and since when that is so


def public_page(view: AnyView) -> AnyView:
    """A page of what is on the board, with days at the most for times ("3 days ago")."""
    return _kept(view, _board_today)


def page_of_the_minute(view: AnyView) -> AnyView:
    """A page of what is on the board that says how many minutes ago something was."""
    return _kept(view, _board_now)


def page_of_the_release(view: AnyView) -> AnyView:
    """A page that shows nothing of the board, and needs no database."""
    return _kept(view, lambda: ((), _STARTED))


def asked_each_time(view: AnyView) -> AnyView:
    """Much of what is on the board at once: no shared cache shall keep it."""
    return _kept(view, _board_today, ASKED)


def looked_ahead(view: AnyView) -> AnyView:
    """A list that a reader goes on from: browsers may fetch what a pointer rests on."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Speculation-Rules"] = f'"{static(PREFETCH)}"'
        return response

    return cast(AnyView, answer)


def for_every_site(view: AnyView) -> AnyView:
    """Lets scripts of other sites read what the view answers. Outermost: a 304 says it as well."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return cast(AnyView, answer)


def for_programs(view: AnyView) -> AnyView:
    """What pages show, in another form: search engines are to list the pages."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return cast(AnyView, answer)


def _board_today() -> Moment:
    now = timezone.now().astimezone(UTC)
    return _board(now.replace(hour=0, minute=0, second=0, microsecond=0))


def _board_now() -> Moment:
    return _board(timezone.now().replace(second=0, microsecond=0))


def _board(since: datetime) -> Moment:
    """Asked before the page is made: what it says is never newer than what the page shows."""
    state = memory.told()
    return (state, since), max(state.changed_at, since, _STARTED)


def _kept(view: AnyView, moment: Callable[[], Moment], kept: str = KEPT) -> AnyView:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if settings.DEBUG:  # templates and styles change under one's hands
            return view(request, *args, **kwargs)
        told, since = moment()
        etag = _etag(request, told)
        settled = timezone.now() - since >= _SETTLED
        known = int(since.timestamp()) if settled else None
        has_it = etag in parse_etags(request.headers.get("If-None-Match", ""))
        response = HttpResponseNotModified() if has_it else view(request, *args, **kwargs)
        if response.status_code not in (200, 304):
            response.setdefault("Cache-Control", NOT_KEPT)
            return response
        response["Cache-Control"] = kept
        response["ETag"] = etag
        if known is not None:
            response["Last-Modified"] = http_date(known)
        patch_vary_headers(response, ("Accept-Encoding",))
        # Who asks by a date or for anything at all may never have had this page: there must be one.
        conditional = get_conditional_response(request, etag, known, cast(HttpResponse, response))
        return conditional or response

    return cast(AnyView, answer)


def _etag(request: HttpRequest, told: object) -> str:
    """Weak: the same page is sent packed and plain. Another one for each address, so that nobody
    has it who was not sent this very page.
    """
    site = (
        settings.SITE_NAME,
        settings.SITE_URL,
        settings.SITE_LANGUAGE,
        settings.SITE_CURRENCY,
        settings.CONTACT_EMAIL,
        settings.INDEXNOW_KEY,
    )
    facts = (RELEASE, site, told, get_language(), request.get_full_path())
    return f'W/"{blake2b(repr(facts).encode(), digest_size=12).hexdigest()}"'
