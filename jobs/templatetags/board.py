"""How facts are written on public pages. Unknown facts are written as nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from jobs.lib.text import fold
from jobs.lib.urls import host_of
from jobs.models import Job, today
from jobs.models.logo import DIGEST_BYTES
from jobs.search.called import small
from jobs.search.cards import Card
from jobs.search.shown import FacetValue

register = template.Library()
register.filter("host", host_of)
register.filter("small", small)
# What would end a script or begin another, and what is no text in every reader of JSON.
_NOT_IN_SCRIPTS = re.compile("[<>&\u2028\u2029\ud800-\udfff]")

PERIODS = {
    "hour": _("%(pay)s an hour"),
    "day": _("%(pay)s a day"),
    "week": _("%(pay)s a week"),
    "month": _("%(pay)s a month"),
    "year": _("%(pay)s a year"),
}
AGO: dict[str, Any] = {
    "year": ngettext_lazy("%(num)d year ago", "%(num)d years ago", "num"),
    "month": ngettext_lazy("%(num)d month ago", "%(num)d months ago", "num"),
    "week": ngettext_lazy("%(num)d week ago", "%(num)d weeks ago", "num"),
    "day": ngettext_lazy("%(num)d day ago", "%(num)d days ago", "num"),
    "hour": ngettext_lazy("%(num)d hour ago", "%(num)d hours ago", "num"),
    "minute": ngettext_lazy("%(num)d minute ago", "%(num)d minutes ago", "num"),
}


@register.filter
def salary(job: Job | Card) -> str:
    """ "CAD 139,378 – 189,378 a year"; the feed's own words where no amount was understood."""
    low, high = job.salary_min, job.salary_max
    if low is None:
        if high is None:
            return job.salary_text
        pay = gettext("up to %(amount)s") % {"amount": _amount(high)}
    elif high is None:
        pay = gettext("from %(amount)s") % {"amount": _amount(low)}
    elif low == high:
        pay = _amount(low)
    else:
        pay = gettext("%(low)s\u2009–\u2009%(high)s") % {"low": _amount(low), "high": _amount(high)}
    if currency := job.salary_currency:
        pay = gettext("%(currency)s %(amount)s") % {"currency": currency, "amount": pay}
    return PERIODS[job.salary_period] % {"pay": pay} if job.salary_period in PERIODS else pay


def _amount(amount: Decimal) -> str:
    places = 0 if amount == int(amount) else 2
    return str(number_format(amount, places, use_l10n=True, force_grouping=True))


@register.filter
def days_ago(day: date) -> str:
    """Feeds tell the day, not the hour: "today", "yesterday", "12 days ago", then the date."""
    days = (today() - day).days
    if days <= 0:
        return gettext("today")
    if days == 1:
        return gettext("yesterday")
    return date_format(day) if days > 30 else AGO["day"] % {"num": days}


@register.filter
def ago(moment: datetime) -> str:
    """ "2 hours ago", in the largest unit alone. It changes when a minute of the clock begins."""
    then, now = (one.replace(second=0, microsecond=0) for one in (moment, timezone.now()))
    return timesince(then, now, depth=1, time_strings=AGO) if then < now else gettext("just now")


@register.filter
def where(job: Job | Card) -> list[str]:
    """The places, then the arrangement unless a place tells it: "Remote, Canada"."""
    told = job.arrangement == Job.Arrangement.REMOTE and any(p.remote for p in job.place_list)
    names = [place.label for place in job.place_list]
    return names if told or not job.arrangement else [*names, job.get_arrangement_display()]


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


@register.filter
def json_ld(data: Mapping[str, object]) -> SafeString:
    """Structured data as the script element that search engines read. Nothing in it runs.

    JSON knows no entities of HTML, and a script ends at the first `</script`, whatever stands
    around it: so what has a meaning in HTML is written in the way of JSON, as `\\u003c`.
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    text = _NOT_IN_SCRIPTS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308
