"""The listing with its filters, as a page and as JSON."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from jobs.search.found import SearchPage
from jobs.search.landing import USUAL_ORDER, landing_path
from jobs.search.page import results
from jobs.seo.meta import Meta, list_meta
from jobs.views.caching import for_every_site, for_programs, looked_ahead, public_page
from jobs.views.empty import note_empty
from jobs.views.public import as_dict


@require_safe
@public_page
@looked_ahead
def search(request: HttpRequest) -> HttpResponse:
    found = results(request.GET)
    if not found.with_words:
        note_empty(request, found.q)
    return render(request, "jobs/search.html", {"found": found, "meta": _meta(found)})


def _meta(found: SearchPage) -> Meta:
    """All jobs are listed here, those of a landing page there, and no other search anywhere."""
    is_all = USUAL_ORDER.issuperset(found.address.pairs)
    told = gettext(
        "%(headline)s. Narrow them by arrangement, pay, experience, place, skill and employer."
    )
    return list_meta(
        gettext("All open jobs, newest first") if is_all else found.headline,
        told % {"headline": found.headline},
        path=reverse("search") if is_all else landing_path(found),
        page=found.page,
        pages=found.pages,
    )


@require_safe
@for_programs
@for_every_site
@public_page
def as_json(request: HttpRequest) -> JsonResponse:
    return JsonResponse(
        as_dict(results(request.GET, leaving=True)), json_dumps_params={"ensure_ascii": False}
    )
