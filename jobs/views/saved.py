"""Saved jobs without an account: their numbers in one cookie, which only "save" sets."""

from __future__ import annotations

import re
from itertools import chain

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from jobs.models import Job
from jobs.search.saved import saved_jobs
from jobs.seo.meta import Meta, list_meta
from jobs.views.visitor import is_ours

LIMIT = 100
KEPT = 365 * 24 * 60 * 60  # seconds after the last change
_ID = re.compile(r"[1-9][0-9]{0,17}")


@csrf_exempt  # its token would need a cookie on every list; `is_ours` asks instead
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def saved(request: HttpRequest) -> HttpResponse:
    """The reader's own list; with `ids` those jobs, for whomever they were sent to.

    A POST puts the jobs of `add` in front and takes those of `remove` out. Lists are written as
    numbers with dots between them.
    """
    if request.method == "POST":
        return _change(request)
    shared = "ids" in request.GET
    jobs = saved_jobs(_ids(request.GET["ids"]) if shared else _own(request))
    context = {
        "meta": _meta(shared=shared),
        "jobs": jobs,
        "ids": _text([job.pk for job in jobs]),
        "own": not shared,
        "limit": LIMIT,
        "is_full": not shared and len(jobs) >= LIMIT,
    }
    response = render(request, "jobs/saved.html", context)
    if not shared:
        patch_vary_headers(response, ["Cookie"])
    return response


def _meta(*, shared: bool) -> Meta:
    if shared:
        title = gettext("A list of jobs")
        told = gettext("Jobs that somebody saved on this board and shared by this link.")
    else:
        title = gettext("Saved jobs")
        told = gettext("The jobs that you saved on this board, kept in this browser alone.")
    return list_meta(title, told, path="")


def _change(request: HttpRequest) -> HttpResponse:
    if not is_ours(request):
        raise PermissionDenied
    asked = [_own(request), *(_ids(request.POST.get(verb, "")) for verb in ("add", "remove"))]
    leads = Job.objects.shown_as(chain(*asked))
    shown = ([leads[pk] for pk in ids if pk in leads] for ids in asked)
    own, add, remove = (list(dict.fromkeys(ids)) for ids in shown)
    new = [pk for pk in add if pk not in own]
    room = LIMIT - len(own)
    kept = [pk for pk in (*new[:room], *own) if pk not in remove]
    beside = f"job-{add[0]}" if len(add) == 1 and add[0] in kept else None
    response = HttpResponseRedirect(reverse("saved", fragment=beside), status=303)
    _keep(response, kept)
    return response


def _own(request: HttpRequest) -> list[int]:
    return _ids(request.COOKIES.get(settings.SAVED_COOKIE_NAME, ""))


def _keep(response: HttpResponse, ids: list[int]) -> None:
    """In a cookie that scripts may read: they paint the stars of pages that caches keep."""
    name = settings.SAVED_COOKIE_NAME
    if ids:
        response.set_cookie(name, _text(ids), max_age=KEPT, secure=settings.HTTPS, samesite="Lax")
    else:
        response.delete_cookie(name, samesite="Lax")


def _ids(text: str) -> list[int]:
    """The first of these numbers; what is none is left out, whoever wrote it."""
    parts = text.split(".", LIMIT)[:LIMIT]
    return [int(part) for part in dict.fromkeys(parts) if _ID.fullmatch(part)]


def _text(ids: list[int]) -> str:
    return ".".join(map(str, ids))
