"""The listing with its filters, as a page and as JSON."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs.search.page import results
from jobs.views.public import as_dict


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    found = results(request.GET)
    return render(request, "jobs/search.html", {"found": found})


@require_safe
def as_json(request: HttpRequest) -> JsonResponse:
    response = JsonResponse(
        as_dict(results(request.GET)), json_dumps_params={"ensure_ascii": False}
    )
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
