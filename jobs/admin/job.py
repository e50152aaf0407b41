"""Curation of jobs. Feeds add most of them; an editor corrects them, adds some, and decides."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import URLPattern, path
from django.utils.safestring import SafeString

from jobs.admin.approval import moment
from jobs.admin.base import link
from jobs.admin.charts import clicks_of
from jobs.admin.job_actions import ACTIONS, FROM_PAGE
from jobs.admin.job_fields import BY_HAND, FROM_A_FEED, NEW, READ_ONLY
from jobs.admin.job_filters import FILTERS
from jobs.admin.job_form import JobForm, PlaceRows, SkillRows
from jobs.admin.job_preview import preview_page
from jobs.admin.job_saving import SavingJobs
from jobs.admin.job_state import acts_for, state_of, with_state
from jobs.admin.job_twins import elsewhere
from jobs.curation import by_hand
from jobs.curation.finding import found
from jobs.lib import html
from jobs.lib.urls import host_of
from jobs.models import Job
from jobs.seo.jobposting import without_markup


@admin.register(Job)
class JobAdmin(SavingJobs):
    form = JobForm
    list_display = tuple("title state employer where arrangement pay posted_on feed".split())
    list_select_related = ("employer", "feed")
    list_filter = FILTERS
    date_hierarchy = "posted_on"
    search_fields = ("title",)  # has Django show the field; `get_search_results` answers it
    search_help_text = (
        "Words of title, skills, employer or place; external id; beginning of the Apply address"
    )
    actions = ACTIONS
    autocomplete_fields = ("employer", "job_type", "level", "category", "industry")
    inlines = (PlaceRows, SkillRows)
    readonly_fields = READ_ONLY

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return NEW
        return BY_HAND if by_hand.is_by_hand(obj) else FROM_A_FEED

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_state(super().get_queryset(request)).prefetch_related("place_links__place")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return (found(queryset, search_term) if search_term.strip() else queryset), False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview_page)
        return [path("preview/", view, name="jobs_job_preview"), *super().get_urls()]

    def preview_page(self, request: HttpRequest) -> HttpResponse:
        if not (self.has_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied
        return preview_page(request, self)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        job = context["original"]
        acts = acts_for(job) if job and self.has_change_permission(request, job) else []
        context |= {"acts": acts, "from_page": FROM_PAGE}
        return super().render_change_form(request, context, *args, **kwargs)

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
        return state_of(job)

    @admin.display(description="edited by hand")
    def kept(self, job: Job) -> str:
        names = [name.replace("_", " ") for name in job.edited]
        return ", ".join(names) or "Nothing: every field follows the feed."

    @admin.display
    def public_address(self, job: Job) -> SafeString:
        address = f"{settings.SITE_URL}{job.get_absolute_url()}"
        return link(address, address)

    @admin.display(description="Apply leads to")
    def applied_at(self, job: Job) -> str:
        return host_of(job.apply_url)

    @admin.display(description="JobPosting markup")
    def markup(self, job: Job) -> str:
        reason = without_markup(job)
        return f"None: {reason}." if reason else "On its page, for search engines"

    @admin.display(description="clicks on Apply")
    def clicks(self, job: Job) -> SafeString:
        return clicks_of("job", job.pk)

    @admin.display(description="the same job elsewhere")
    def elsewhere(self, job: Job) -> SafeString | str:
        return elsewhere(job)

    @admin.display(description="preview")
    def preview(self, job: Job) -> str:
        return _as_on_the_site("cleaned", Job(description=html.clean(job.description)))


def _as_on_the_site(name: str, job: Job) -> str:
    """What a filter of the public templates makes of the job."""
    return Template(f"{{% load board %}}{{{{ job|{name} }}}}").render(Context({"job": job}))
