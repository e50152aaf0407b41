"""Curation of jobs. Feeds add them; an editor corrects, hides, closes and reopens them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template import Context, Template
from django.utils import timezone
from django.utils.safestring import SafeString

from jobs.admin.approval import moment
from jobs.admin.base import Page, counted, link
from jobs.admin.job_filters import JobCountryFilter, StateFilter, TwinFilter
from jobs.admin.job_form import ClickRows, JobForm, PlaceRows, SkillRows
from jobs.admin.job_twins import elsewhere
from jobs.curation import acts
from jobs.importer import twins
from jobs.lib import html
from jobs.models import Job, JobPlace, JobSkill
from jobs.search import index
from jobs.seo.jobposting import without_markup


@admin.register(Job)
class JobAdmin(Page):
    form = JobForm
    list_display = tuple("title state employer where arrangement pay posted_on feed".split())
    list_select_related = ("employer", "feed")
    list_filter = (
        StateFilter,
        "feed",
        TwinFilter,
        "arrangement",
        "job_type",
        "level",
        "category",
        JobCountryFilter,
        "posted_on",
    )
    date_hierarchy = "posted_on"
    search_fields = ("title", "employer__name", "external_id", "apply_url")
    search_help_text = "Title, employer, external id or Apply address"
    actions = ("hide", "show", "close", "reopen", "follow")
    autocomplete_fields = ("employer", "job_type", "level", "category", "industry")
    inlines = (PlaceRows, SkillRows, ClickRows)
    readonly_fields = (
        "state",
        "public_address",
        "markup",
        "elsewhere",
        "preview",
        "pay_from",
        "pay_to",
        "feed",
        "external_id",
        "first_seen_at",
        "last_confirmed",
        "changed_at",
        "closed_at",
        "closed_reason",
        "kept",
    )
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    "employer",
                    "apply_url",
                    "state",
                    "public_address",
                    "markup",
                    "hidden",
                    "seen",
                )
            },
        ),
        ("Description", {"fields": ("description", "preview")}),
        ("Facts", {"fields": ("job_type", "level", "arrangement", "category", "industry")}),
        (
            "Pay",
            {
                "fields": (
                    ("salary_min", "salary_max"),
                    ("salary_currency", "salary_period"),
                    "salary_text",
                    ("pay_from", "pay_to"),
                )
            },
        ),
        ("Dates", {"fields": ("posted_on", "expires_on")}),
        (
            "Where it comes from",
            {
                "fields": (
                    ("feed", "external_id"),
                    "elsewhere",
                    "apart",
                    ("first_seen_at", "last_confirmed", "changed_at"),
                    ("closed_at", "closed_reason"),
                    "kept",
                )
            },
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("place_links__place")

    @admin.display(description="places")
    def where(self, job: Job) -> str:
        return "; ".join(place.name for place in job.place_list)

    @admin.display(ordering="pay_to")
    def pay(self, job: Job) -> str:
        return _as_on_the_site("salary", job)

    @admin.display
    def last_confirmed(self, job: Job) -> str:
        return moment(job.last_confirmed_at) if job.last_confirmed_at else "not known"

    @admin.display
    def state(self, job: Job) -> str:
        if job.hidden:
            return "Hidden"
        if job.closed_on:
            return "Closed" if job.closed_at else "Expired"
        return "Shown as another" if job.same_as_id else "Live"

    @admin.display(description="edited by hand")
    def kept(self, job: Job) -> str:
        names = [name.replace("_", " ") for name in job.edited]
        return ", ".join(names) or "Nothing: every field follows the feed."

    @admin.display
    def public_address(self, job: Job) -> SafeString:
        address = f"{settings.SITE_URL}{job.get_absolute_url()}"
        return link(address, address)

    @admin.display(description="JobPosting markup")
    def markup(self, job: Job) -> str:
        reason = without_markup(job)
        return f"None: {reason}." if reason else "On its page, for search engines"

    @admin.display(description="the same job elsewhere")
    def elsewhere(self, job: Job) -> SafeString | str:
        return elsewhere(job)

    @admin.display(description="preview")
    def preview(self, job: Job) -> str:
        return _as_on_the_site("cleaned", Job(description=html.clean(job.description)))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        twins.lock()
        edited = form.edited()
        if edited or "hidden" in form.changed_data:
            obj.changed_at = timezone.now()
        obj.keep(edited)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        job, links = form.instance, {JobSkill: "skills", JobPlace: "places"}
        changed = [
            links[rows.model] for rows in formsets if rows.model in links and rows.has_changed()
        ]
        if changed:
            job.keep(changed)
            job.changed_at = timezone.now()
            job.save(update_fields=["edited", "changed_at"])
        index.put([job.pk])
        twins.renew([job.pk])

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with twins.deleting(Job.objects.filter(pk=obj.pk)):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with twins.deleting(queryset):
            super().delete_queryset(request, queryset)

    @admin.action(description="Hide from the public", permissions=["change"])
    def hide(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._tell(request, acts.hide(queryset, user=_user(request)), "hidden")

    @admin.action(description="Show to the public again", permissions=["change"])
    def show(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._tell(request, acts.show(queryset, user=_user(request)), "shown again")

    @admin.action(description="Close", permissions=["change"])
    def close(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._tell(request, acts.close(queryset, user=_user(request)), "closed")

    @admin.action(description="Reopen", permissions=["change"])
    def reopen(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._tell(request, acts.reopen(queryset, user=_user(request)), "reopened")

    @admin.action(description="Follow the feed again", permissions=["change"])
    def follow(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        told = "given back to the feed, whose next import writes them anew"
        self._tell(request, acts.follow(queryset, user=_user(request)), told)

    def _tell(self, request: HttpRequest, number: int, done: str) -> None:
        self.message_user(request, f"{counted(number, 'job')} {done}.")


def _user(request: HttpRequest) -> int:
    return int(request.user.pk or 0)


def _as_on_the_site(name: str, job: Job) -> str:
    """What a filter of the public templates makes of the job."""
    return Template(f"{{% load board %}}{{{{ job|{name} }}}}").render(Context({"job": job}))
