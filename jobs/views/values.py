"""All values of a long facet, as a page that needs no script and as JSON."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from jobs.search.values import LISTED, ValuesPage, values
from jobs.seo.meta import Crumb, Meta, list_meta
from jobs.views.caching import looked_ahead, public_page
from jobs.views.public import values_as_dicts


@require_safe
@public_page
@looked_ahead
def as_page(request: HttpRequest, key: str) -> HttpResponse:
    found = _found(request, key, leaving=False)
    return render(request, "jobs/values.html", {"found": found, "meta": _meta(found)})


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


def _meta(found: ValuesPage) -> Meta:
    told = {"values": found.label, "jobs": found.headline}
    query = f"?{found.address}" if found.address.pairs else ""
    here = gettext("Your search") if query else gettext("Jobs")
    return list_meta(
        gettext("%(values)s: %(jobs)s") % told,
        gettext("%(values)s to choose from, with how many jobs there are of each: %(jobs)s.")
        % told,
        path="",
        crumbs=(Crumb(here, f"{reverse('search')}{query}"), Crumb(found.label, "")),
    )


def _found(request: HttpRequest, key: str, *, leaving: bool) -> ValuesPage:
    if key not in LISTED:
        raise Http404
    return values(request.GET, key, leaving=leaving)
