"""How facts are written on public pages. Unknown facts are written as nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from django import template
from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince

from jobs.lib.text import fold
from jobs.lib.urls import host_of
from jobs.models import Job, today
from jobs.models.logo import DIGEST_BYTES
from jobs.search.cards import Card
from jobs.search.shown import FacetValue

register = template.Library()
register.filter("host", host_of)

PERIODS = {
    "hour": "an hour",
    "day": "a day",
    "week": "a week",
    "month": "a month",
    "year": "a year",
}


@register.filter
def salary(job: Job | Card) -> str:
    """ "CAD 139,378 – 189,378 a year"; the feed's own words where no amount was understood."""
    low, high = job.salary_min, job.salary_max
    if low is None and high is None:
        return job.salary_text
    if low is None or high is None:
        amount = f"from {_amount(low)}" if low is not None else f"up to {_amount(high)}"
    else:
        amount = _amount(low) if low == high else f"{_amount(low)}\u2009–\u2009{_amount(high)}"
    parts = (job.salary_currency, amount, PERIODS.get(job.salary_period, ""))
    return " ".join(part for part in parts if part)


def _amount(amount: Decimal | None) -> str:
    whole = amount is not None and amount == int(amount)
    return f"{amount:,.0f}" if whole else f"{amount:,.2f}"


@register.filter
def days_ago(day: date) -> str:
    """Feeds tell the day, not the hour: "today", "yesterday", "12 days ago", then the date."""
    days = (today() - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days <= 30 else str(format_date(day, "j M Y"))


@register.filter
def ago(moment: datetime) -> str:
    """ "2 hours ago", in the largest unit alone."""
    passed = timesince(moment, depth=1)
    return "just now" if passed.startswith("0") else f"{passed} ago"


@register.filter
def where(job: Job | Card) -> list[str]:
    """The places, then the arrangement unless a place tells it: "Remote, Canada"."""
    told = job.arrangement == Job.Arrangement.REMOTE and any(p.remote for p in job.place_list)
    names = [place.name for place in job.place_list]
    return names if told or not job.arrangement else [*names, str(job.get_arrangement_display())]


@register.filter
def logo_address(digest: str) -> str:
    """Where the logo with this digest is; `url` is too slow for every card of a list."""
    before, after = _around_logo()
    return f"{before}{digest}{after}"


@cache
def _around_logo() -> tuple[str, str]:
    mark = "0" * (2 * DIGEST_BYTES)
    before, after = reverse("logo", args=[mark]).split(mark)
    return before, after


@register.filter
def any_selected(values: Iterable[FacetValue]) -> bool:
    return any(value.selected for value in values)


@register.filter
def by_letter(values: Iterable[FacetValue]) -> list[tuple[str, list[FacetValue]]]:
    """A directory under its first letters; what begins with no letter stands first, under 0-9."""
    groups: dict[str, list[FacetValue]] = {"0-9": []}
    for value in values:
        first = fold(value.label)[:1].upper()
        groups.setdefault(first if first.isalpha() else "0-9", []).append(value)
    return [(letter, group) for letter, group in groups.items() if group]


@register.filter
def cleaned(job: Job) -> SafeString:
    """The description, cleaned by `lib.html` before it was stored: nothing else is marked safe."""
    return mark_safe(job.description)  # noqa: S308
