"""What is here to be found: an index of sitemaps, and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from jobs.search.listed import listed, parts
from jobs.seo.sitemap import CONTENT_TYPE, sitemap, sitemap_index
from jobs.views.caching import public_page


@require_safe
@public_page
def index(request: HttpRequest) -> StreamingHttpResponse:
    found = (
        (reverse("sitemap-part", args=[section, number]), changed)
        for section, number, changed in parts()
    )
    return _streamed(request, sitemap_index(found))


@require_safe
@public_page
def part(request: HttpRequest, section: str, number: int) -> StreamingHttpResponse:
    pages = listed(section, number)
    first = next(pages, None)
    if first is None:
        raise Http404(f"no sitemap has anything of {section} {number}")
    return _streamed(request, sitemap(chain([first], pages)))


def _streamed(request: HttpRequest, document: Iterator[str]) -> StreamingHttpResponse:
    """Who asks for the head alone has nothing made for him."""
    body = document if request.method == "GET" else iter(())
    return StreamingHttpResponse(body, content_type=CONTENT_TYPE)
