"""Lists of jobs narrowed by what they have in common: the search with one key fixed."""

from __future__ import annotations

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jobs.lib.urls import host_of
from jobs.models import Category, Employer, Place, Skill, Term
from jobs.search.facets import directory
from jobs.search.found import SearchPage
from jobs.search.page import results

NEARBY = "25"  # kilometres, as offered beside a town


@require_safe
def employers(request: HttpRequest) -> HttpResponse:
    values, more = directory("employer")
    return render(request, "jobs/employers.html", {"values": values, "more": more})


@require_safe
def skills(request: HttpRequest) -> HttpResponse:
    values, more = directory("skill")
    return render(request, "jobs/skills.html", {"values": values, "more": more})


@require_safe
def employer(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Employer, slug=slug)
    page = _narrowed(request, "employer", slug, facets=("skill",))
    host = host_of(found.website)
    return render(
        request, "jobs/employer.html", {"term": found, "found": page, "website_host": host}
    )


@require_safe
def skill(request: HttpRequest, slug: str) -> HttpResponse:
    return _term_page(request, "skill", get_object_or_404(Skill, slug=slug))


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    return _term_page(request, "category", get_object_or_404(Category, slug=slug))


@require_safe
def place(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Place, slug=slug)
    page = _narrowed(request, "place", slug, facets=("skill", "within"))
    around = next((far for far in page.facets["within"].values if far.value == NEARBY), None)
    query = page.address.replaced(place=slug, within=NEARBY)
    context = {"term": found, "found": page, "around": around, "around_query": query}
    return render(request, "jobs/place.html", context)


def _term_page(request: HttpRequest, key: str, term: Term) -> HttpResponse:
    page = _narrowed(request, key, term.slug, facets=("skill",))
    return render(request, f"jobs/{key}.html", {"term": term, "found": page})


def _narrowed(request: HttpRequest, key: str, value: str, *, facets: Collection[str]) -> SearchPage:
    params = request.GET.copy()
    params.setlist(key, [value])
    return results(params, facets=facets, fixed=key)
