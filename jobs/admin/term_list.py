"""Lists of terms, each with its live jobs as the board in memory knows them: no query counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from jobs.admin.base import Page, is_key, link
from jobs.admin.paginator import BoundedList
from jobs.search import memory
from jobs.search.counting import live_jobs
from jobs.search.memory.labels import KINDS

_KINDS = {model: kind for kind, model in KINDS.items()}


def live_counts(model: Any, terms: Sequence[int]) -> dict[int, int]:
    """How many live jobs each of these terms (primary keys) has."""
    return dict(zip(terms, live_jobs(memory.current(), _KINDS[model], terms), strict=True))


def with_live(rows: Iterable[Any]) -> list[Any]:
    """These terms of one kind, each with `live`."""
    terms = list(rows)
    if terms:
        counts = live_counts(type(terms[0]), [term.pk for term in terms])
        for term in terms:
            term.live = counts[term.pk]
    return terms


class TermList(BoundedList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        falling = self._by_live_jobs()
        rows = self.result_list if falling is None else self._ranked(falling=falling)
        self.result_list = with_live(rows)

    def _by_live_jobs(self) -> bool | None:
        """Whether the list is ordered by its live jobs, and the most come first."""
        first = next(iter(self.get_ordering_field_columns().items()), None)
        if first is None or first[0] != list(self.list_display).index("live_jobs"):
            return None
        return first[1] == "desc"

    def _ranked(self, *, falling: bool) -> list[Any]:
        """The rows of this page: the keys of all are read, and no more of them."""
        keys = list(self.queryset.order_by("pk").values_list("pk", flat=True))
        counts = live_counts(self.model, keys)
        keys.sort(key=lambda term: -counts[term] if falling else counts[term])
        start = 0 if self.show_all else (self.page_num - 1) * self.list_per_page
        shown = keys[start:] if self.show_all else keys[start : start + self.list_per_page]
        rows = self.root_queryset.in_bulk(shown)
        return [rows[term] for term in shown if term in rows]


class TermPages(Page):
    """The list of terms, and pages beside it. A subclass names by what field jobs have them."""

    jobs_by = ""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[TermList]:
        return TermList

    @admin.display(description="live jobs", ordering="pk")
    def live_jobs(self, term: Any) -> SafeString:
        query = urlencode({"state": "live", f"{self.jobs_by}__id__exact": term.pk})
        return link(f"{reverse('admin:jobs_job_changelist')}?{query}", term.live)

    def _page(self, request: HttpRequest, name: str, title: str, /, **told: Any) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            **told,
            "title": title,
            "opts": self.opts,
            "list_address": self._address("changelist"),
            "has_websites": hasattr(self.model, "website"),
        }
        return TemplateResponse(request, f"admin/jobs/term/{name}.html", context)

    def _name_of(self, page: str) -> str:
        return f"jobs_{self.opts.model_name}_{page}"

    def _address(self, page: str, *args: object) -> str:
        return reverse(f"admin:{self._name_of(page)}", args=args)


def numbers(params: Any, key: str) -> list[int]:
    """The primary keys in a form; what is none is left out."""
    return [int(text) for text in params.getlist(key) if is_key(text)]
