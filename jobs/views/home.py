"""The home page: what there is, and the way to it."""

from __future__ import annotations

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from jobs.models import Feed
from jobs.search.page import results
from jobs.seo.meta import Meta, list_meta
from jobs.views.caching import looked_ahead, page_of_the_minute

NEWEST = 10
POPULAR_SKILLS = 6


@require_safe
@page_of_the_minute
@looked_ahead
def home(request: HttpRequest) -> HttpResponse:
    found = results(QueryDict(), facets=("skill", "category"))
    return render(
        request,
        "jobs/home.html",
        {
            "meta": _meta(found.total),
            "found": found,
            "newest": found.jobs[:NEWEST],
            "skills": found.facets["skill"].values[:POPULAR_SKILLS],
            "categories": found.facets["category"].values,
            "updated_at": Feed.objects.last_confirmed(),
        },
    )


def _meta(total: int) -> Meta:
    told = ngettext(
        "%(number)s open job to search by words, place, pay, skill and employer.",
        "%(number)s open jobs to search by words, place, pay, skill and employer.",
        total,
    )
    return list_meta(
        gettext("Open jobs by skill, place and employer"),
        told % {"number": intcomma(total)},
        path=reverse("home"),
    )
