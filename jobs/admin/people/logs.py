"""The history of everything: who did what to which row, and when. Nobody can change it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.safestring import SafeString

from jobs.admin.base import Page, link

SEARCHED = 100_000  # entries: the words of older ones are found by looking at their row's history
SPANS = {"1": "Last 24 hours", "7": "Last 7 days", "30": "Last 30 days", "365": "Last year"}


class KindFilter(admin.SimpleListFilter):
    """What was changed: kinds of rows that have a page."""

    title = "kind"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        models = [*model_admin.admin_site._registry]
        types = ContentType.objects.get_for_models(*models)
        named = ((str(types[model].pk), str(model._meta.verbose_name)) for model in models)
        return sorted(named, key=lambda choice: choice[1].lower())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        known = {key for key, _label in self.lookup_choices}
        return queryset.filter(content_type=value) if value in known else queryset


class WhenFilter(admin.SimpleListFilter):
    title = "when"
    parameter_name = "days"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(SPANS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if (days := self.value()) not in SPANS:
            return queryset
        return queryset.filter(action_time__gte=timezone.now() - timedelta(days=int(days)))


@admin.register(LogEntry)
class LogEntryAdmin(Page):
    called = "History"
    list_display = ("when", "user", "action", "kind", "what", "told")
    list_display_links = None
    list_select_related = ("user", "content_type")
    list_filter = (
        WhenFilter,
        "action_flag",
        KindFilter,
        "user",  # all of them: who did something would be a scan of the whole table
    )
    search_fields = ("object_repr", "change_message")
    search_help_text = f"Names and words of the last {SEARCHED:,} entries"
    # As they were written: there is no index by time, and the time of one does not change.
    ordering = ("-pk",)
    sortable_by = ()
    actions = None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(request, {"title": self.called, **(extra_context or {})})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if search_term:
            newest = LogEntry.objects.aggregate(newest=Max("pk"))["newest"] or 0
            queryset = queryset.filter(pk__gt=newest - SEARCHED)
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description="when")
    def when(self, entry: LogEntry) -> Any:
        return entry.action_time

    @admin.display(description="action")
    def action(self, entry: LogEntry) -> str:
        return entry.get_action_flag_display()

    @admin.display(description="kind")
    def kind(self, entry: LogEntry) -> str:
        return entry.content_type.name if entry.content_type else ""

    @admin.display(description="what")
    def what(self, entry: LogEntry) -> SafeString | str:
        if entry.is_deletion():
            return entry.object_repr
        try:
            address = entry.get_admin_url()
        except NoReverseMatch:
            address = None
        return link(address, entry.object_repr) if address else entry.object_repr

    @admin.display(description="told")
    def told(self, entry: LogEntry) -> str:
        return entry.get_change_message()
