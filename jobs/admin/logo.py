"""The logo of an employer in the admin: the copy, how it is doing, and asking for it again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jobs.admin.approval import moment
from jobs.admin.base import ModelAdmin, counted
from jobs.models import Employer, LogoCopy

NEXT = "The next run of fetch_logos asks for"
STATES = {
    "copied": Q(logo__isnull=False),
    "refused": ~Q(logo_copy=None) & ~Q(logo_copy__problem=""),
    "waiting": ~Q(logo_url="") & Q(logo=None, logo_copy=None),
    "none": Q(logo_url=""),
}


class LogoFilter(admin.SimpleListFilter):
    title = "logo"
    parameter_name = "logo"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        labels = ("copied", "refused or failed", "not asked for yet", "no address")
        return list(zip(STATES, labels, strict=True))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted = STATES.get(self.value() or "")
        return queryset.filter(wanted) if wanted else queryset


class LogoOfEmployer(ModelAdmin):
    """What the admin of employers has for logos."""

    actions: tuple[str, ...] = ("fetch_again",)

    @admin.display(description="logo")
    def logo_state(self, employer: Any) -> SafeString:
        lines = format_html_join("", "<div>{}</div>", ((line,) for line in _lines(employer)))
        if not employer.logo:
            return lines
        picture = format_html(
            '<img src="{}" alt="The copy" width="{}" height="{}">',
            employer.logo.get_absolute_url(),
            employer.logo.width,
            employer.logo.height,
        )
        return format_html("{}{}", picture, lines)

    @admin.action(description="Fetch the logo again", permissions=["change"])
    def fetch_again(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        number = _make_due(queryset)
        self.message_user(request, f"{NEXT} {counted(number, 'logo')}.")

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_fetch_logo" not in request.POST:
            return super().response_change(request, obj)
        _make_due(Employer.objects.filter(pk=obj.pk))
        self.message_user(request, f"{NEXT} this logo.")
        return redirect(request.path)


def _make_due(employers: QuerySet[Any]) -> int:
    """Has their logos asked for anew, whatever the servers said of them. Returns how many."""
    asked = employers.exclude(logo_url="").order_by().values("pk")
    anew = {"not_before": None, "etag": "", "last_modified": ""}
    LogoCopy.objects.filter(pk__in=asked).update(**anew)  # without a copy they are due already
    return asked.count()


def _lines(employer: Any) -> list[str]:
    copy = getattr(employer, "logo_copy", None)
    if not employer.logo_url:
        gone = "No address: the next run of fetch_logos drops the copy."
        return [gone if employer.logo else "No address: a tile with a letter is shown."]
    if copy is None:
        return ["Not asked for yet."]
    lines = [f"Copied: {moment(copy.made_at)}"] if copy.made_at and employer.logo else []
    if copy.problem:
        lines.append(f"Asked {moment(copy.tried_at)}, nothing copied: {copy.problem}")
    due = copy.address != employer.logo_url or not copy.not_before
    if due or copy.not_before <= timezone.now():
        return [*lines, f"{NEXT} it."]
    return [*lines, f"To be asked for again: {moment(copy.not_before)}"]
