"""Any search as an Atom feed (RFC 4287). Documented in docs/api.md."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jobs.lib.text import fit_for_xml
from jobs.search.syndication import followed
from jobs.views.caching import for_every_site, public_page

# Ids are for ever (RFC 4151): nothing that may change is in them. The year is one in which the
# host was the board's.
TAG = f"tag:{urlsplit(settings.SITE_URL).hostname},2026:"
# The one type first; browsers, which prefer the other, show Atom by its own name as source text.
TYPES = ["application/atom+xml", "application/xml"]


@require_safe
@vary_on_headers("Accept")  # outermost: a 304 says it as well
@for_every_site
@public_page
def atom(request: HttpRequest) -> HttpResponse:
    feed = followed(request.GET)
    context = {"feed": feed, "tag": TAG, "query": f"?{feed.query}" if feed.query else ""}
    body = fit_for_xml(render_to_string("jobs/atom.xml", context, request))
    named = request.get_preferred_type(TYPES) or TYPES[0]
    return HttpResponse(body, content_type=f"{named}; charset=utf-8")
