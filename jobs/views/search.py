"""The listing with its filters, as a page and as JSON."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs.search.page import results
from jobs.views.caching import for_every_site, looked_ahead, public_page
from jobs.views.public import as_dict


@require_safe
@public_page
@looked_ahead
def search(request: HttpRequest) -> HttpResponse:
    found = results(request.GET)
    return render(request, "jobs/search.html", {"found": found})


@require_safe
@for_every_site
@public_page
def as_json(request: HttpRequest) -> JsonResponse:
    return JsonResponse(
        as_dict(results(request.GET, leaving=True)), json_dumps_params={"ensure_ascii": False}
    )
