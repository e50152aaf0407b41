"""Lists of jobs by two things at once: a skill or a category in a place, or a skill from home.

Their addresses stay while jobs come and go: without jobs they still say what there is elsewhere.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from jobs.models import Category, Place, Skill
from jobs.models.local import arrangement_label
from jobs.search.pay import yearly_pay
from jobs.seo.meta import Crumb
from jobs.views.beside import REMOTE, often_asked_with, places_in, top_skills, wider
from jobs.views.caching import looked_ahead
from jobs.views.terms import context, kind_of_jobs, narrowed, page_of, where_it_is


@page_of(slug=Skill, place=Place)
@looked_ahead
def skill_in(request: HttpRequest, skill: Skill, place: Place) -> HttpResponse:
    found = narrowed(request, skill=skill.slug, place=place.slug)
    page = context(found, _in(skill, place), above=[_above(skill)], crumb=place.label) | {
        "pay": yearly_pay(found),
        "lists": [
            places_in(found, place),
            often_asked_with(found),
            wider(found, skill=place.label, place=skill.label),
        ],
    }
    return render(request, "jobs/landing.html", page)


@page_of(slug=Category, place=Place)
@looked_ahead
def category_in(request: HttpRequest, category: Category, place: Place) -> HttpResponse:
    found = narrowed(request, category=category.slug, place=place.slug)
    name = _in(category, place)
    page = context(found, name, above=[_above(category)], crumb=place.label)
    page["lists"] = [
        places_in(found, place),
        top_skills(found),
        wider(found, category=place.label, place=category.label),
    ]
    return render(request, "jobs/landing.html", page)


@page_of(slug=Skill)
@looked_ahead
def skill_remote(request: HttpRequest, skill: Skill) -> HttpResponse:
    found = narrowed(request, skill=skill.slug, arrangement=REMOTE)
    name = gettext("Remote %(name)s jobs") % {"name": skill.label}
    remote = arrangement_label(REMOTE)
    page = context(found, name, above=[_above(skill)], crumb=remote) | {
        "pay": yearly_pay(found),
        "lists": [
            often_asked_with(found),
            wider(found, skill=remote, arrangement=skill.label),
        ],
    }
    return render(request, "jobs/landing.html", page)


def _in(term: Skill | Category, place: Place) -> str:
    told = {"name": term.label, "where": where_it_is(place)}
    return gettext("%(name)s jobs %(where)s") % told


def _above(term: Skill | Category) -> Crumb:
    return Crumb(kind_of_jobs(term), term.get_absolute_url())
