"""Merging in the admin: chosen from the list or suggested, shown once more, and carried out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jobs.admin.base import counted, link
from jobs.admin.term_list import TermPages, numbers, with_live
from jobs.curation import history, merging
from jobs.curation.reach import Refused
from jobs.curation.suggestions import suggested
from jobs.models import Job, NotSame

EXAMPLES = 3  # jobs named of each term
SHOWN = 100  # suggestions on the page
LONG = 10_000  # jobs, with which a merge takes ten seconds and more


class MergePages(TermPages):
    """The list of terms with what merging needs."""

    actions: Sequence[Any] = ("merge",)
    change_list_template = "admin/jobs/term/change_list.html"

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """What is merged is changed, and all but one of it is gone."""
        return self.has_change_permission(request) and self.has_delete_permission(request)

    def get_urls(self) -> list[URLPattern]:
        pages = {"merge": self.merge_page, "suggestions": self.suggestions_page}
        return [
            *(
                path(f"{name}/", self.admin_site.admin_view(page), name=self._name_of(name))
                for name, page in pages.items()
            ),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        number = len(suggested(self.model)) if self.has_merge_permission(request) else 0
        told = {"suggested": number, "suggestions_address": self._address("suggestions")}
        return super().changelist_view(request, told | (extra_context or {}))

    @admin.action(description="Merge into one", permissions=["merge"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        chosen = queryset.order_by("pk").values_list("pk", flat=True)[: merging.MOST + 1]
        if not 2 <= len(chosen) <= merging.MOST:
            told = f"Choose 2 to {merging.MOST} to merge into one."
            self.message_user(request, told, messages.WARNING)
            return None
        return redirect(self.merge_address(list(chosen)))

    def merge_address(self, terms: Sequence[int]) -> str:
        return f"{self._address('merge')}?{urlencode({'term': list(terms)}, doseq=True)}"

    def merge_page(self, request: HttpRequest) -> HttpResponse:
        """GET shows what would move, POST merges."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        asked = numbers(request.POST or request.GET, "term")
        try:
            if request.method == "POST":
                return self._merged(request, asked)
            terms = self._terms(asked)
        except Refused as problem:
            self.message_user(request, str(problem), messages.ERROR)
            return redirect(self._address("changelist"))
        shown = [self._shown(term) for term in terms]
        jobs = sum(one["jobs"] for one in shown)
        told = {"terms": shown, "jobs": jobs, "is_long": jobs > LONG}
        return self._page(request, "merge", "Merge into one", **told)

    def suggestions_page(self, request: HttpRequest) -> HttpResponse:
        """GET shows what may be one, POST remembers what is not."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            terms = numbers(request.POST, "term")[: merging.MOST]
            user: Any = request.user
            there = list(self.model._default_manager.filter(pk__in=terms))
            with transaction.atomic():
                NotSame.objects.remember(self.model, [term.pk for term in there], user=user.pk)
                names = ", ".join(f"“{term}” ({term.slug})" for term in there)
                history.note(user.pk, there, f"Said not to be the same: {names}.")
            self.message_user(request, "They are not suggested again.", messages.SUCCESS)
            return redirect(self._address("suggestions"))
        found = suggested(self.model)
        rows = self.get_queryset(request).in_bulk(
            [term for one in found[:SHOWN] for term in one.terms]
        )
        with_live(rows.values())
        shown = [
            {
                "terms": [rows[term] for term in one.terms if term in rows],
                "evidence": one.evidence,
                "merge_address": self.merge_address(one.terms),
            }
            for one in found[:SHOWN]
        ]
        return self._page(
            request,
            "suggestions",
            "Suggestions for merging",
            suggestions=shown,
            more=max(0, len(found) - SHOWN),
        )

    def _merged(self, request: HttpRequest, asked: Sequence[int]) -> HttpResponse:
        survivor, user = numbers(request.POST, "survivor"), request.user
        if len(survivor) != 1 or survivor[0] not in asked:
            raise Refused("Expected the one to keep, so nothing was merged. Look again.")
        others = set(asked) - {survivor[0]}
        done = merging.merge(self.model, survivor[0], others, user=int(user.pk or 0))
        moved = f"{counted(done.jobs, 'job')} and {counted(done.spellings, 'spelling')} moved"
        told = "{} were merged into “{}”: {}. {}"
        said = format_html(told, len(others) + 1, done.survivor, moved, undo_link(done.merge))
        self.message_user(request, said, messages.SUCCESS)
        return redirect(f"admin:jobs_{self.opts.model_name}_change", done.survivor.pk)

    def _terms(self, asked: Sequence[int]) -> list[Any]:
        """Those asked for, the one with the most live jobs first. Raises Refused."""
        wanted = set(asked)
        if not 2 <= len(wanted) <= merging.MOST:
            raise Refused(f"Choose 2 to {merging.MOST} to merge into one.")
        terms = self.model._default_manager.prefetch_related("aliases").order_by("pk")
        found = with_live(terms.filter(pk__in=wanted))
        if len(found) < len(wanted):
            raise Refused("One of them is not there any more. Look again.")
        return sorted(found, key=lambda term: -term.live)

    def _shown(self, term: Any) -> dict[str, Any]:
        jobs = Job.objects.filter(**{self.jobs_by: term.pk})
        return {
            "term": term,
            "jobs": jobs.count(),
            "examples": list(jobs.order_by("-pk").values_list("title", flat=True)[:EXAMPLES]),
            "spellings": [alias.text for alias in term.aliases.all()],
            "website": getattr(term, "website", ""),
        }


def undo_link(merge: int) -> SafeString:
    """To the page that shows what undoing a merge (its primary key) would do."""
    return link(reverse("admin:jobs_merge_undo", args=[merge]), "Undo …")
