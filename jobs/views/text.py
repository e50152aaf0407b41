"""What programs ask for at an address of its own."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from jobs.views.caching import page_of_the_release

# What is disallowed is never seen to say noindex: nothing that does stands here.
RULES = """User-agent: *

# The way to employers: every look is counted as somebody who applies
Disallow: /jobs/*/apply/

# Answers to what is being typed, and to the script; their pages are open
Disallow: /jobs/suggest.
Disallow: /jobs/values/*.html
Disallow: /jobs/values/*.json
Disallow: /opensearch.json

# For those who run the board
Disallow: /admin/
Disallow: /-/

Sitemap: {sitemap}
"""


@require_safe
@page_of_the_release
def robots(_request: HttpRequest) -> HttpResponse:
    """RFC 9309. Searches in any combination and saved jobs are open, and say noindex."""
    rules = RULES.format(sitemap=settings.SITE_URL + reverse("sitemap"))
    return HttpResponse(rules, content_type="text/plain; charset=utf-8")


@require_safe
@page_of_the_release
def indexnow_key(_request: HttpRequest, key: str) -> HttpResponse:
    """By which search engines know that who tells them of our pages is us."""
    if key != settings.INDEXNOW_KEY:
        raise Http404("no key of this board")
    return HttpResponse(key, content_type="text/plain; charset=utf-8")


@require_safe
@page_of_the_release
def favicon(_request: HttpRequest) -> HttpResponse:
    """Feed readers ask here, and browsers for what is no HTML: a feed, JSON."""
    return redirect(static("favicon.svg"))
