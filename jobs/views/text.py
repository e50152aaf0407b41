"""robots.txt."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
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
