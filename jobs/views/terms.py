"""What pages of terms have in common: the search with the terms of their address fixed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import wraps
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from jobs.lib.text import shorten
from jobs.models import Place, Term
from jobs.search.called import located
from jobs.search.found import SearchPage
from jobs.search.landing import landing_path
from jobs.search.page import results
from jobs.search.summary import Summary, summary
from jobs.seo.meta import TITLE, Crumb, list_meta, sentences
from jobs.views.caching import View, public_page

NAME = 40  # characters of an employer's, within a description
TermView = Callable[..., HttpResponse]  # of a request and the terms of its address


def page_of(**models: type[Term]) -> Callable[[TermView], View]:
    """The view gets the terms themselves; what was merged into another term leads to that one."""

    def decorate(view: TermView) -> View:
        @require_safe
        @public_page
        @wraps(view)
        def page(request: HttpRequest, **slugs: str) -> HttpResponse:
            terms = {key: model.objects.at(slugs[key]) for key, model in models.items()}
            if None in terms.values():
                raise Http404
            today = {key: term.slug for key, term in terms.items()}
            return view(request, *terms.values()) if today == slugs else _moved(request, today)

        return page

    return decorate


def _moved(request: HttpRequest, slugs: dict[str, str]) -> HttpResponse:
    """Never kept: what it was merged into may be merged the other way some day."""
    match = request.resolver_match
    address = reverse(match.url_name if match else "", kwargs=slugs)
    query = request.GET.urlencode()
    return redirect(f"{address}?{query}" if query else address, permanent=True)


def narrowed(
    request: HttpRequest, *, facets: Collection[str] = ("skill",), **fixed: str
) -> SearchPage:
    """What the address says, and what was chosen besides."""
    params = request.GET.copy()
    for key, value in fixed.items():
        params.setlist(key, [value])
    return results(params, facets=facets, fixed=fixed)


def context(
    found: SearchPage,
    name: str,
    *,
    above: Iterable[Crumb] = (),
    crumb: str = "",
    description: str = "",
) -> dict[str, Any]:
    """`name` is the heading, and `crumb` what the page is called beside the pages `above` it.

    `filter` is the query of the same jobs on the page with all filters.

    Listed is the page that shows just these jobs, under its own address alone.
    """
    told = summary(found)
    meta = list_meta(
        name,
        description or _description(found, name, told),
        path=landing_path(found),
        page=found.page,
        pages=found.pages,
        crumbs=[Crumb(gettext("Jobs"), reverse("search")), *above, Crumb(crumb or name, "")],
    )
    return {
        "name": name,
        "found": found,
        "facts": _facts(found, told),
        "filter": found.whole,
        "meta": meta,
    }


def _description(found: SearchPage, name: str, told: Summary) -> str:
    """Of what is different on different pages: the numbers, and who has the most of the jobs."""
    name = shorten(name, TITLE)
    if not found.total:
        none = gettext("%(name)s: none is open at the moment. New ones come with every feed.")
        return none % {"name": name}
    names = [shorten(employer, NAME) for employer in told.most]
    said = {"name": name, "facts": _facts(found, told), "employers": ", ".join(names)}
    if told.employers > len(told.most):
        numbers = gettext("%(name)s: %(facts)s, among them %(employers)s.") % said
    else:
        numbers = gettext("%(name)s: %(facts)s (%(employers)s).") % said
    return sentences(numbers, gettext("Place, pay and skills as stated."))


def _facts(found: SearchPage, told: Summary) -> str:
    """As in: 24 open jobs at 9 employers."""
    jobs = open_jobs(found.total)
    if told.employers == 0:
        return jobs
    at = ngettext(
        "%(jobs)s at %(number)s employer", "%(jobs)s at %(number)s employers", told.employers
    )
    return at % {"jobs": jobs, "number": intcomma(told.employers)}


def open_jobs(total: int) -> str:
    said = ngettext("%(number)s open job", "%(number)s open jobs", total)
    return said % {"number": intcomma(total)}


def kind_of_jobs(term: Term) -> str:
    return gettext("%(name)s jobs") % {"name": term.label}


def where_it_is(place: Place) -> str:
    """As in: in Berlin, Germany."""
    if place.label.startswith("Remote"):  # what an editor may have called a town
        return gettext("in %(place)s") % {"place": place.label}
    return located([place.label])
