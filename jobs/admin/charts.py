"""Numbers by day as a line: SVG of our own making, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jobs.admin.base import link, table
from jobs.curation.numbers import KINDS, clicks_by_day

WIDTH, HEIGHT, EDGE = 240, 40, 3  # EDGE: room for half of the stroke, and for a dot
DAYS = 30

Points = Sequence[tuple[date, int | None]]


def sparkline(points: Points, label: str) -> SafeString:
    """The numbers as a line from the left to the right.

    Its foot is nothing, or where they differ little, twice their range below the least. None leaves
    a gap. `label` says what they are; the range is told with it.
    """
    told = f"{label}: {_range(points)}"
    rows = [(date_format(day, "j M Y"), _number(value)) for day, value in reversed(points)]
    return format_html(
        '<div class="sparkline"><svg role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}"'
        ' height="{}" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"'
        ' stroke-linejoin="round">{}</svg><details><summary>{}</summary>{}</details></div>',
        *(told, WIDTH, HEIGHT, WIDTH, HEIGHT),
        format_html_join(
            "",
            '<path d="{}" vector-effect="non-scaling-stroke"/>',
            ((line,) for line in lines(points)),
        ),
        told,
        table(("Day", "Number"), rows),
    )


def clicks(**of: object) -> SafeString:
    """The clicks on Apply of the last 30 days; `of` as of `clicks_by_day`."""
    return sparkline(clicks_by_day(DAYS, **of), f"Clicks on Apply, {DAYS} days")


def clicks_of(name: str, pk: int) -> SafeString:
    """The clicks on a job, an employer or a feed (`KINDS`): their line, their sum, and as CSV."""
    points = clicks_by_day(DAYS, **{KINDS[name].path: pk})
    total = sum(number for _day, number in points)
    line = sparkline(points, f"Clicks on Apply, {DAYS} days")
    address = f"{reverse('admin:clicks-csv')}?{urlencode({name: pk, 'days': DAYS})}"
    told = format_html("{} in {} days; {}", intcomma(total), DAYS, link(address, "by day, as CSV"))
    return format_html("{}<div>{}</div>", line, told)


def lines(points: Points) -> list[str]:
    """A path of SVG for each stretch without a gap; one number alone is a dot."""
    known = [value for _day, value in points if value is not None] or [0]
    low, high = min(known), max(known)
    foot = max(0, 3 * low - 2 * high) if low < high else 0
    step = (WIDTH - 2 * EDGE) / max(1, len(points) - 1)
    scale = (HEIGHT - 2 * EDGE) / (high - foot or 1)
    placed = [
        None
        if value is None
        else f"{EDGE + at * step:.1f} {HEIGHT - EDGE - (value - foot) * scale:.1f}"
        for at, (_day, value) in enumerate(points)
    ]
    stretches = (list(group) for is_known, group in groupby(placed, bool) if is_known)
    return [f"M{at[0]}{''.join(f'L{one}' for one in at[1:]) or 'h0'}" for at in stretches]


def _range(points: Points) -> str:
    values = [value for _day, value in points if value is not None]
    if not values:
        return "nothing is known yet"
    low, high = (intcomma(extreme(values)) for extreme in (min, max))
    return str(low) if low == high else f"{low} to {high}"


def _number(value: int | None) -> str:
    return "not known" if value is None else str(intcomma(value))
