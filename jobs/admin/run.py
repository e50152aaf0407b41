"""The reports of runs. A report is read, never edited; what it holds back can be carried out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.safestring import SafeString

from jobs.admin import approval, run_counts, run_lists
from jobs.admin.base import Page, counted, table
from jobs.curation import feeds
from jobs.importer.outcome import TO_DO
from jobs.importer.records import VALUE
from jobs.models import Feed, ImportRun, RunChange


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor can do with held removals."""

    title: str
    template: str
    carry_out: Callable[..., int]
    done: str


APPROVE = Decision(
    "Close jobs that are gone from their feed",
    "admin/jobs/importrun/approve.html",
    approval.carry_out,
    "closed",
)
KEEP = Decision(
    "Keep jobs that are gone from their feed",
    "admin/jobs/importrun/keep.html",
    approval.keep,
    "kept open",
)


@admin.register(ImportRun)
class ImportRunAdmin(Page):
    list_display = (
        *("started_at", "feed", "status", "seconds"),
        *map(run_counts.column, run_counts.COUNTS),
    )
    list_filter = ("feed", "status", "started_at")
    list_select_related = ("feed",)
    date_hierarchy = "started_at"
    readonly_fields = ("took", "told", "repair_table")
    fieldsets = (
        (None, {"fields": ("feed", "status", "told")}),
        ("When", {"fields": (("started_at", "finished_at", "took"),)}),
        ("Removals that waited", {"fields": ("hold_reason", "approved_at", "kept_at")}),
        ("Mended", {"fields": ("repair_table",)}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("problems")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = {"Removals that waited": obj and obj.hold_reason, "Mended": obj and obj.repairs}
        return [one for one in self.fieldsets if shown.get(str(one[0]), True)]

    @admin.display(description="what had to be mended")
    def repair_table(self, run: ImportRun) -> SafeString:
        rows = [
            (
                kind.removeprefix(VALUE),
                number,
                "a value"
                if kind.startswith(VALUE)
                else "the document, so time alone closes no job",
            )
            for kind, number in sorted(run.repairs.items())
        ]
        return table(("Kind", "Number", "Where"), rows)

    @admin.display(description="message")
    def told(self, run: ImportRun) -> str:
        """What it said, without the advice that somebody has followed by now."""
        return run.message.replace(TO_DO, approval.decided(run) or TO_DO)

    @admin.display(description="took")
    def took(self, run: ImportRun) -> str:
        return f"{run.seconds} s" if run.finished_at else ""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/approve/", wrap(self.approve), name="jobs_importrun_approve"),
            path("<int:pk>/keep/", wrap(self.keep), name="jobs_importrun_keep"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        run: Any = self.get_object(request, object_id)
        shown = _shown(run, request) if run else {}
        return super().change_view(request, object_id, form_url, shown | (extra_context or {}))

    def approve(self, request: HttpRequest, pk: int) -> HttpResponse:
        """GET asks once more, POST closes the jobs."""
        return self._decide(request, pk, APPROVE)

    def keep(self, request: HttpRequest, pk: int) -> HttpResponse:
        """GET asks once more, POST takes the jobs as open, and pauses their feed if asked to."""
        return self._decide(request, pk, KEEP)

    def _decide(self, request: HttpRequest, pk: int, what: Decision) -> HttpResponse:
        run: Any = self.get_object(request, str(pk))
        if run is None:
            raise Http404(f"There is no run {pk}.")
        if not self.has_view_permission(request, run) or not _may_decide(request):
            raise PermissionDenied
        try:
            if request.method == "POST":
                return self._carry_out(request, run, what)
            approval.check(run)
        except approval.Refused as problem:
            self.message_user(request, str(problem), messages.ERROR)
            return redirect(approval.page_of(run.pk))
        context = {
            **self.admin_site.each_context(request),
            "page": run_lists.waiting(run, request.GET.get("page")),
            "title": what.title,
            "opts": self.opts,
            "run": run,
            "may_pause": _may_pause(request) and run.feed.enabled,
        }
        return TemplateResponse(request, what.template, context)

    def _carry_out(self, request: HttpRequest, run: ImportRun, what: Decision) -> HttpResponse:
        user: Any = request.user
        asked_for = request.POST.get("number", "")
        number = what.carry_out(run, user.pk, number=asked_for, now=timezone.now())
        self.message_user(request, f"{counted(number, 'job')} {what.done}.", messages.SUCCESS)
        paused = "pause" in request.POST and _may_pause(request)
        if paused and feeds.pause(Feed.objects.filter(pk=run.feed_id), user=user.pk):
            self.message_user(request, f"The feed “{run.feed}” is paused.", messages.SUCCESS)
        return redirect(approval.page_of(run.pk))


def _may_decide(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.has_perm("jobs.change_job"))


def _may_pause(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.has_perm("jobs.change_feed"))


def _shown(run: ImportRun, request: HttpRequest) -> dict[str, Any]:
    """The counts, what waits, and the list that was asked for: of what waits, if none was."""
    known, number = run_counts.recorded(run), request.GET.get("page")
    waiting = run_lists.waiting(run, number)
    kinds = (*RunChange.Kind.values, run_counts.REFUSED, run_counts.LEFT_OUT)
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds else "held" if waiting else ""
    shown = {
        "waiting": waiting.paginator.count,
        "may_decide": _may_decide(request),
        "lines": run_counts.lines(run, known),
        "last": run_counts.before(run),
    }
    if not kind:
        return shown
    page = waiting if kind == "held" and waiting else run_lists.listed(run, kind, number)
    return shown | {
        "kind": kind,
        "label": run_counts.label_of(kind),
        "page": page,
        "heading": run_lists.heading(run, kind),
        "lacking": run_lists.lacking(run, kind, page.paginator.count),
    }
