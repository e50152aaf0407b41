"""Employers: hiringOrganization of a job, with the facts that feeds tell of them."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from jobs.models.term import Alias, Term

FACTS = ("description", "website", "logo_url")


class Employer(Term):
    description = models.TextField(blank=True)
    website = models.CharField(max_length=2000, blank=True)
    logo_url = models.CharField(
        "logo address", max_length=2000, blank=True, help_text="Kept for a later copy; never shown."
    )

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
