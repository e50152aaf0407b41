"""Employers: hiringOrganization of a job, with the facts that feeds tell of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from jobs.models.logo import Logo
from jobs.models.term import Alias, Term, TermQuerySet

FACTS = ("description", "website", "logo_url")


class EmployerQuerySet(TermQuerySet):
    def logo_due(self, now: datetime) -> EmployerQuerySet:
        """Whose logo shall be asked for: never was, or under another address, or it is time to."""
        named = self.exclude(logo_url="")
        new = Q(logo_copy=None) | ~Q(logo_copy__address=F("logo_url"))
        again = Q(logo_copy__not_before=None) | Q(logo_copy__not_before__lte=now)
        return named.filter(new | again)

    def logo_dropped(self) -> EmployerQuerySet:
        """Who has a copy, or something told of one, and an address no longer."""
        return self.filter(logo_url="").exclude(logo=None, logo_copy=None)


class Employer(Term):
    description = models.TextField(blank=True)
    website = models.CharField(max_length=2000, blank=True)
    logo_url = models.CharField(
        "logo address",
        max_length=2000,
        blank=True,
        help_text="fetch_logos copies it; pages show the copy.",
    )
    logo = models.ForeignKey(
        Logo,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="employers",
    )

    objects: ClassVar[Any] = EmployerQuerySet.as_manager()

    def get_absolute_url(self) -> str:
        return reverse("employer", args=[self.slug])

    def fill(self, facts: dict[str, str]) -> bool:
        """Takes facts that are still empty; True when something was taken.

        Feeds word the description of one employer differently from row to row, so the first stays:
        a page that changes with every import helps nobody, and an editor's text is never replaced.
        """
        fresh = {name: facts[name] for name in FACTS if facts.get(name) and not getattr(self, name)}
        for name, value in fresh.items():
            setattr(self, name, value)
        return bool(fresh)


class EmployerAlias(Alias):
    term = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="aliases")
