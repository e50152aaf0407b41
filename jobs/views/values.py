"""All values of a long facet, as a page that needs no script and as JSON."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs.search.values import LISTED, ValuesPage, values
from jobs.views.caching import looked_ahead, public_page
from jobs.views.public import values_as_dicts


@require_safe
@public_page
@looked_ahead
def as_page(request: HttpRequest, key: str) -> HttpResponse:
    return render(request, "jobs/values.html", {"found": _found(request, key, leaving=False)})


@require_safe
@public_page
def as_json(request: HttpRequest, key: str) -> JsonResponse:
    found = _found(request, key, leaving=True)
    body = {
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "values": values_as_dicts(found.values),
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def _found(request: HttpRequest, key: str, *, leaving: bool) -> ValuesPage:
    if key not in LISTED:
        raise Http404
    return values(request.GET, key, leaving=leaving)
