"""What waits for an editor, those that wait longest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery

from jobs.curation.suggestions import Suggestion, suggested
from jobs.models import (
    BY_HAND,
    STANDARD_INPUT,
    Employer,
    Feed,
    FeedValue,
    Job,
    Place,
    Report,
    Skill,
    Term,
)

MERGED = (Employer, Skill, Place)  # kinds of terms of which feeds bring new ones every day
LATE = timedelta(hours=1)  # after which a run that is due is missed, or after another interval


class Held(NamedTuple):
    """Removals of a feed."""

    feed: int
    name: str
    number: int
    since: datetime


class Troubled(NamedTuple):
    feed: Feed
    told: str  # what is wrong, in a few words


def held() -> list[Held]:
    """Jobs that are gone from their feed, by feed."""
    feeds = Job.objects.waiting().order_by().values_list("feed", "feed__name")
    counted = feeds.annotate(number=Count("pk"), since=Min("missing_since"))
    return [Held(*row) for row in counted.order_by("since", "feed")]


def reports() -> QuerySet[Report]:
    return Report.objects.filter(decision="").select_related("job").order_by("made_at", "pk")


def news() -> QuerySet[Any]:
    """Jobs of which a feed says something else since an editor wrote it, `told_at` then."""
    values = FeedValue.objects.news()
    told_at = values.filter(job=OuterRef("pk")).order_by("told_at").values("told_at")[:1]
    jobs: QuerySet[Any] = Job.objects.filter(pk__in=values.values("job"))
    jobs = jobs.annotate(told_at=Subquery(told_at))
    return jobs.order_by("told_at", "pk")


def merges() -> list[tuple[type[Term], list[Suggestion]]]:
    return [(model, suggested(model)) for model in MERGED]


def troubled(now: datetime) -> list[Troubled]:
    """Feeds that are gone, fail, or were not read when it was time."""
    feeds: Any = Feed.objects.exclude(address__in=(STANDARD_INPUT, BY_HAND)).defer("overrides")
    return [Troubled(feed, ", ".join(told)) for feed in feeds if (told := list(_told(feed, now)))]


def _told(feed: Feed, now: datetime) -> Iterator[str]:
    if feed.gone_since:
        yield "gone" if feed.enabled else "gone, paused"
    elif feed.health == Feed.Health.FAILING and feed.enabled:
        yield "failing"
    if feed.enabled and _is_late(feed, now):
        yield "late" if feed.last_run_at else "not read yet"


def _is_late(feed: Feed, now: datetime) -> bool:
    if feed.last_run_at is None or (feed.not_before and feed.not_before > now):
        return feed.last_run_at is None
    interval = timedelta(minutes=feed.interval)
    return now - feed.last_run_at > interval + max(interval, LATE)
