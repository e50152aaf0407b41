"""By what the list of jobs is narrowed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from jobs.admin.base import CountryFilter
from jobs.models import FeedValue, Job, JobPlace, blocked, today


class StateFilter(admin.SimpleListFilter):
    """Splits all jobs as the column of the list names them."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        names = ("Live", "Closed", "Hidden", "Blocked", "Expired")
        return [*((name.lower(), name) for name in names), ("twin", "Shown as another")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        shown, expired = queryset.filter(hidden=False), Q(expires_on__lt=today())
        match self.value():
            case "live":
                return queryset.filter(pk__in=Job.objects.live().values("pk"))
            case "closed":
                return shown.exclude(closed_at=None)
            case "hidden":
                return queryset.filter(hidden=True).exclude(blocked())
            case "blocked":
                return queryset.filter(blocked(), hidden=True)
            case "expired":
                return shown.filter(expired, closed_at=None)
            case "twin":
                return shown.exclude(same_as=None).filter(closed_at=None).exclude(expired)
        return queryset


class TwinFilter(admin.SimpleListFilter):
    """The same job several times: what was joined, and what an editor set apart."""

    title = "same job elsewhere"
    parameter_name = "twins"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("speaks", "Shown for others"),
            ("shown", "Shown as another"),
            ("again", "Shown as another of its feed"),
            ("apart", "Apart"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        pointing = Job.objects.exclude(same_as=None)
        match self.value():
            case "speaks":
                return queryset.filter(pk__in=pointing.values("same_as"))
            case "shown":
                return queryset.exclude(same_as=None)
            case "again":
                return queryset.filter(pk__in=Job.objects.repeated().values("pk"))
            case "apart":
                return queryset.filter(apart=True)
        return queryset


class EditedFilter(admin.SimpleListFilter):
    """What an editor wrote, and whether the feed says something else."""

    title = "edited by hand"
    parameter_name = "edited"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("yes", "Edited by hand"),
            ("differs", "Its feed says something else"),
            ("news", "Its feed has changed since"),
            ("unknown", "What its feed says is not known yet"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        edited = queryset.exclude(edited=[])
        values = FeedValue.objects.order_by()
        match self.value():
            case "yes":
                return edited
            case "differs":
                return queryset.filter(pk__in=values.filter(differs=True).values("job"))
            case "news":
                return queryset.filter(pk__in=values.news().values("job"))
            case "unknown":
                return edited.exclude(pk__in=values.values("job"))
        return queryset


class FeaturedFilter(admin.SimpleListFilter):
    title = "featured"
    parameter_name = "featured"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("now", "Now"), ("over", "Was featured")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "now":
                return queryset.filter(featured_until__gte=today())
            case "over":
                return queryset.filter(featured_until__lt=today())
        return queryset


class JobCountryFilter(CountryFilter):
    def within(self, queryset: QuerySet[Any], country: str) -> QuerySet[Any]:
        return queryset.filter(pk__in=JobPlace.objects.filter(place__country=country).values("job"))


FILTERS = (
    *(StateFilter, EditedFilter, FeaturedFilter, "feed", TwinFilter, "arrangement", "job_type"),
    *("level", "category", JobCountryFilter, "posted_on"),
)
