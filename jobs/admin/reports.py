"""What visitors reported: read, and decided together with everything else said of the same job."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from jobs.admin.approval import moment
from jobs.admin.base import Page, counted, link
from jobs.curation import reporting
from jobs.lib.text import shorten
from jobs.models import Block, Report

Decision = Report.Decision
ACTIONS = {
    Decision.DISMISSED: "Nothing to do",
    Decision.CORRECTED: "Done: the job was corrected",
    Decision.CLOSED: "Close the job",
    Decision.HIDDEN: "Hide the job",
    Decision.BLOCKED: "Block the job for ever",
}
JOBS_SHOWN = 20
LINE = 90  # characters of a text in the list


class Sure(forms.Form):
    """An answer to what was asked once more, or given on a page that says all of it."""

    sure = forms.BooleanField()
    seen = forms.IntegerField(min_value=0, max_value=2**63 - 1)
    reason = forms.CharField(max_length=Block._meta.get_field("reason").max_length, required=False)


class DecisionFilter(admin.SimpleListFilter):
    """What waits, unless asked otherwise."""

    title = "decision"
    parameter_name = "decided"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Decided"), ("all", "All")]

    def choices(self, changelist: Any) -> Iterator[Any]:
        usual, *others = super().choices(changelist)
        yield {**usual, "display": "Waiting"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "yes":
                return queryset.exclude(decision="")
            case "all":
                return queryset
        return queryset.filter(decision="")


@admin.register(Report)
class ReportAdmin(Page):
    list_display = ("reason", "about", "line", "so_many", "made_at", "decision")
    list_filter = (DecisionFilter, "reason")
    list_select_related = ("job",)
    ordering = ("-pk",)
    fields = ("about", "public_address", "reason", "text", "said", "made_at", "decided")
    readonly_fields = ("about", "public_address", "said", "decided")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Reports leave with their job, from the pages of jobs, and in no other way."""
        asked = request.resolver_match
        own = asked is None or str(asked.url_name).startswith("jobs_report_")
        return not own and super().has_delete_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        alike = Report.objects.filter(job=OuterRef("job")).order_by().values("job")
        number = Subquery(alike.values_list(Sum("times")), output_field=IntegerField())
        rows: QuerySet[Any] = super().get_queryset(request).annotate(number=number)
        return rows

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        if not _may_decide(request):
            return {}
        return {
            decision.value: (partial(_decide, decision=decision), decision.value, label)
            for decision, label in ACTIONS.items()
        }

    @admin.display(description="job")
    def about(self, report: Report) -> SafeString:
        return link(reverse("admin:jobs_job_change", args=[report.job_id]), report.job)

    @admin.display(description="on the site")
    def public_address(self, report: Report) -> SafeString:
        address = report.job.get_absolute_url()
        return link(address, address)

    @admin.display(description="text")
    def line(self, report: Report) -> str:
        return shorten(report.text, LINE)

    @admin.display(description="reports of the job")
    def so_many(self, report: Any) -> int:
        return int(report.number)

    @admin.display(description="sent")
    def said(self, report: Report) -> str:
        told = "once" if report.times == 1 else f"{report.times:,} times"
        lost = f"; other words of {report.dropped:,} were not kept" if report.dropped else ""
        return told + lost

    @admin.display(description="decision")
    def decided(self, report: Report) -> str:
        if not report.decided_at:
            return "Waits"
        who = get_user_model().objects.filter(pk=report.decided_by or 0).first() or "somebody"
        return f"{report.get_decision_display()}, by {who}, {moment(report.decided_at)}"

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        report: Any = self.get_object(request, object_id)
        context: dict[str, Any] = {"title": "Report of a job", "actions": {}}
        if report and not report.decision and _may_decide(request):
            alike = Report.objects.waiting().filter(job=report.job_id)
            context |= {
                "actions": {one.value: label for one, label in ACTIONS.items()},
                "seen": reporting.latest(),
                "others": alike.exclude(pk=report.pk)[:JOBS_SHOWN],
            }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))


def _may_decide(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.has_perms(["jobs.change_report", "jobs.change_job"]))


def _decide(
    model_admin: ReportAdmin, request: HttpRequest, queryset: QuerySet[Any], *, decision: Decision
) -> HttpResponse | None:
    """Asks once more, naming the number of jobs; then does it, and back to the list."""
    form = Sure(request.POST)
    if form.is_valid():
        user: Any = request.user
        chosen = set(queryset.values_list("job", flat=True))
        number = reporting.decide(
            queryset,
            decision,
            user=user.pk,
            seen=form.cleaned_data["seen"],
            reason=form.cleaned_data["reason"],
        )
        told = f"{counted(number, 'report')} decided: {decision.label.lower()}."
        if came := Report.objects.waiting().filter(job__in=chosen).count():
            told += f" {counted(came, 'report')} came meanwhile and still wait{'s' * (came == 1)}."
        model_admin.message_user(request, told, messages.SUCCESS)
        return None
    seen = reporting.latest()  # before anything is counted
    waiting = queryset.filter(decision="")
    jobs = reporting.reported(waiting)
    number = jobs.count()
    context = {
        **model_admin.admin_site.each_context(request),
        "title": ACTIONS[decision],
        "opts": model_admin.opts,
        "decision": decision,
        "errors": form.errors.get("reason", []),
        "selected": list(waiting.values_list("pk", flat=True)),
        "seen": seen,
        "number": number,
        "reports": reporting.together(waiting).count(),
        "jobs": jobs.select_related("employer").order_by("pk")[:JOBS_SHOWN],
        "more": max(0, number - JOBS_SHOWN),
    }
    return TemplateResponse(request, "admin/jobs/report/decide.html", context)
