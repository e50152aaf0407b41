"""What may be meant, while a seeker types. Documented in docs/api.md."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from jobs.search import memory
from jobs.search.suggest import suggestions
from jobs.views.caching import public_page


@require_safe
@public_page
def suggest(request: HttpRequest) -> JsonResponse:
    found = suggestions(memory.current(), request.GET.get("q", ""))
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
