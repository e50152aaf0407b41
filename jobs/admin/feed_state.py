"""How a feed is doing, in a few words: well, failing, gone, with removals that wait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import Func, IntegerField, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jobs.admin.approval import moment, page_of
from jobs.admin.base import counted, link
from jobs.importer.outcome import GONE_TIME
from jobs.models import BY_HAND, Feed, Job

Health = Feed.Health


def waiting() -> Subquery:
    """How many removals of a feed wait for a person."""
    jobs = Job.objects.waiting().filter(feed=OuterRef("pk")).order_by()
    number = jobs.annotate(number=Func("pk", function="COUNT")).values("number")
    return Subquery(number, output_field=IntegerField())


def sign(feed: Any) -> str:
    """How it is doing at a glance, beside the words and never in their place."""
    if not feed.enabled:
        return "‖"
    return {Health.WELL: "✓", Health.HELD: "⚑", Health.FAILING: "✗"}.get(feed.health, "·")


def health(feed: Any) -> Iterator[SafeString | str]:
    """How an annotated feed is doing, in a word or two."""
    if feed.address == BY_HAND:
        yield "Written by editors"
        return
    if feed.gone_since and not feed.enabled:
        yield "Gone, paused"
    elif feed.health != Health.HELD:
        yield feed.get_health_display()
    elif not feed.waiting:
        yield "Held"
    if not feed.enabled and not feed.gone_since:
        yield "paused"
    if feed.waiting:
        told = f"{counted(feed.waiting, 'removal')} wait{'s' if feed.waiting == 1 else ''}"
        yield link(page_of(feed.deciding), told) if feed.deciding else told


def absence(feed: Feed) -> Iterator[SafeString | str]:
    """What the server said when it did not give the feed."""
    if feed.gone_since:
        since = f"The server has answered 404 or 410 since {moment(feed.gone_since)}; "
        if feed.enabled:
            yield f"{since}the feed will be paused {moment(feed.gone_since + GONE_TIME)}."
        else:
            query = urlencode({"feed__id__exact": feed.pk, "state": "live"})
            jobs = link(f"{reverse('admin:jobs_job_changelist')}?{query}", "its jobs")
            yield format_html(
                "{}paused. Correct its address and enable it, or close {}.", since, jobs
            )
    if feed.not_before and feed.not_before > timezone.now():
        yield f"The server asked to be left alone until {moment(feed.not_before)}."


def repeats(feed: Feed) -> Iterator[SafeString]:
    """How many jobs the feed has that are shown as another one of its own."""
    number = Job.objects.repeated().filter(feed=feed, closed_at=None).count()
    if number:
        query = urlencode({"feed__id__exact": feed.pk, "twins": "again"})
        told = f"{counted(number, 'job')} shown as another one of this feed"
        yield link(f"{reverse('admin:jobs_job_changelist')}?{query}", told)
