"""Names as the reader of the current language sees them. What is stored is English."""

from __future__ import annotations

from django.utils.translation import get_language

from jobs.lib import local_names
from jobs.lib.vocabulary import ARRANGEMENTS

_ARRANGEMENTS = {one.slug: one.name for one in ARRANGEMENTS}


def country_label(code: str) -> str:
    """The name of an alpha-2 code; "" when unknown."""
    return local_names.local_country(code, get_language() or "")


def arrangement_label(value: str) -> str:
    """The name of a value of Job.Arrangement; "" for none."""
    return word_label("arrangement", value, _ARRANGEMENTS.get(value, ""))


def word_label(kind: str, slug: str, name: str) -> str:
    """The name of a `job_type` or `level`; an editor's own name is the same in all languages."""
    return local_names.local_word(kind, slug, name, get_language() or "")


def place_label(name: str, city: str, region: str, country: str, remote: bool) -> str:
    """The name of a place; one that is not composed of these parts is the same in all languages."""
    return local_names.local_place(name, city, region, country, remote, get_language() or "")
