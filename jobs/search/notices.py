"""What is said to a seeker whose search could not be done as asked, or was done otherwise."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from jobs.search.called import small
from jobs.search.facets import key_name
from jobs.search.filters import JobFilter
from jobs.search.order import PER_PAGE
from jobs.search.query import MAX_LENGTH, MAX_TERMS
from jobs.search.understanding import Meant

MAX_PAGE = 500  # beyond, a narrower search serves the seeker better


def notices_of(filters: JobFilter, meant: Meant, *, found: bool) -> list[str]:
    """What of the search could not be done as asked; `found`: whether any job is shown."""
    unknown = _("There is no %(facet)s “%(value)s” here, so it was left out of your search.")
    too_many = _("Too many values of %(facet)s were chosen; the last of them were left out.")
    notices = [
        unknown % {"facet": _called(key), "value": value[:60]}
        for key in filters.keys
        for value in filters.chosen(key).unknown[:3]
    ]
    notices += [
        too_many % {"facet": _called(key)} for key in filters.keys if filters.chosen(key).too_many
    ]
    if meant.query.shortened:
        limits = {"words": MAX_TERMS, "characters": MAX_LENGTH}
        said = _("Only the first %(words)s words and %(characters)s characters were searched for.")
        notices.append(said % limits)
    if meant.instead_of:
        told = {"typed": meant.instead_of[:100], "words": meant.words[:100]}
        said = _("Nothing was found for “%(typed)s”. These are the jobs for “%(words)s”.")
        notices.append(said % told)
    if meant.levels and found:
        notices.append(_("No job has all of these words. Those with the most of them come first."))
    return notices


def _called(key: str) -> str:
    return small(key_name(key))


def one_of(allowed: Collection[str], value: str, notices: list[str]) -> str:
    if not value or value in allowed:
        return value
    said = _("Results cannot be sorted by “%(order)s”; the usual order is shown.")
    notices.append(said % {"order": value[:60]})
    return ""


def page_number(value: str, pages: int, total: int, notices: list[str]) -> int:
    if not value:
        return 1
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 0
    if 1 <= number <= pages:
        return number
    if number and pages == MAX_PAGE and total > MAX_PAGE * PER_PAGE:
        said = _(
            "Results end at page %(page)s; this is the first. Narrow the search to see the rest."
        )
        notices.append(said % {"page": MAX_PAGE})
        return 1
    said = _("There is no page “%(page)s” of this search; this is the first.")
    notices.append(said % {"page": value[:20]})
    return 1
