"""What was merged, by whom, and the way back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from jobs.admin.approval import moment
from jobs.admin.base import Page, counted
from jobs.admin.merge import undo_link
from jobs.curation import undoing
from jobs.curation.reach import KINDS, Refused
from jobs.models import Merge


class KindFilter(admin.SimpleListFilter):
    title = "kind"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind, str(model._meta.verbose_name_plural)) for kind, model in KINDS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("merged", "merged"), ("undone", "undone")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        state = self.value()
        holds = queryset.filter(undone_at=None) if state == "merged" else queryset
        return queryset.exclude(undone_at=None) if state == "undone" else holds


@admin.register(Merge)
class MergeAdmin(Page):
    list_display = ("merged", "what", "jobs", "merged_at", "by", "undone")
    list_display_links = None
    list_filter = (KindFilter, StateFilter)
    search_fields = ("told",)
    fields = ("told", "kind", "jobs", "merged_at", "undone_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        people = get_user_model().objects.filter(pk=OuterRef("user")).values("username")
        merges = super().get_queryset(request).defer("was")
        rows: QuerySet[Any] = merges.annotate(who=Subquery(people))
        return rows

    @admin.display
    def merged(self, merge: Any) -> str:
        return str(merge.told)

    @admin.display(description="kind", ordering="kind")
    def what(self, merge: Any) -> str:
        return str(KINDS[merge.kind]._meta.verbose_name).capitalize()

    @admin.display
    def by(self, merge: Any) -> str:
        return merge.who or "somebody who is gone"

    @admin.display(ordering="undone_at")
    def undone(self, merge: Any) -> SafeString | str:
        if merge.undone_at:
            return moment(merge.undone_at)
        return undo_link(merge.pk)

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.undo_page)
        return [path("<int:pk>/undo/", page, name="jobs_merge_undo"), *super().get_urls()]

    def undo_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """GET shows what would go back, POST undoes the merge."""
        try:
            plan = undoing.plan(pk)
            _check(request, plan.merge.kind)
            if request.method == "POST":
                return self._undone(request, pk)
        except Refused as problem:
            self.message_user(request, str(problem), messages.ERROR)
            return redirect("admin:jobs_merge_changelist")
        terms = [
            {
                "facts": one,
                "jobs": len(plan.jobs_of(one["id"])),
                "keys": plan.keys.get(one["id"], ()),
            }
            for one in plan.terms
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": "Undo a merge",
            "opts": self.opts,
            "list_address": reverse("admin:jobs_merge_changelist"),
            "plan": plan,
            "terms": terms,
            "survivor_address": _page_of(plan.survivor),
        }
        return TemplateResponse(request, "admin/jobs/term/undo.html", context)

    def _undone(self, request: HttpRequest, pk: int) -> HttpResponse:
        user: Any = request.user
        done = undoing.undo(pk, user=user.pk)
        told = f"The merge is undone, and {counted(len(done.jobs), 'job')} went back."
        if done.open:
            jobs = counted(len(done.open), "job")
            told += f" {jobs} came or changed since: the next runs of their feeds point them right."
        self.message_user(request, told, messages.SUCCESS)
        return redirect(_page_of(done.survivor))


def _check(request: HttpRequest, kind: str) -> None:
    """Whoever may merge may undo."""
    needed = [f"jobs.{what}_{kind}" for what in ("change", "delete")]
    if not request.user.has_perms(needed):
        raise PermissionDenied


def _page_of(term: Any) -> str:
    return reverse(f"admin:jobs_{term._meta.model_name}_change", args=[term.pk])
