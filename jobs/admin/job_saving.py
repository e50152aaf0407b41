"""Saving what an editor wrote: locked against imports, found by searches, shown once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from jobs.admin.base import Page
from jobs.admin.choosing import Choosing
from jobs.admin.job_locks import FOLLOW, given_back
from jobs.curation import by_hand, locks
from jobs.importer import twins
from jobs.models import BoardDay, Job, JobPlace, JobSkill
from jobs.search import index

LINKS = {JobSkill: "skills", JobPlace: "places"}


class SavingJobs(Choosing, Page):
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """What is written is what was read: an import between the two would be undone."""
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        with transaction.atomic():
            twins.lock()
            answer: HttpResponseBase = super().changeform_view(request, *args, **kwargs)
            return answer

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        now = timezone.now()
        if change:
            form.was, form.since = locks.words_of(obj), Job.objects.get(pk=obj.pk).changed_at
            if form.edited() or "hidden" in form.changed_data:
                obj.changed_at = now  # not by being featured: feeds out would tell that as news
        else:
            obj.feed, obj.external_id = by_hand.feed(), by_hand.new_id()
        if by_hand.is_by_hand(obj):
            obj.confirmed_at = now  # by whoever saves it: no feed does
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        job: Job = form.instance
        if change:
            self._lock(request, job, form, formsets)
        index.put([job.pk])
        twins.renew([job.pk])
        BoardDay.note()

    def _lock(
        self,
        request: HttpRequest,
        job: Job,
        form: Any,
        formsets: list[BaseInlineFormSet[Any, Any, Any]],
    ) -> None:
        changed = {
            LINKS[rows.model] for rows in formsets if rows.model in LINKS and rows.has_changed()
        }
        if changed:
            job.changed_at = timezone.now()
            job.save(update_fields=["changed_at"])
        locks.keep(job, form.edited() | changed, form.was, form.since)
        back = given_back(job, request.POST.getlist(FOLLOW))
        if back:
            locks.release(
                Job.objects.filter(pk=job.pk), user=int(request.user.pk or 0), fields=back
            )
            self.message_user(
                request, f"Follows its feed again: {', '.join(sorted(back))}.".replace("_", " ")
            )

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with twins.deleting(Job.objects.filter(pk=obj.pk)):
            super().delete_model(request, obj)
            BoardDay.note()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with twins.deleting(queryset):
            super().delete_queryset(request, queryset)
            BoardDay.note()
