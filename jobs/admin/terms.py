"""Curation of what jobs share: employers, skills, places, and the words of jobs.

The slug of a term never changes, every old spelling goes on meaning it, and a new name is found
by the search at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jobs.admin.base import Page, counted, link, linkable, live_count
from jobs.admin.logo import LogoFilter, LogoOfEmployer
from jobs.admin.spellings import AliasRows, TermForm, learn
from jobs.importer import twins
from jobs.models import (
    Category,
    CategoryAlias,
    Employer,
    EmployerAlias,
    Industry,
    IndustryAlias,
    Job,
    JobType,
    JobTypeAlias,
    Level,
    LevelAlias,
    Skill,
    SkillAlias,
)
from jobs.search import index, rows

SHOWN = 20  # jobs named on the page that says why a term cannot be deleted


class TermAdmin(Page):
    """A subclass names the field by which jobs have the term."""

    jobs_by = ""
    form = TermForm
    list_display: tuple[Any, ...] = ("name", "slug", "live_jobs")
    search_fields = ("name", "aliases__text", "aliases__key")
    search_help_text = "Name or any other spelling"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        live = live_count(self.jobs_by)
        terms: QuerySet[Any] = super().get_queryset(request).annotate(live=live)
        return terms

    @admin.display(description="live jobs", ordering="live")
    def live_jobs(self, term: Any) -> SafeString:
        query = urlencode({"state": "live", f"{self.jobs_by}__id__exact": term.pk})
        return link(f"{reverse('admin:jobs_job_changelist')}?{query}", term.live)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"slug": ("name",)}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        twins.lock()  # before the term: an import that writes jobs comes to it in this order
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        # After the aliases of the form, which may hold the same spellings.
        super().save_related(request, form, formsets, change)
        term, before = form.instance, form.initial.get("name", "")
        for spelling in filter(None, (before, term.name)):
            learn(term, spelling)
        if change and before != term.name:
            index.put(self._jobs_with([term.pk]))
        if form.has_changed() or any(one.new_objects or one.deleted_objects for one in formsets):
            rows.terms_changed()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with self._deleting([obj.pk]):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with self._deleting(list(queryset.values_list("pk", flat=True))):
            super().delete_queryset(request, queryset)

    def _jobs_with(self, terms: Sequence[int]) -> list[int]:
        jobs = Job.objects.filter(**{f"{self.jobs_by}__in": terms}).order_by("pk")
        return list(jobs.values_list("pk", flat=True).distinct())

    @contextmanager
    def _deleting(self, terms: Sequence[int]) -> Iterator[None]:
        with transaction.atomic():
            twins.lock()
            jobs = self._jobs_with(terms)  # that an import linked since the editor was asked
            yield
            index.put(jobs)
            rows.terms_changed()


class LinkedTermAdmin(TermAdmin):
    """Deleting a term that jobs are linked to would take it from them without a word."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        deleted, counts, permissions, protected = super().get_deleted_objects(objs, request)
        terms = [term.pk for term in objs]
        jobs = Job.objects.filter(**{f"{self.jobs_by}__in": terms}).distinct()
        named = [format_html("Job: {}", link(_address(job), job)) for job in jobs[:SHOWN]]
        more = jobs.count() - len(named)
        rest = [f"and {counted(more, 'job')} more"] if more else []
        return deleted, counts, permissions, [*protected, *named, *rest]


def _address(job: Job) -> str:
    return reverse("admin:jobs_job_change", args=[job.pk])


class EmployerForm(TermForm):
    def clean_website(self) -> str:
        return linkable(self.cleaned_data["website"])

    def clean_logo_url(self) -> str:
        return linkable(self.cleaned_data["logo_url"])


class EmployerAliases(AliasRows):
    model = EmployerAlias


@admin.register(Employer)
class EmployerAdmin(LogoOfEmployer, TermAdmin):
    jobs_by = "employer"
    form = EmployerForm
    list_filter = (LogoFilter,)
    fields = ("name", "slug", "description", "website", "logo_url", "logo_state")
    inlines = (EmployerAliases,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), "logo_state")


class SkillAliases(AliasRows):
    model = SkillAlias


@admin.register(Skill)
class SkillAdmin(LinkedTermAdmin):
    fields = ("name", "slug", "in_facets")
    list_filter = ("in_facets",)
    jobs_by = "skills"
    inlines = (SkillAliases,)


class CategoryAliases(AliasRows):
    model = CategoryAlias


@admin.register(Category)
class CategoryAdmin(TermAdmin):
    jobs_by = "category"
    inlines = (CategoryAliases,)


class IndustryAliases(AliasRows):
    model = IndustryAlias


@admin.register(Industry)
class IndustryAdmin(TermAdmin):
    jobs_by = "industry"
    inlines = (IndustryAliases,)


class JobTypeAliases(AliasRows):
    model = JobTypeAlias


@admin.register(JobType)
class JobTypeAdmin(TermAdmin):
    jobs_by = "job_type"
    list_display = ("name", "slug", "position", "live_jobs")
    inlines = (JobTypeAliases,)


class LevelAliases(AliasRows):
    model = LevelAlias


@admin.register(Level)
class LevelAdmin(TermAdmin):
    jobs_by = "level"
    list_display = ("name", "slug", "position", "live_jobs")
    inlines = (LevelAliases,)
