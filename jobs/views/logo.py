"""Logos from our own address. A digest is the address of one image for ever."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from jobs.models import Logo

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def logo(request: HttpRequest, digest: str) -> HttpResponseBase:
    image = bytes(get_object_or_404(Logo, pk=digest).image)
    etag = f'"{digest}"'
    response = HttpResponse(
        image,
        content_type="image/webp",
        headers={"Cache-Control": FOR_EVER, "ETag": etag, "Content-Length": str(len(image))},
    )
    return get_conditional_response(request, etag=etag, response=response) or response
