"""What the values of a search are called, and how such names stand in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import get_language, gettext, ngettext

from jobs.lib import local_names
from jobs.models.local import arrangement_label, country_label
from jobs.search.filters import JobFilter

Labels = Callable[[JobFilter, Collection[str]], dict[str, str]]  # by value, of those that exist
# English names of countries that have an article behind "in".
_WITH_ARTICLE = (*("United ", "Netherlands", "Philippines", "Bahamas", "Maldives", "Isle of "),)


def names(kind: str) -> Labels:
    def named(filters: JobFilter, values: Collection[str]) -> dict[str, str]:
        board = filters.board.names
        keys = board.keys(kind, values)
        labels = board.labels(kind, keys.values())
        return {slug: labels[key].label for slug, key in keys.items() if key in labels}

    return named


def arrangements(_filters: JobFilter, values: Collection[str]) -> dict[str, str]:
    return {value: arrangement_label(value) for value in values}


def countries(_filters: JobFilter, values: Collection[str]) -> dict[str, str]:
    return {code: country_label(code) for code in values}


def amounts(filters: JobFilter, values: Collection[str]) -> dict[str, str]:
    said, currency = gettext("%(amount)s %(currency)s or more"), filters.pay_currency
    return {
        value: said % {"amount": intcomma(int(value)), "currency": currency} for value in values
    }


def periods(_filters: JobFilter, values: Collection[str]) -> dict[str, str]:
    return {value: days(value) for value in values}


def kilometres(_filters: JobFilter, values: Collection[str]) -> dict[str, str]:
    said = gettext("Within %(distance)s km")
    return {value: said % {"distance": value} for value in values}


def days(number: str) -> str:
    if number == "1":
        return gettext("Last 24 hours")
    said = ngettext("Last %(days)s day", "Last %(days)s days", int(number))
    return said % {"days": number}


def small(name: str) -> str:
    """A name of our own within a sentence; only English writes "Remote" small there."""
    return name.lower() if _is_english() else name


def either(several: Sequence[str]) -> str:
    """Names of which one is enough."""
    said = gettext("%(one)s or %(other)s")
    joined = several[0]
    for other in several[1:]:
        joined = said % {"one": joined, "other": other}
    return joined


def located(several: Sequence[str]) -> str:
    """Where a job is that is in one of up to two countries or places: "in the United States"."""
    if any(place.startswith("Remote") for place in several):  # nobody is "in Remote, Ireland"
        return f"({either(several)})"
    if len(several) == 1:
        exception = local_names.inside(several[0], get_language() or "")
        return exception or gettext("in %(place)s") % {"place": _with_article(several[0])}
    one, other = map(_with_article, several)
    return gettext("in %(one)s or %(other)s") % {"one": one, "other": other}


def within(place: str, whole: str) -> str:
    """What a place is called where it goes without saying what it lies in: Cork, within Ireland."""
    return place.removesuffix(f", {whole}")


def _with_article(place: str) -> str:
    has = _is_english() and place.startswith(_WITH_ARTICLE)
    return f"the {place}" if has else place


def _is_english() -> bool:
    return (get_language() or "en").startswith("en")
