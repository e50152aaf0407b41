"""The reports of runs. A report is read, never edited; what it holds back can be carried out."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jobs.admin import approval
from jobs.admin.base import Page, counted, table
from jobs.importer.records import VALUE
from jobs.models import ImportRun

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
JOBS_SHOWN = 100


@admin.register(ImportRun)
class ImportRunAdmin(Page):
    list_display = ("started_at", "feed", "status", "seconds", *COUNTS)
    list_filter = ("feed", "status", "started_at")
    list_select_related = ("feed",)
    date_hierarchy = "started_at"
    readonly_fields = ("seconds", "repair_table", "problem_table")
    fieldsets = (
        (None, {"fields": ("feed", "status", "message", "dialect", "size")}),
        ("Removals that waited", {"fields": ("hold_reason", "approved_at")}),
        ("When", {"fields": (("started_at", "finished_at", "seconds"),)}),
        ("Counts", {"fields": (COUNTS[:4], COUNTS[4:])}),
        ("Mended", {"fields": ("repair_table",)}),
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

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.approve)
        return [
            path("<int:pk>/approve/", view, name="jobs_importrun_approve"),
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
        waiting: dict[str, Any] = _waiting(run) if run else {}
        allowed = {"may_approve": _may_approve(request)}
        return super().change_view(
            request, object_id, form_url, {**waiting, **allowed, **(extra_context or {})}
        )

    def approve(self, request: HttpRequest, pk: int) -> HttpResponse:
        """GET asks once more, POST closes the jobs."""
        run: Any = self.get_object(request, str(pk))
        if run is None:
            raise Http404(f"There is no run {pk}.")
        if not self.has_view_permission(request, run) or not _may_approve(request):
            raise PermissionDenied
        try:
            if request.method == "POST":
                user: Any = request.user
                closed = approval.carry_out(run, user.pk, now=timezone.now())
                self.message_user(request, f"{counted(closed, 'job')} closed.", messages.SUCCESS)
                return redirect(approval.page_of(run.pk))
            approval.check(run)
        except approval.Refused as problem:
            self.message_user(request, str(problem), messages.ERROR)
            return redirect(approval.page_of(run.pk))
        context = {
            **self.admin_site.each_context(request),
            **_waiting(run),
            "title": "Close jobs that are gone from their feed",
            "opts": self.opts,
            "run": run,
        }
        return TemplateResponse(request, "admin/jobs/importrun/approve.html", context)


def _may_approve(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.has_perm("jobs.change_job"))


def _waiting(run: ImportRun) -> dict[str, Any]:
    jobs = approval.waiting(run)
    number = jobs.count()
    shown = jobs.only("title", "missing_since", "missing_runs")[:JOBS_SHOWN]
    return {"waiting": number, "jobs": shown, "more": max(0, number - JOBS_SHOWN)}
