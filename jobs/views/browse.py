"""Directories, and the pages of employers, categories, skills and places."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from jobs.lib.urls import host_of
from jobs.models import Category, Employer, Place, Skill
from jobs.search.called import located, within
from jobs.search.facets import directory
from jobs.search.found import SearchPage
from jobs.search.pay import yearly_pay
from jobs.seo.meta import SHORTEST, Crumb, list_meta, sentences
from jobs.views.beside import (
    all_places_in,
    link,
    often_asked_with,
    places,
    top_categories,
    top_skills,
)
from jobs.views.caching import looked_ahead, public_page
from jobs.views.terms import context, kind_of_jobs, narrowed, open_jobs, page_of, where_it_is

NEARBY = "25"  # kilometres, as offered beside a town
NAMED = 5  # skills that describe an employer


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


@page_of(slug=Employer)
def employer(request: HttpRequest, term: Employer) -> HttpResponse:
    found = narrowed(request, employer=term.slug)
    name = gettext("Jobs at %(name)s") % {"name": term.name}
    told = " ".join(term.description.split())
    if len(told) < SHORTEST:
        told = sentences(told, *_offers(found, name))
    page = context(found, name, crumb=term.name, description=told) | {
        "term": term,
        "facts": open_jobs(found.total),
        "lists": [top_skills(found)],
        "website_host": host_of(term.website),
        "one_employer": True,
    }
    return render(request, "jobs/employer.html", page)


@page_of(slug=Category)
@looked_ahead
def category(request: HttpRequest, term: Category) -> HttpResponse:
    found = narrowed(request, category=term.slug)
    page = context(found, kind_of_jobs(term))
    page["lists"] = [places(found), top_skills(found)]
    return render(request, "jobs/category.html", page)


@page_of(slug=Skill)
@looked_ahead
def skill(request: HttpRequest, term: Skill) -> HttpResponse:
    found = narrowed(request, facets=("skill", "arrangement"), skill=term.slug)
    page = context(found, kind_of_jobs(term)) | {
        "known_as": term.other_names(),
        "pay": yearly_pay(found),
        "lists": [places(found), often_asked_with(found)],
    }
    return render(request, "jobs/skill.html", page)


@page_of(slug=Place)
@looked_ahead
def place(request: HttpRequest, term: Place) -> HttpResponse:
    found = narrowed(request, facets=("skill", "category", "within"), place=term.slug)
    *above, (crumb, _path) = _way_to(term)
    page = context(found, _jobs_in(term), above=above, crumb=crumb)
    page["lists"] = [all_places_in(term), top_skills(found), top_categories(found)]
    far = next((far for far in found.facets["within"].values if far.value == NEARBY), None)
    if far and far.count > found.total and not far.selected:
        page["around"] = link(found, far.label, far.count, within=NEARBY)
    return render(request, "jobs/place.html", page)


def _jobs_in(place: Place) -> str:
    area = place.label.removeprefix("Remote, ")
    if place.remote and area != place.label:
        return gettext("Remote jobs %(where)s") % {"where": located([area])}
    if place.remote and area == "Remote":
        return gettext("Remote jobs")
    return gettext("Jobs %(where)s") % {"where": where_it_is(place)}


def _way_to(place: Place) -> Iterator[Crumb]:
    """Through the country and the region that a place lies in, as far as jobs ever named them."""
    whole = ""
    for area in [*Place.objects.around(place).order_by("region", "pk"), place]:
        yield Crumb(within(area.label, whole), area.get_absolute_url())
        whole = area.label


def _offers(found: SearchPage, name: str) -> list[str]:
    """What an employer is looking for that says nothing of itself, or too little: sentences."""
    if not found.total:
        return []
    skills = ", ".join(value.label for value in found.facets["skill"].values[:NAMED])
    offered = gettext("%(name)s: %(jobs)s.") % {"name": name, "jobs": open_jobs(found.total)}
    asked = gettext("Skills most often asked for: %(skills)s.") % {"skills": skills}
    return [offered, asked if skills else "", gettext("Place, pay and skills as stated.")]
