"""Feeds: where they are read, how they are doing, what waits for a person."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jobs.admin import feed_list, feed_state, run_counts
from jobs.admin.approval import deciding as deciding_runs
from jobs.admin.approval import moment, page_of
from jobs.admin.base import counted, link, table
from jobs.admin.charts import clicks_of
from jobs.admin.feed_form import FeedForm
from jobs.admin.feed_pages import FeedPages
from jobs.curation import feeds
from jobs.importer.dialects import DIALECTS
from jobs.importer.publishing import publishing
from jobs.models import BY_HAND, Feed, ImportRun, Job

RUNS_SHOWN = 10
FIRST = (None, {"fields": ("name", "slug", "address")})
STATE = ("How it is doing", {"fields": ("state", "confirmed_at", "next_due", "trend", "clicks")})
WHEN = ("When it is read", {"fields": ("enabled", "interval", "ping_url")})
HOW = ("How it is read", {"fields": ("dialect", "read_as", "overrides", "date_order")})
NEW_HOW = ("How it is read", {"fields": ("dialect", "overrides")})
FROM = (
    "Where its jobs come from",
    {
        "fields": ("attribution_name", "attribution_url"),
        "description": "Shown beside each of its jobs.",
    },
)
TO = ("Where its jobs go", {"fields": ("has_markup", "is_redistributed")})
RUNS = ("Runs", {"fields": ("last_run_at", "recent_runs")})
WRITTEN = (
    None,
    {
        "fields": ("name", "slug", "clicks"),
        "description": "The jobs that editors write themselves. It has no document, so it is never "
        "read, tried or run.",
    },
)


@admin.register(Feed)
class FeedAdmin(FeedPages):
    form = FeedForm
    list_display = (*("name", "how_it_is", "confirmed", "last_run", "trend", "reading"),)
    list_filter = ("health", "enabled", feed_list.DialectFilter)
    search_fields = ("name", "slug", "address")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = (
        "state",
        "read_as",
        "date_order",
        "last_run_at",
        "confirmed_at",
        "next_due",
        "trend",
        "clicks",
        "recent_runs",
    )
    actions = ("resume", "pause")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        names = ("pk", "status", *run_counts.DONE)
        runs = ImportRun.objects.filter(feed=OuterRef("pk")).order_by("-started_at", "-pk")
        latest = runs.values(told=JSONObject(**{name: name for name in names}))[:1]
        deciding = deciding_runs().filter(feed=OuterRef("pk")).values("pk")[:1]
        found: QuerySet[Any] = super().get_queryset(request)
        annotated: QuerySet[Any] = found.annotate(
            latest=Subquery(latest),
            deciding=Subquery(deciding),
            waiting=feed_state.waiting(),
            told=feed_list.last_runs(),
        )
        return annotated

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [FIRST, WHEN, NEW_HOW, FROM, TO]
        return (
            [WRITTEN, TO] if obj.address == BY_HAND else [FIRST, STATE, WHEN, HOW, FROM, TO, RUNS]
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        feed: Any = self.get_object(request, object_id)
        facts: dict[str, Any] = {"show_save_and_add_another": False}
        if feed:
            facts |= {"is_read": feeds.is_read(feed), "runs": _is_running(feed)}
        return super().change_view(request, object_id, form_url, facts | (extra_context or {}))

    @admin.display(description="health", ordering="health")
    def how_it_is(self, feed: Any) -> SafeString:
        told = format_html_join(", ", "{}", ((one,) for one in feed_state.health(feed)))
        return format_html(
            '<span class="sign" aria-hidden="true">{}</span> {}', feed_state.sign(feed), told
        )

    @admin.display
    def state(self, feed: Any) -> SafeString:
        lines = [
            self.how_it_is(feed),
            *feed_state.absence(feed),
            *feed_state.repeats(feed),
        ]
        return format_html_join("", "<div>{}</div>", ((line,) for line in lines))

    @admin.display(description="last success", ordering="confirmed_at")
    def confirmed(self, feed: Feed) -> str:
        return moment(feed.confirmed_at) if feed.confirmed_at else "never"

    @admin.display(description="jobs in its last runs")
    def trend(self, feed: Any) -> SafeString | str:
        return feed_list.trend(feed)

    @admin.display(description="clicks on Apply")
    def clicks(self, feed: Feed) -> SafeString:
        return clicks_of("feed", feed.pk)

    @admin.display(description="next due")
    def next_due(self, feed: Feed) -> str:
        return feed_list.next_due(feed)

    @admin.display(description="next due")
    def reading(self, feed: Feed) -> SafeString | str:
        """With a button of the form around the list, which sends it elsewhere, by no script."""
        due = feed_list.next_due(feed)
        if not feeds.is_read(feed):
            return due
        name, label = ("pause", "Pause") if feed.enabled else ("resume", "Resume")
        address = f"{reverse('admin:jobs_feed_switch', args=[feed.pk])}?list"
        return format_html(
            '{} <button class="button" name="{}" formaction="{}" aria-label="{} {}">{}</button>',
            *(due, name, address, label, feed.name, label),
        )

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
        told = ": ".join(filter(None, (run["status"], run_counts.told(run))))
        return link(page_of(run["pk"]), told)

    @admin.display(description="last runs")
    def recent_runs(self, feed: Feed) -> SafeString:
        shown = feed.runs.defer("problems")[:RUNS_SHOWN]
        rows = [
            (
                link(page_of(run.pk), moment(run.started_at)),
                run.get_status_display(),
                run.seen,
                run_counts.told(vars(run)),
            )
            for run in shown
        ]
        return table(("Started", "Status", run_counts.COUNTS["seen"], "What was done"), rows)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            self.judged_anew(request, feeds.write(obj, form.changed_data))
            return
        with publishing():
            obj.save()

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: Any = None
    ) -> HttpResponse:
        saved = super().response_add(request, obj, post_url_continue)
        return self.run_saved(request, obj) or saved

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        saved = super().response_change(request, obj)
        return self.run_saved(request, obj) or saved

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with publishing():
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with publishing():
            super().delete_queryset(request, queryset)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A feed with jobs is kept; one without goes with its reports, told as a number: there may
        be ten thousand of them, and nobody may delete one alone.
        """
        own = list(objs)
        kept = Feed.objects.filter(Exists(Job.objects.filter(feed=OuterRef("pk"))))
        protected = [
            f"{feed}, which has jobs" for feed in kept.filter(pk__in=[one.pk for one in own])
        ]
        if protected:
            return [], {}, set(), protected
        runs = ImportRun.objects.filter(feed__in=own).count()
        counts = {Feed._meta.verbose_name_plural: len(own)}
        counts |= {ImportRun._meta.verbose_name_plural: runs} if runs else {}
        missing = set() if self.has_delete_permission(request) else {Feed._meta.verbose_name}
        return list(map(str, own)), counts, missing, []

    @admin.action(description="Resume", permissions=["change"])
    def resume(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        number = feeds.resume(queryset, user=self.user_of(request))
        self.message_user(request, f"{counted(number, 'feed')} resumed.")

    @admin.action(description="Pause", permissions=["change"])
    def pause(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        number = feeds.pause(queryset, user=self.user_of(request))
        self.message_user(request, f"{counted(number, 'feed')} paused.")


def _is_running(feed: Feed) -> bool:
    latest = feed.runs.order_by("-started_at", "-pk").values_list("status", flat=True).first()
    return latest == ImportRun.Status.RUNNING
