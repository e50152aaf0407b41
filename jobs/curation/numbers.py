"""The board by day (UTC): how many jobs were live, and how often Apply was followed."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Sum

from jobs.models import ApplyClicks, BoardDay, today


def days_until_today(days: int) -> list[date]:
    """The last days in order, today included."""
    return [today() - timedelta(days=ago) for ago in reversed(range(days))]


def live_by_day(days: int) -> list[tuple[date, int | None]]:
    """How many jobs were live on each of the last days; None where nobody noted it."""
    asked = days_until_today(days)
    noted = dict(BoardDay.objects.filter(day__gte=asked[0]).values_list("day", "live"))
    return [(day, noted.get(day)) for day in asked]


def clicks_by_day(days: int, **of: object) -> list[tuple[date, int]]:
    """How often Apply was followed on each of the last days.

    `of` narrows it to a job, an employer or a feed, as a filter of ApplyClicks does: `job=7`,
    `job__employer=7`, `job__feed=7`.
    """
    asked = days_until_today(days)
    clicks = ApplyClicks.objects.filter(day__gte=asked[0], **of)
    counted = dict(clicks.order_by().values_list("day").annotate(clicks=Sum("count")))
    return [(day, counted.get(day, 0)) for day in asked]
