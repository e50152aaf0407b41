"""Pages about the board itself."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from jobs.models import Place
from jobs.models.life import CLOSED_PAGE_STAYS
from jobs.search.notices import MAX_PAGE
from jobs.search.order import PER_PAGE
from jobs.search.query import MAX_LENGTH, MAX_TERMS
from jobs.search.sources import sources
from jobs.seo.meta import list_meta
from jobs.syndication import FORMATS
from jobs.views.caching import public_page


@require_safe
@public_page
def about(request: HttpRequest) -> HttpResponse:
    named, total = sources()
    context = {
        "meta": list_meta(
            gettext("About this site"),
            gettext(
                "Where the jobs come from, how fresh they are, and what this site keeps of its"
                " visitors."
            ),
            path=reverse("about"),
        ),
        "total": total,
        "sources": named,
        "others": total - sum(source.jobs for source in named),
        "formats": FORMATS.values(),
        "closed_days": CLOSED_PAGE_STAYS.days,
        "contact": settings.CONTACT_EMAIL,
    }
    return render(request, "jobs/about.html", context)


@require_safe
@public_page
def ranking(request: HttpRequest) -> HttpResponse:
    """How results are ordered, with the limits as they are in force."""
    context = {
        "meta": list_meta(
            gettext("How we rank jobs"),
            gettext(
                "In which order jobs stand, what the search understands, and what nobody can buy."
            ),
            path=reverse("ranking"),
        ),
        "per_page": PER_PAGE,
        "pages": MAX_PAGE,
        "words": MAX_TERMS,
        "characters": MAX_LENGTH,
        "closed_days": CLOSED_PAGE_STAYS.days,
        "from_gazetteer": Place.objects.from_gazetteer().exists(),
    }
    return render(request, "jobs/ranking.html", context)
