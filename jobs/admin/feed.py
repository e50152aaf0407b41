"""Feeds and the reports of their runs. A report is read, never edited."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jobs.admin.base import Form, Page, counted, link, linkable, table
from jobs.models import STANDARD_INPUT, Feed, ImportRun

COUNTS = (
    "seen",
    "created",
    "updated",
    "unchanged",
    "closed",
    "reopened",
    "held",
    "rejected",
    "duplicates",
)
TOLD = ("created", "updated", "closed", "reopened", "held", "rejected")  # where not 0
RUNS_SHOWN = 10


class FeedForm(Form):
    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if address == STANDARD_INPUT:
            return address
        if not address.startswith("/"):
            return linkable(address)
        if not Path(address).is_file():
            raise ValidationError(f"There is no file {address} on this machine.")
        return address

    def clean_attribution_url(self) -> str:
        return linkable(self.cleaned_data["attribution_url"])


@admin.register(Feed)
class FeedAdmin(Page):
    form = FeedForm
    list_display = ("name", "dialect", "enabled", "last_run_at", "last_run", "next_due")
    list_editable = ("enabled",)
    list_filter = ("enabled", "dialect")
    search_fields = ("name", "slug", "address")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("last_run_at", "confirmed_at", "next_due", "recent_runs")
    actions = ("enable", "disable")
    fieldsets = (
        (None, {"fields": ("name", "slug", "address", "dialect")}),
        ("When it is read", {"fields": ("enabled", "interval", "next_due")}),
        (
            "Where its jobs come from",
            {
                "fields": ("attribution_name", "attribution_url"),
                "description": "Shown beside each of its jobs.",
            },
        ),
        ("Runs", {"fields": ("last_run_at", "confirmed_at", "recent_runs")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        names = ("pk", "status", *TOLD)
        runs = ImportRun.objects.filter(feed=OuterRef("pk")).order_by("-started_at", "-pk")
        latest = runs.values(told=JSONObject(**{name: name for name in names}))[:1]
        feeds: QuerySet[Any] = super().get_queryset(request).annotate(latest=Subquery(latest))
        return feeds

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fieldsets if obj else self.fieldsets[:-1]  # a new feed has no runs

    @admin.display(description="result")
    def last_run(self, feed: Any) -> SafeString | str:
        run = feed.latest
        if not run:
            return "never ran"
        facts = [f"{run[name]} {name}" for name in TOLD if run[name]]
        return link(_address(run["pk"]), ": ".join(filter(None, (run["status"], ", ".join(facts)))))

    @admin.display(description="next due")
    def next_due(self, feed: Feed) -> str:
        if not feed.enabled or feed.address == STANDARD_INPUT:
            return "not by itself"
        if feed.last_run_at is None or feed.is_due(timezone.now()):
            return "now"
        return _moment(feed.last_run_at + timedelta(minutes=feed.interval))

    @admin.display(description="last runs")
    def recent_runs(self, feed: Feed) -> SafeString:
        shown = feed.runs.defer("problems")[:RUNS_SHOWN]
        rows = [
            (
                link(_address(run.pk), _moment(run.started_at)),
                run.get_status_display(),
                *(getattr(run, name) for name in COUNTS),
            )
            for run in shown
        ]
        return table(("Started", "Status", *map(str.capitalize, COUNTS)), rows)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if {"address", "dialect"} & set(form.changed_data):
            obj.etag = obj.last_modified = ""  # what the old one vouched for
        super().save_model(request, obj, form, change)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        # Reports go with their feed, although nobody may delete one alone.
        deleted, counts, permissions, protected = super().get_deleted_objects(objs, request)
        reports = {ImportRun._meta.verbose_name}
        return deleted, counts, set(permissions) - reports, protected

    @admin.action(description="Enable", permissions=["change"])
    def enable(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        number = queryset.filter(enabled=False).update(enabled=True)
        self.message_user(request, f"{counted(number, 'feed')} enabled.")

    @admin.action(description="Disable", permissions=["change"])
    def disable(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        number = queryset.filter(enabled=True).update(enabled=False)
        self.message_user(request, f"{counted(number, 'feed')} disabled.")


@admin.register(ImportRun)
class ImportRunAdmin(Page):
    list_display = ("started_at", "feed", "status", "seconds", *COUNTS)
    list_filter = ("feed", "status", "started_at")
    list_select_related = ("feed",)
    date_hierarchy = "started_at"
    readonly_fields = ("seconds", "problem_table")
    fieldsets = (
        (None, {"fields": ("feed", "status", "message", "dialect", "size")}),
        ("When", {"fields": (("started_at", "finished_at", "seconds"),)}),
        ("Counts", {"fields": (COUNTS[:4], COUNTS[4:])}),
        ("Problems", {"fields": ("problem_table",)}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("problems")

    @admin.display(description="refused jobs and left out facts")
    def problem_table(self, run: ImportRun) -> SafeString | str:
        names = ("external_id", "title", "field", "value", "reason")
        rows = [
            (
                *(row.get(name, "") for name in names),
                "job refused" if row.get("refused") else "fact left out",
            )
            for row in run.problems
        ]
        headings = ("External id", "Title", "Field", "Value", "Reason", "What was done")
        told = run.rejected - sum(bool(row.get("refused")) for row in run.problems)
        more = format_html("<p>and {} more refused</p>", counted(told, "job")) if told > 0 else ""
        return format_html("{}{}", table(headings, rows), more) if rows else "none"


def _address(run: int) -> str:
    return reverse("admin:jobs_importrun_change", args=[run])


def _moment(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
