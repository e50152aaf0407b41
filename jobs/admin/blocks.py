"""Jobs that do not come back: who blocked them and why, and the end of that."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from jobs.admin.base import Page, link
from jobs.curation import acts
from jobs.models import Block, Job


@admin.register(Block)
class BlockAdmin(Page):
    """To delete a block is to unblock: the job may be shown again, and imports may bring it."""

    list_display = ("title", "employer", "feed", "reason", "by", "blocked_at", "job")
    list_select_related = ("feed",)
    list_filter = ("feed", "blocked_at")
    search_fields = ("title", "employer", "external_id")
    search_help_text = "Title, employer or external id"
    fields = ("title", "employer", "feed", "external_id", "reason", "by", "blocked_at", "job")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        same = Job.objects.filter(feed=OuterRef("feed"), external_id=OuterRef("external_id"))
        users = get_user_model().objects.filter(pk=OuterRef("user"))
        blocks = super().get_queryset(request)
        job, by = same.values("pk")[:1], users.values("username")[:1]
        told: QuerySet[Any] = blocks.annotate(job_id=Subquery(job), by=Subquery(by))
        return told

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="blocked by")
    def by(self, block: Any) -> str:
        return block.by or "somebody who is no user any more"

    @admin.display(description="the job")
    def job(self, block: Any) -> SafeString | str:
        """By its id; other jobs may be blocked for its Apply address."""
        if block.job_id is None:
            return "deleted"
        return link(reverse("admin:jobs_job_change", args=[block.job_id]), "Look at it")

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        acts.unblock(Block.objects.filter(pk=obj.pk), user=int(request.user.pk or 0))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        acts.unblock(queryset, user=int(request.user.pk or 0))
