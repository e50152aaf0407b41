"""Curation of employers: what an editor says of one, imports leave alone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from jobs.admin.base import counted, linkable
from jobs.admin.charts import clicks_of
from jobs.admin.logo import LogoFilter, LogoOfEmployer
from jobs.admin.spellings import AliasRows, TermForm
from jobs.admin.term_admin import FilterAdmin
from jobs.importer import twins
from jobs.models import Employer, EmployerAlias, Job
from jobs.models.employer import FACTS

FILLED = "What is empty of them is filled by the next run of a feed that tells it."


class EmployerForm(TermForm):
    shared = frozenset(FACTS)

    def clean_website(self) -> str:
        return linkable(self.cleaned_data["website"])

    def clean_logo_url(self) -> str:
        return linkable(self.cleaned_data["logo_url"])


class EmployerAliases(AliasRows):
    model = EmployerAlias


@admin.register(Employer)
class EmployerAdmin(LogoOfEmployer, FilterAdmin):
    jobs_by = "employer"
    form = EmployerForm
    derived = frozenset(("edited",))
    list_filter = (LogoFilter, "in_facets")
    fields = (
        *("name", "slug", "in_facets", "description", "website", "logo_url"),
        *("logo_state", "kept", "clicks"),
    )
    readonly_fields = ("logo_state", "kept", "clicks")
    actions = ("merge", "offer", "withhold", "follow", "fetch_again")
    inlines = (EmployerAliases,)

    @admin.display(description="edited by hand")
    def kept(self, employer: Employer) -> str:
        names = [name.replace("_url", " address") for name in employer.edited]
        return ", ".join(names) or "Nothing: what is empty is filled by the next feed to tell it."

    @admin.display(description="clicks on Apply")
    def clicks(self, employer: Employer) -> SafeString | str:
        return clicks_of("employer", employer.pk) if employer.pk else "none yet"

    @admin.action(description="Follow the feeds again", permissions=["change"])
    def follow(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """What is empty is filled by the next run of a feed that tells it, edited or not."""
        title, done = "Follow the feeds again", "given back to the feeds"
        page = self.asked(request, queryset.exclude(edited=[]), "follow", title, done, FILLED)
        if page:
            return page
        user: Any = request.user
        with transaction.atomic():
            twins.lock()
            edited = list(queryset.exclude(edited=[]))
            ids = [employer.pk for employer in edited]
            told = "Follows the feeds again."
            LogEntry.objects.log_actions(user.pk, edited, CHANGE, change_message=told)
            Employer.objects.filter(pk__in=ids).update(edited=[])
            Job.objects.filter(employer__in=ids).tell_anew()
        self.message_user(request, f"{counted(len(ids), 'employer')} given back to the feeds.")
        return None

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.keep(set(FACTS).intersection(form.changed_data))
        super().save_model(request, obj, form, change)
