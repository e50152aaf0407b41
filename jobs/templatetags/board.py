"""How facts are written on public pages. Unknown facts are written as nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext_lazy

from jobs.lib.text import fold
from jobs.lib.urls import host_of
from jobs.models import Job, today
from jobs.models.logo import DIGEST_BYTES
from jobs.search.called import small
from jobs.search.shown import FacetValue
from jobs.search.stated import salary, where

register = template.Library()
register.filter("host", host_of)
register.filter("small", small)
register.filter("salary", salary)
register.filter("where", where)
# What would end a script or begin another, and what is no text in every reader of JSON.
_NOT_IN_SCRIPTS = re.compile("[<>&\u2028\u2029\ud800-\udfff]")

AGO: dict[str, Any] = {
    "year": ngettext_lazy("%(num)d year ago", "%(num)d years ago", "num"),
    "month": ngettext_lazy("%(num)d month ago", "%(num)d months ago", "num"),
    "week": ngettext_lazy("%(num)d week ago", "%(num)d weeks ago", "num"),
    "day": ngettext_lazy("%(num)d day ago", "%(num)d days ago", "num"),
    "hour": ngettext_lazy("%(num)d hour ago", "%(num)d hours ago", "num"),
    "minute": ngettext_lazy("%(num)d minute ago", "%(num)d minutes ago", "num"),
}


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
