"""Lists of jobs narrowed by what they have in common: the search with one key fixed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jobs.lib.urls import host_of
from jobs.models import Category, Employer, Place, Skill, Term
from jobs.search.facets import directory
from jobs.search.found import SearchPage
from jobs.search.page import results
from jobs.views.caching import looked_ahead, public_page

NEARBY = "25"  # kilometres, as offered beside a town


@require_safe
@public_page
@looked_ahead
def employers(request: HttpRequest) -> HttpResponse:
    values, more = directory("employer")
    return render(request, "jobs/employers.html", {"values": values, "more": more})


@require_safe
@public_page
@looked_ahead
def skills(request: HttpRequest) -> HttpResponse:
    values, more = directory("skill")
    return render(request, "jobs/skills.html", {"values": values, "more": more})


@require_safe
@public_page
@looked_ahead
def employer(request: HttpRequest, slug: str) -> HttpResponse:
    return _term_page(request, "employer", Employer, slug)


@require_safe
@public_page
@looked_ahead
def skill(request: HttpRequest, slug: str) -> HttpResponse:
    return _term_page(request, "skill", Skill, slug)


@require_safe
@public_page
@looked_ahead
def category(request: HttpRequest, slug: str) -> HttpResponse:
    return _term_page(request, "category", Category, slug)


@require_safe
@public_page
@looked_ahead
def place(request: HttpRequest, slug: str) -> HttpResponse:
    found = _at(Place, slug)
    if found.slug != slug:
        return _merged(request, found)
    page = _narrowed(request, "place", slug, facets=("skill", "within"))
    around = next((far for far in page.facets["within"].values if far.value == NEARBY), None)
    query = page.address.replaced(place=slug, within=NEARBY)
    context = {"term": found, "found": page, "around": around, "around_query": query}
    return render(request, "jobs/place.html", context)


def _term_page(request: HttpRequest, key: str, model: type[Term], slug: str) -> HttpResponse:
    term = _at(model, slug)
    if term.slug != slug:
        return _merged(request, term)
    context = {"term": term, "found": _narrowed(request, key, slug, facets=("skill",))}
    if isinstance(term, Employer):
        context["website_host"] = host_of(term.website)
    return render(request, f"jobs/{key}.html", context)


def _at(model: type[Term], slug: str) -> Any:
    """The term with this slug, or with which that of this slug was merged. Raises Http404."""
    term = model.objects.at(slug)
    if term is None:
        raise Http404
    return term


def _merged(request: HttpRequest, into: Any) -> HttpResponse:
    """What it was merged into may be merged the other way some day: a browser that kept this for
    ever would then run in a circle."""
    query = request.GET.urlencode()
    address = f"{into.get_absolute_url()}?{query}" if query else into.get_absolute_url()
    response = redirect(address, permanent=True)
    response["Cache-Control"] = "no-cache"
    return response


def _narrowed(request: HttpRequest, key: str, value: str, *, facets: Collection[str]) -> SearchPage:
    params = request.GET.copy()
    params.setlist(key, [value])
    return results(params, facets=facets, fixed=key)
