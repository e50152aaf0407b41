"""Splitting spellings off a term in the admin: chosen, shown once more, and carried out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from jobs.admin.base import counted, is_key
from jobs.admin.term_list import TermPages, numbers
from jobs.curation import splitting
from jobs.curation.reach import Refused
from jobs.models import Merge
from jobs.models.term import key_of

SHOWN = 20  # merges into a term on its page, the latest first: the list of merges has all


class SplitPages(TermPages):
    """What the page of one term has beside its form."""

    change_form_template = "admin/jobs/term/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.split_page)
        return [path("<int:pk>/split/", page, name=self._name_of("split")), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        told: dict[str, Any] = {}
        if is_key(object_id):
            merges = Merge.objects.filter(kind=self.opts.model_name, survivor=int(object_id))
            told = {
                "merges": merges.filter(undone_at=None).defer("was")[:SHOWN],
                "split_address": self._address("split", int(object_id)),
            }
        return super().change_view(request, object_id, form_url, told | (extra_context or {}))

    def split_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """GET shows the spellings, and of chosen ones what would happen; POST splits them off."""
        term = self.get_queryset(request).filter(pk=pk).first()
        if term is None:
            raise Http404
        if not (self.has_change_permission(request, term) and self.has_add_permission(request)):
            raise PermissionDenied
        asked = request.POST or request.GET
        chosen, name = numbers(asked, "spelling"), asked.get("name", "")
        if request.method == "POST":
            try:
                return self._split(request, term, chosen, name)
            except Refused as problem:
                self.message_user(request, str(problem), messages.ERROR)
        by_text = {key_of(alias.text): alias for alias in splitting.separable(term)}
        spellings = list(by_text.values())
        picked = [alias for alias in spellings if alias.pk in chosen]
        told = {
            "term": term,
            "spellings": spellings,
            "chosen": picked,
            "name": name or (picked[0].text if picked else ""),
            "waiting": len(splitting.followers(term)) if picked else 0,
            "address": reverse(f"admin:{self._name_of('change')}", args=[pk]),
        }
        return self._page(request, "split", f"Split a spelling off “{term}”", **told)

    def _split(self, request: HttpRequest, term: Any, chosen: list[int], name: str) -> HttpResponse:
        user: Any = request.user
        done = splitting.split(self.model, term.pk, chosen, name, user=user.pk)
        told = f"“{done.term}” is on its own now."
        if done.waiting:
            jobs = counted(done.waiting, "job")
            told += f" {jobs} may be its own: the next runs of their feeds tell."
        self.message_user(request, told, messages.SUCCESS)
        return redirect(self._address("change", done.term.pk))
