"""By what the list of jobs is narrowed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from jobs.admin.base import CountryFilter
from jobs.models import Job, JobPlace, today


class StateFilter(admin.SimpleListFilter):
    """Splits all jobs as the column of the list names them."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        names = ("Live", "Closed", "Hidden", "Expired")
        return [*((name.lower(), name) for name in names), ("twin", "Shown as another")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        shown, expired = queryset.filter(hidden=False), Q(expires_on__lt=today())
        match self.value():
            case "live":
                return queryset.filter(pk__in=Job.objects.live().values("pk"))
            case "closed":
                return shown.exclude(closed_at=None)
            case "hidden":
                return queryset.filter(hidden=True)
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


class JobCountryFilter(CountryFilter):
    def within(self, queryset: QuerySet[Any], country: str) -> QuerySet[Any]:
        return queryset.filter(pk__in=JobPlace.objects.filter(place__country=country).values("job"))
