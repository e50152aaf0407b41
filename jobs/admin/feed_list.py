"""Feeds at a glance: how many jobs their last runs found, when they are due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Case, F, JSONField, OuterRef, QuerySet, Subquery, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from jobs.admin.approval import READ, moment
from jobs.admin.charts import sparkline
from jobs.curation.feeds import is_read
from jobs.importer.dialects import DIALECTS
from jobs.models import Feed, ImportRun

RUNS = 20


class DialectFilter(admin.SimpleListFilter):
    """By the dialect of the last run that read the feed; one that was never read has none."""

    title = "dialect found"
    parameter_name = "dialect"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        names = Feed.objects.exclude(applied_dialect="").order_by("applied_dialect").distinct()
        known = names.values_list("applied_dialect", flat=True)
        labels = [(name, DIALECTS[name].label if name in DIALECTS else name) for name in known]
        return [*labels, ("none", "None yet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        if chosen is None:
            return queryset
        return queryset.filter(applied_dialect="" if chosen == "none" else chosen)


class Pairs(Subquery):
    """The rows of a subquery with the columns `day` and `number`, as one list in their order."""

    template = "(SELECT JSON_GROUP_ARRAY(JSON_ARRAY(day, number)) FROM (%(subquery)s) told)"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        template = "(SELECT JSONB_AGG(JSONB_BUILD_ARRAY(day, number)) FROM (%(subquery)s) told)"
        return self.as_sql(compiler, connection, template=template)


def last_runs() -> Pairs:
    """When the last runs that read a feed to its end were, and how many jobs it had, the latest
    first. A server that says that nothing has changed vouches for as many as are open.
    """
    runs = ImportRun.objects.filter(feed=OuterRef("pk"), status__in=READ)
    told = F("seen") - F("duplicates") - F("rejected")
    number = Case(When(seen=0, then=F("unchanged")), default=told)
    latest = runs.order_by("-started_at", "-pk").annotate(day=F("started_at"), number=number)
    return Pairs(latest.values("day", "number")[:RUNS])


def trend(feed: Any) -> SafeString | str:
    """How many jobs the feed had, in a line. `feed.told` as `last_runs` gives it."""
    points = [(date.fromisoformat(day[:10]), number) for day, number in reversed(feed.told or [])]
    return sparkline(points, f"Last {len(points)} runs") if len(points) > 1 else "–"


def next_due(feed: Feed) -> str:
    if not feed.enabled or not is_read(feed):
        return "not by itself"
    now = timezone.now()
    pauses = [feed.not_before] if feed.not_before else []
    if feed.last_run_at and not feed.is_due(now):
        pauses.append(feed.last_run_at + timedelta(minutes=feed.interval))
    due = max(pauses, default=now)
    return moment(due) if due > now else "now"
