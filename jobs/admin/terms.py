"""Curation of what jobs share: skills and the words of jobs.

Every old spelling goes on meaning a term, every old address leads to it, and a new name is found by
the search at once.
"""

from __future__ import annotations

from django.contrib import admin

from jobs.admin.spellings import AliasRows
from jobs.admin.term_admin import FilterAdmin, TermAdmin
from jobs.models import (
    Category,
    CategoryAlias,
    Industry,
    IndustryAlias,
    JobType,
    JobTypeAlias,
    Level,
    LevelAlias,
    Skill,
    SkillAlias,
)


class SkillAliases(AliasRows):
    model = SkillAlias


@admin.register(Skill)
class SkillAdmin(FilterAdmin):
    fields = ("name", "slug", "in_facets")
    jobs_by = "skills"
    inlines = (SkillAliases,)


class CategoryAliases(AliasRows):
    model = CategoryAlias


@admin.register(Category)
class CategoryAdmin(FilterAdmin):
    fields = ("name", "slug", "in_facets", "reviewed")
    list_filter = ("in_facets", "reviewed")
    jobs_by = "category"
    inlines = (CategoryAliases,)


class IndustryAliases(AliasRows):
    model = IndustryAlias


@admin.register(Industry)
class IndustryAdmin(FilterAdmin):
    fields = ("name", "slug", "in_facets", "reviewed")
    list_filter = ("in_facets", "reviewed")
    jobs_by = "industry"
    inlines = (IndustryAliases,)


class JobTypeAliases(AliasRows):
    model = JobTypeAlias


@admin.register(JobType)
class JobTypeAdmin(TermAdmin):
    jobs_by = "job_type"
    fixed = ("slug",)  # a word of the API, and what translations know it by
    list_display = ("name", "slug", "position", "live_jobs")
    list_filter = ("reviewed",)
    inlines = (JobTypeAliases,)


class LevelAliases(AliasRows):
    model = LevelAlias


@admin.register(Level)
class LevelAdmin(TermAdmin):
    jobs_by = "level"
    fixed = ("slug",)
    list_display = ("name", "slug", "position", "live_jobs")
    list_filter = ("reviewed",)
    inlines = (LevelAliases,)
