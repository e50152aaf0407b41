"""Directories, and lists of jobs by what they have in common: the search with one key fixed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from jobs.lib.urls import host_of
from jobs.models import Category, Employer, Place, Skill, Term
from jobs.search.facets import directory
from jobs.search.found import SearchPage
from jobs.search.inside import places_inside
from jobs.search.page import results
from jobs.search.pay import yearly_pay
from jobs.search.shown import FacetValue
from jobs.seo.meta import list_meta
from jobs.views.caching import View, looked_ahead, public_page

NEARBY = "25"  # kilometres, as offered beside a town
TOP = 10  # skills beside the jobs
TermView = Callable[..., HttpResponse]  # of a request and a term


@dataclass(frozen=True, slots=True)
class Link:
    """To as many jobs as it says."""

    label: str
    url: str
    count: int


@require_safe
@public_page
@looked_ahead
def employers(request: HttpRequest) -> HttpResponse:
    values, more = directory("employer")
    meta = list_meta(
        gettext("Employers"),
        gettext("Every employer with open jobs, from A to Z, and how many jobs each of them has."),
        path=reverse("employers"),
    )
    return render(request, "jobs/employers.html", {"values": values, "more": more, "meta": meta})


@require_safe
@public_page
@looked_ahead
def skills(request: HttpRequest) -> HttpResponse:
    values, more = directory("skill")
    meta = list_meta(
        gettext("Skills"),
        gettext("Every skill that open jobs ask for, from A to Z, and how many jobs ask for it."),
        path=reverse("skills"),
    )
    return render(request, "jobs/skills.html", {"values": values, "more": more, "meta": meta})


def _page_of(model: type[Term]) -> Callable[[TermView], View]:
    """The view gets the term itself; what was merged into another term leads to that one."""

    def page_of(view: TermView) -> View:
        @require_safe
        @public_page
        @wraps(view)
        def page(request: HttpRequest, slug: str) -> HttpResponse:
            term = model.objects.at(slug)
            if term is None:
                raise Http404
            return view(request, term) if term.slug == slug else _merged(request, term)

        return page

    return page_of


@_page_of(Employer)
def employer(request: HttpRequest, term: Employer) -> HttpResponse:
    found = _narrowed(request, "employer", term.slug)
    context = _context(gettext("Jobs at %(name)s") % {"name": term.name}, "employer", term, found)
    context["lists"] = [(gettext("Top skills"), _top_skills("employer", term, found))]
    extra = {"website_host": host_of(term.website), "one_employer": True}
    return render(request, "jobs/employer.html", context | extra)


@_page_of(Category)
@looked_ahead
def category(request: HttpRequest, term: Category) -> HttpResponse:
    found = _narrowed(request, "category", term.slug)
    context = _context(gettext("%(name)s jobs") % {"name": term.name}, "category", term, found)
    context["lists"] = [(gettext("Top skills"), _top_skills("category", term, found))]
    return render(request, "jobs/category.html", context)


@_page_of(Skill)
@looked_ahead
def skill(request: HttpRequest, term: Skill) -> HttpResponse:
    found = _narrowed(request, "skill", term.slug)
    context = _context(gettext("%(name)s jobs") % {"name": term.name}, "skill", term, found)
    beside = () if request.GET.get("also") else found.facets["skill"].values
    links = [
        _link(value, found.address.replaced(skill=term.slug, also=value.value))
        for value in beside
        if not value.selected
    ]
    context["lists"] = [(gettext("Often asked with it"), links[:TOP])]
    extra = {"known_as": term.other_names(), "pay": yearly_pay(term.slug)}
    return render(request, "jobs/skill.html", context | extra)


@_page_of(Place)
@looked_ahead
def place(request: HttpRequest, term: Place) -> HttpResponse:
    found = _narrowed(request, "place", term.slug, facets=("skill", "within"))
    context = _context(_jobs_in(term), "place", term, found)
    inside = [
        Link(value.label, reverse("place", args=[value.value]), value.count)
        for value in places_inside(term.slug)
    ]
    context["lists"] = [
        (gettext("Places in it"), inside),
        (gettext("Top skills"), _top_skills("place", term, found)),
    ]
    far = next((far for far in found.facets["within"].values if far.value == NEARBY), None)
    if far and far.count > found.total and not far.selected:
        query = found.address.replaced(place=term.slug, within=NEARBY)
        context["around"] = _link(far, query)
    return render(request, "jobs/place.html", context)


def _jobs_in(place: Place) -> str:
    area = place.label.removeprefix("Remote, ")
    if place.remote and area != place.label:
        return gettext("Remote jobs in %(area)s") % {"area": area}
    if place.remote and area == "Remote":
        return gettext("Remote jobs")
    return gettext("Jobs in %(place)s") % {"place": place.label}


def _narrowed(
    request: HttpRequest, key: str, value: str, *, facets: Collection[str] = ("skill",)
) -> SearchPage:
    params = request.GET.copy()
    params.setlist(key, [value])
    return results(params, facets=facets, fixed=key)


def _context(name: str, key: str, term: Term, found: SearchPage) -> dict[str, Any]:
    """`filter` is the query of the same jobs on the page that has all filters."""
    query = found.address.replaced(**{key: term.slug})
    return {"name": name, "term": term, "found": found, "filter": query}


def _top_skills(key: str, term: Term, found: SearchPage) -> list[Link]:
    values = found.facets["skill"].values[:TOP]
    return [
        _link(value, found.address.replaced(**{key: term.slug, "skill": value.value}))
        for value in values
    ]


def _link(value: FacetValue, query: str) -> Link:
    return Link(value.label, f"{reverse('search')}?{query}", value.count)


def _merged(request: HttpRequest, into: Any) -> HttpResponse:
    """Never kept: what it was merged into may be merged the other way some day."""
    query = request.GET.urlencode()
    address = f"{into.get_absolute_url()}?{query}" if query else into.get_absolute_url()
    return redirect(address, permanent=True)
