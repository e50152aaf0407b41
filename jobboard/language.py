"""In which language a visitor is answered: as the browser asks, and without a cookie."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import fnmatchcase

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

LONGEST = 500  # characters of the header that are read
_RANGE = re.compile(r"([a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)(?:;q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?")


class LanguageMiddleware:
    """Addresses of `ONE_LANGUAGE` speak that language to everybody, all others the visitor's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        fixed = [
            language
            for start, language in settings.ONE_LANGUAGE.items()
            if fnmatchcase(request.path_info, f"{start}*")
        ]
        language = fixed[0] if fixed else accepted(request.headers.get("Accept-Language", ""))
        with translation.override(language):
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        if not fixed:
            patch_vary_headers(response, ["Accept-Language"])
        return response


def accepted(header: str) -> str:
    """The language of the site that an Accept-Language header (RFC 9110) likes best.

    A language is also who asks for a kind of it: `de-AT` is answered as `de`. What is broken in the
    header is left out; without anything that the site speaks it is the site's first language.
    """
    wishes: dict[str, float] = {}
    for part in header[:LONGEST].lower().replace(" ", "").replace("\t", "").split(","):
        if match := _RANGE.fullmatch(part):
            name, quality = match[1].split("-")[0], float(match[2] or 1)
            wishes[name] = max(quality, wishes.get(name, 0.0))
    spoken = sorted(
        (code for code, _name in settings.LANGUAGES), key=lambda code: code != settings.SPOKEN
    )
    liked = {code: wishes.get(code.split("-")[0], wishes.get("*", 0.0)) for code in spoken}
    best = max(spoken, key=lambda code: liked[code])  # of equals the site's own, which is first
    return best if liked[best] else settings.SPOKEN
