"""What may be meant, while a seeker types. The JSON is documented in docs/api.md."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jobs.search import memory
from jobs.search.suggest import suggestions
from jobs.search.values import LISTED, values
from jobs.views.caching import public_page

KINDS = {
    "title": _("Job title"),
    "skill": _("Skill"),
    "employer": _("Employer"),
    "place": _("Place"),
}
NUMBER = 10  # values offered of a facet


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    kind: str | Promise
    count: int | None
    url: str


@require_safe
@public_page
def suggest(request: HttpRequest) -> JsonResponse:
    found = suggestions(memory.current(), request.GET.get("q", ""), leaving=True)
    rows = [
        {
            "kind": one.kind,
            "label": one.label,
            "count": one.count,
            "url": f"{reverse('search')}?{one.query}",
        }
        for one in found
    ]
    return JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})


@require_safe
@public_page
def as_options(request: HttpRequest) -> HttpResponse:
    """The same for the list below the search box."""
    found = suggestions(memory.current(), request.GET.get("q", ""))
    options = [Option(one.label, KINDS[one.kind], one.count, _search(one.query)) for one in found]
    return render(request, "jobs/_options.html", {"options": options})


@require_safe
@public_page
def values_as_options(request: HttpRequest, key: str) -> HttpResponse:
    """What a facet has besides what is chosen of it; each leads to the search with it as well."""
    if key not in LISTED:
        raise Http404
    found = values(request.GET, key)
    rest = [value for value in found.values if not value.selected][:NUMBER]
    options = [
        Option(
            value.label,
            "",
            value.count,
            _search(urlencode([*found.address.pairs, (key, value.value)])),
        )
        for value in rest
    ]
    return render(request, "jobs/_options.html", {"options": options})


def _search(query: str) -> str:
    return f"{reverse('search')}?{query}"
