"""Pages that stand on their own: nothing is sure to work when they are shown."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

STANDING = (429, 500, 503)


def prepare() -> None:
    """Makes them before anything breaks: then all that they need is memory."""
    for language in languages():
        for status in STANDING:
            standing(status, language)


def languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


@cache
def standing(status: int, language: str) -> str:
    """The text of one of STANDING."""
    with translation.override(language):
        return render_to_string(f"{status}.html", {"SITE_NAME": settings.SITE_NAME})
