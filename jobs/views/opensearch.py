"""The board among the search engines of a browser: OpenSearch 1.1. Documented in docs/api.md."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs.lib.text import shorten
from jobs.search import memory
from jobs.search.suggest import plain, suggestions
from jobs.views.caching import page_of_the_release, public_page

SHORT_NAME = 16  # characters that the specification allows


@require_safe
@page_of_the_release
def description(request: HttpRequest) -> HttpResponse:
    names = {"short_name": shorten(settings.SITE_NAME, SHORT_NAME)}
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "jobs/opensearch.xml", names, content_type=kind)


@require_safe
@public_page
def suggest(request: HttpRequest) -> JsonResponse:
    """What was typed, and the searches that may be meant."""
    typed = request.GET.get("q", "")
    found = suggestions(memory.current(), typed, leaving=True)
    searches = list(dict.fromkeys(plain(one.label) for one in found))
    return JsonResponse(
        [typed, searches],
        safe=False,
        json_dumps_params={"ensure_ascii": False},
        content_type="application/x-suggestions+json",
    )
