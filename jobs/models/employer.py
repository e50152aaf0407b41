"""Employers: hiringOrganization of a job, with the facts that feeds tell of them.

A new spelling is the employer of the same name without its legal form ("Acme" is "ACME GmbH"),
unless their websites speak against it. From then on an alias says so, and an editor may change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from jobs.models.logo import Logo
from jobs.models.register import Register, base_key
from jobs.models.switches import Filterable
from jobs.models.term import NAME_LENGTH, Alias, Term, TermQuerySet, key_of

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

    def told(self, rows: Iterable[tuple[str, str]]) -> dict[str, Any]:
        """The employer of each name, creating those that nobody knows; empty names are left out.

        `rows` are (name, website) as the feed has them. They are judged one after the other, a new
        name by the first row that has it: it does not matter how they are parted into batches.
        Whoever calls it beside imports holds the lock of `importer.twins`.
        """
        told = [(key_of(name), name, website) for name, website in rows if key_of(name)]
        with transaction.atomic():
            register = Register(self.model, told)
            for key, name, website in told:
                register.meet(key, name, website)
            register.save(self)
        return {name: register.of(key) for key, name, _website in told}


class Employer(Term, Filterable):
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
    edited = models.JSONField(
        "edited by hand",
        default=list,
        blank=True,
        editable=False,
        help_text="Facts that imports leave as an editor wrote them, or emptied them",
    )

    objects: ClassVar[Any] = EmployerQuerySet.as_manager()

    def get_absolute_url(self) -> str:
        return reverse("employer", args=[self.slug])

    @classmethod
    def named(cls, names: Iterable[str]) -> dict[str, Self]:
        return dict(cls.objects.told((name, "") for name in names))

    @property
    def lacking(self) -> set[str]:
        """The facts that the next feed to tell them may give."""
        return {name for name in FACTS if not getattr(self, name) and name not in self.edited}

    def fill(self, facts: Mapping[str, str]) -> bool:
        """Takes facts that are lacking; True when something was taken.

        Feeds word the description of one employer differently from row to row, so the first stays:
        a page that changes with every import helps nobody. What an editor wrote, or emptied, is
        never replaced.
        """
        fresh = {name: facts[name] for name in self.lacking if facts.get(name)}
        for name, value in fresh.items():
            setattr(self, name, value)
        return bool(fresh)

    def keep(self, facts: Iterable[str]) -> None:
        """Notes that an editor wrote these facts: no import changes them from now on."""
        self.edited = sorted({*self.edited, *facts})

    def absorb(self, other: Employer) -> None:
        lacking = self.lacking
        self.fill({name: getattr(other, name) for name in FACTS})
        if self.logo_url == other.logo_url:
            self.logo = self.logo or other.logo
        self.keep(lacking.intersection(other.edited) - self.lacking)

    def give_back(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        same = {name for name in FACTS if getattr(self, name) == after[name]}
        self.edited = sorted({*self.edited} - (same - {*before["edited"]}))
        for name in same:
            setattr(self, name, before[name])
        if self.logo_url == before["logo_url"] and self.logo_id == after["logo_id"]:
            self.logo_id = before["logo_id"]


class EmployerAlias(Alias):
    term = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="aliases")
    base = models.CharField(
        max_length=NAME_LENGTH,
        db_index=True,
        editable=False,
        help_text="Key of the spelling without its legal form",
    )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.base = base_key(self.text)
        super().save(*args, **kwargs)
