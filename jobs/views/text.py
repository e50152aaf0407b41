"""What programs ask for at an address of its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from jobs.views.caching import page_of_the_release

RULES = """User-agent: *
Disallow: /admin/
Disallow: /jobs/*/apply/
"""


@require_safe
@page_of_the_release
def robots(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(RULES, content_type="text/plain")


@require_safe
@page_of_the_release
def favicon(_request: HttpRequest) -> HttpResponse:
    """Feed readers ask here, and browsers for what is no HTML: a feed, JSON."""
    return redirect(static("favicon.svg"))
