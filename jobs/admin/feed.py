"""Feeds: where they are read, how they are doing, what waits for a person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from jobs.admin import feed_state
from jobs.admin.approval import deciding as deciding_runs
from jobs.admin.approval import moment, page_of
from jobs.admin.base import Page, counted, link, table
from jobs.admin.feed_form import FeedForm
from jobs.importer.dialects import DIALECTS
from jobs.importer.publishing import publishing
from jobs.importer.removals import NOT_MISSING
from jobs.models import STANDARD_INPUT, Feed, ImportRun, Job

TOLD = ("created", "updated", "closed", "reopened", "held", "rejected")  # where not 0
RUNS_SHOWN = 10


@admin.register(Feed)
class FeedAdmin(Page):
    form = FeedForm
    list_display = ("name", "enabled", "how_it_is", "last_run_at", "last_run", "next_due")
    list_editable = ("enabled",)
    list_filter = ("health", "enabled", "applied_dialect")
    search_fields = ("name", "slug", "address")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = (
        "state",
        "read_as",
        "date_order",
        "last_run_at",
        "confirmed_at",
        "next_due",
        "recent_runs",
    )
    actions = ("enable", "disable")
    fieldsets = (
        (None, {"fields": ("name", "slug", "address")}),
        ("How it is doing", {"fields": ("state", "confirmed_at")}),
        ("When it is read", {"fields": ("enabled", "interval", "next_due", "ping_url")}),
        ("How it is read", {"fields": ("dialect", "read_as", "overrides", "date_order")}),
        (
            "Where its jobs come from",
            {
                "fields": ("attribution_name", "attribution_url"),
                "description": "Shown beside each of its jobs.",
            },
        ),
        ("Where its jobs go", {"fields": ("has_markup", "is_redistributed")}),
        ("Runs", {"fields": ("last_run_at", "recent_runs")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        names = ("pk", "status", *TOLD)
        runs = ImportRun.objects.filter(feed=OuterRef("pk")).order_by("-started_at", "-pk")
        latest = runs.values(told=JSONObject(**{name: name for name in names}))[:1]
        deciding = deciding_runs().filter(feed=OuterRef("pk")).values("pk")[:1]
        feeds: QuerySet[Any] = (
            super()
            .get_queryset(request)
            .annotate(
                latest=Subquery(latest), deciding=Subquery(deciding), waiting=feed_state.waiting()
            )
        )
        return feeds

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fieldsets if obj else [self.fieldsets[0], *self.fieldsets[2:-1]]

    @admin.display(description="health", ordering="health")
    def how_it_is(self, feed: Any) -> SafeString:
        return format_html_join(", ", "{}", ((one,) for one in feed_state.health(feed)))

    @admin.display
    def state(self, feed: Any) -> SafeString:
        lines = [*feed_state.health(feed), *feed_state.absence(feed), *feed_state.repeats(feed)]
        return format_html_join("", "<div>{}</div>", ((line,) for line in lines))

    @admin.display(description="last read as")
    def read_as(self, feed: Feed) -> str:
        name = feed.applied_dialect
        if not name:
            return "not read yet"
        return DIALECTS[name].label if name in DIALECTS else name

    @admin.display(description="result")
    def last_run(self, feed: Any) -> SafeString | str:
        run = feed.latest
        if not run:
            return "never ran"
        facts = [f"{run[name]} {name}" for name in TOLD if run[name]]
        told = ": ".join(filter(None, (run["status"], ", ".join(facts))))
        return link(page_of(run["pk"]), told)

    @admin.display(description="next due")
    def next_due(self, feed: Feed) -> str:
        if not feed.enabled or feed.address == STANDARD_INPUT:
            return "not by itself"
        now = timezone.now()
        pauses = [feed.not_before] if feed.not_before else []
        if feed.last_run_at and not feed.is_due(now):
            pauses.append(feed.last_run_at + timedelta(minutes=feed.interval))
        due = max(pauses, default=now)
        return moment(due) if due > now else "now"

    @admin.display(description="last runs")
    def recent_runs(self, feed: Feed) -> SafeString:
        shown = feed.runs.defer("problems")[:RUNS_SHOWN]
        rows = [
            (
                link(page_of(run.pk), moment(run.started_at)),
                run.get_status_display(),
                run.seen,
                ", ".join(f"{getattr(run, name)} {name}" for name in TOLD if getattr(run, name)),
            )
            for run in shown
        ]
        return table(("Started", "Status", "Seen", "What was done"), rows)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        with publishing():
            self._save(request, obj, form, change=change)

    def _save(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> None:
        if not change:
            obj.save()
            return
        changed = set(form.changed_data)
        facts: dict[str, Any] = {}
        if "enabled" in changed and obj.enabled:
            facts |= {"gone_since": None}  # another week
        if isinstance(form, FeedForm) and form.read_anew():
            # What the old one vouched for, and what its server said of it.
            facts |= {"etag": "", "last_modified": "", "gone_since": None, "not_before": None}
            self._judge_anew(request, obj)
        for name, fact in facts.items():
            setattr(obj, name, fact)
        obj.save(update_fields=changed | facts.keys())  # an import may be writing the others

    def _judge_anew(self, request: HttpRequest, feed: Feed) -> None:
        """Jobs missing from another document, or by other rules, may be in the feed after all."""
        number = Job.objects.filter(feed=feed).waiting().update(**NOT_MISSING)
        if number:
            told = (
                f"{counted(number, 'removal')} that waited: the feed's next run judges them anew."
            )
            self.message_user(request, told)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with publishing():
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with publishing():
            super().delete_queryset(request, queryset)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        # Reports go with their feed, although nobody may delete one alone.
        deleted, counts, permissions, protected = super().get_deleted_objects(objs, request)
        reports = {ImportRun._meta.verbose_name}
        return deleted, counts, set(permissions) - reports, protected

    @admin.action(description="Enable", permissions=["change"])
    def enable(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with publishing():
            number = queryset.filter(enabled=False).update(enabled=True, gone_since=None)
        self.message_user(request, f"{counted(number, 'feed')} enabled.")

    @admin.action(description="Disable", permissions=["change"])
    def disable(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with publishing():
            number = queryset.filter(enabled=True).update(enabled=False)
        self.message_user(request, f"{counted(number, 'feed')} disabled.")
