"""The board by day (UTC): live jobs, clicks on Apply, and searches that found nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Model, Q, QuerySet, Sum

from jobs.models import ApplyClicks, BoardDay, Employer, EmptySearch, Feed, Job, today


@dataclass(frozen=True, slots=True)
class Kind:
    """What clicks are summed by: `path` leads from ApplyClicks to its primary key."""

    model: type[Model]
    path: str
    named: tuple[str, ...]  # fields from which a person knows it


KINDS = {
    "job": Kind(Job, "job", ("title", "employer__name")),
    "employer": Kind(Employer, "job__employer", ("name",)),
    "feed": Kind(Feed, "job__feed", ("name",)),
}


def last_days(days: int) -> list[date]:
    """The last days in order, today included."""
    return [today() - timedelta(days=ago) for ago in reversed(range(days))]


def live_by_day(days: int) -> list[tuple[date, int | None]]:
    """How many jobs were live on each of the last days; None where nobody noted it."""
    asked = last_days(days)
    noted = dict(BoardDay.objects.filter(day__gte=asked[0]).values_list("day", "live"))
    return [(day, noted.get(day)) for day in asked]


def clicks_by_day(days: int, **of: object) -> list[tuple[date, int]]:
    """How often Apply was followed on each of the last days.

    `of` narrows it to a job, an employer or a feed, as a filter of ApplyClicks does: `job=7`,
    `job__employer=7`, `job__feed=7`.
    """
    counted = dict(_since(days).filter(**of).values_list("day").annotate(clicks=Sum("count")))
    return [(day, counted.get(day, 0)) for day in last_days(days)]


def most_clicked(kind: Kind, days: int, limit: int) -> list[tuple[int, tuple[str, ...], int]]:
    """Primary key, names and clicks of those with the most in the last days."""
    summed = _since(days).values_list(kind.path).annotate(clicks=Sum("count"))
    top = list(summed.order_by("-clicks", kind.path)[:limit])
    rows = kind.model._default_manager.filter(pk__in=[pk for pk, _clicks in top]).order_by()
    names = {pk: tuple(named) for pk, *named in rows.values_list("pk", *kind.named)}
    return [(pk, names[pk], clicks) for pk, clicks in top if pk in names]


def clicks_of_each(kind: Kind, days: int, only: int | None = None) -> Iterator[tuple[object, ...]]:
    """Day, primary key, names and clicks, day by day: never more than one day is in memory.

    `only`: of the one with this primary key.
    """
    names = [f"{kind.path}__{name}" for name in kind.named]
    for day in last_days(days):
        of_day = ApplyClicks.objects.filter(day=day).order_by(kind.path)
        of_day = of_day if only is None else of_day.filter(**{kind.path: only})
        yield from of_day.values_list("day", kind.path, *names).annotate(clicks=Sum("count"))


def empty_searches(days: int, limit: int) -> list[tuple[str, int]]:
    """Words of searches that found nothing in the last days, and how often; most often first.

    The words are empty where they were not kept (`EmptySearch`).
    """
    summed = _words(days).values_list("words").annotate(times=Sum("count"))
    return list(summed.order_by("-times", "words")[:limit])


def empty_searches_of_each(days: int) -> Iterator[tuple[date, str, int]]:
    """Day, words and how often."""
    for day in last_days(days):
        words = EmptySearch.objects.filter(day=day).order_by("-count", "words")
        yield from words.values_list("day", "words", "count")


def _since(days: int) -> QuerySet[ApplyClicks]:
    return ApplyClicks.objects.filter(_within(days)).order_by()


def _words(days: int) -> QuerySet[EmptySearch]:
    return EmptySearch.objects.filter(_within(days)).order_by()


def _within(days: int) -> Q:
    return Q(day__gte=last_days(days)[0])
