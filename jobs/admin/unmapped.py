"""All new words of feeds in one list, each beside the terms that it may mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from jobs.admin.base import counted
from jobs.admin.mapping import Word, decide, may, may_map
from jobs.admin.term_list import live_counts
from jobs.curation import unmapped
from jobs.curation.reach import FIELDS

PER_PAGE = 50
OFFERED = 100  # terms to choose from, those with the most live jobs: others are merged in the list


def unmapped_page(request: HttpRequest) -> HttpResponse:
    """GET shows the words, POST carries out what was said of some."""
    if request.method == "POST":
        decide(request)
        shown = {key: request.POST[key] for key in ("kind", "p") if request.POST.get(key)}
        return redirect(f"{reverse('admin:unmapped')}?{urlencode(shown)}")
    kinds = [kind for kind in unmapped.KINDS if may(request, "view", kind)]
    if not kinds:
        raise PermissionDenied
    only = request.GET.get("kind", "")
    waiting = {kind: _waiting(kind) for kind in kinds}
    words = [(kind, pk) for kind in kinds if only in ("", kind) for pk in waiting[kind]]
    page = Paginator(words, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": "New words of feeds",
        "page": page,
        "rows": _rows(request, list(page.object_list)),
        "kinds": [_kind(kind, len(waiting[kind]), only) for kind in kinds],
        "only": only,
        "total": sum(map(len, waiting.values())),
        "offered": OFFERED,
    }
    return TemplateResponse(request, "admin/jobs/term/unmapped.html", context)


def keep_page(request: HttpRequest) -> HttpResponse:
    """GET names how many words of a kind would be kept, POST keeps them."""
    kind = request.GET.get("kind", "")
    if kind not in unmapped.KINDS:
        return redirect("admin:unmapped")
    if not may(request, "change", kind):
        raise PermissionDenied
    model = unmapped.KINDS[kind]
    if request.method == "POST":
        user: Any = request.user
        kept = unmapped.keep_all(model, request.POST.get("confirmed", ""), user=user.pk)
        if kept:
            messages.success(request, f"{counted(kept, 'word')} kept as they are.")
            return redirect("admin:unmapped")
    number = model.objects.filter(reviewed=False).count()
    context = {
        **admin.site.each_context(request),
        "title": f"Keep all new {model._meta.verbose_name_plural}",
        "opts": model._meta,
        "number": number,
        "list_address": reverse("admin:unmapped"),
    }
    return TemplateResponse(request, "admin/jobs/term/keep.html", context)


def _waiting(kind: str) -> list[int]:
    """The words of a kind that wait, those with the most live jobs first."""
    model = unmapped.KINDS[kind]
    waits = model.objects.filter(reviewed=False).order_by("pk").values_list("pk", flat=True)
    counts = live_counts(model, list(waits))
    return sorted(counts, key=lambda term: -counts[term])


def _kind(kind: str, waiting: int, only: str) -> dict[str, Any]:
    name = str(unmapped.KINDS[kind]._meta.verbose_name_plural)
    return {"key": kind, "name": name, "number": waiting, "selected": kind == only}


def _rows(request: HttpRequest, words: Sequence[Word]) -> list[dict[str, Any]]:
    """A fixed number of queries for each kind that is among them."""
    rows = []
    for kind in dict.fromkeys(kind for kind, _pk in words):
        model = unmapped.KINDS[kind]
        keys = [pk for one, pk in words if one == kind]
        found = model.objects.in_bulk(keys)
        terms = [found[pk] for pk in keys if pk in found]
        met, meant = unmapped.met(model, keys), unmapped.likely(model, keys)
        choices = _choices(model, set(meant.values()))
        for term in terms:
            likely = meant.get(term.pk)
            rows.append(
                {
                    "term": term,
                    "key": f"{kind}-{term.pk}",
                    "kind": str(model._meta.verbose_name),
                    "address": reverse(f"admin:jobs_{kind}_change", args=[term.pk]),
                    "jobs_address": _jobs_of(model, term.pk),
                    "met": met.get(term.pk, unmapped.Met()),
                    "choices": sorted(
                        (one for one in choices if one != term), key=lambda one: one.pk != likely
                    ),
                    "likely": likely,
                    "may_map": may_map(request, kind),
                    "may_keep": may(request, "change", kind),
                }
            )
    return rows


def _choices(model: Any, likely: set[int]) -> list[Any]:
    """The terms with the most live jobs, and those that are likely, in the order of their kind."""
    known = list(unmapped.targets(model).values_list("pk", flat=True))
    counts = live_counts(model, known)
    first = sorted(known, key=lambda term: -counts[term])[:OFFERED]
    return list(model.objects.filter(pk__in={*first, *likely}))


def _jobs_of(model: Any, term: int) -> str:
    query = urlencode({f"{FIELDS[model]}__id__exact": term})
    return f"{reverse('admin:jobs_job_changelist')}?{query}"
