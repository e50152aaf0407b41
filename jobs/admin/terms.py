"""Curation of what jobs share: employers, skills, places, and the words of jobs.

The slug of a term never changes, every old spelling goes on meaning it, and a new name is found
by the search at once.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from jobs.admin.base import counted, linkable
from jobs.admin.logo import LogoFilter, LogoOfEmployer
from jobs.admin.spellings import AliasRows, TermForm
from jobs.admin.term_admin import LinkedTermAdmin, TermAdmin
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
from jobs.models.employer import FACTS


class EmployerForm(TermForm):
    shared = frozenset(FACTS)

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
    derived = frozenset(("edited",))
    list_filter = (LogoFilter,)
    fields = ("name", "slug", "description", "website", "logo_url", "logo_state", "kept")
    readonly_fields = ("logo_state", "kept")
    actions = ("merge", "follow", "fetch_again")
    inlines = (EmployerAliases,)

    @admin.display(description="edited by hand")
    def kept(self, employer: Employer) -> str:
        names = [name.replace("_url", " address") for name in employer.edited]
        return ", ".join(names) or "Nothing: what is empty is filled by the next feed to tell it."

    @admin.action(description="Follow the feeds again", permissions=["change"])
    def follow(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """What is empty is filled by the next run of a feed that tells it, edited or not."""
        user: Any = request.user
        with transaction.atomic():
            twins.lock()
            edited = list(queryset.exclude(edited=[]))
            ids = [employer.pk for employer in edited]
            told = "Follows the feeds again."
            LogEntry.objects.log_actions(user.pk, edited, CHANGE, change_message=told)
            Employer.objects.filter(pk__in=ids).update(edited=[])
            Job.objects.filter(employer__in=ids).update(content_hash="")  # written by the next run
        self.message_user(request, f"{counted(len(ids), 'employer')} given back to the feeds.")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.keep(set(FACTS).intersection(form.changed_data))
        super().save_model(request, obj, form, change)


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
