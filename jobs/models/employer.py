"""Employers: hiringOrganization of a job, with the facts that feeds tell of them.

A new spelling is the employer of the same name without its legal form ("Acme" is "ACME GmbH"),
unless their websites speak against it. From then on an alias says so, and an editor may change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from jobs.lib.employers import base_name, contradict, site_of
from jobs.models.logo import Logo
from jobs.models.term import NAME_LENGTH, Alias, Slugs, Term, TermQuerySet, key_of

FACTS = ("description", "website", "logo_url")


def base_key(spelling: str) -> str:
    """What the spellings of one employer share: the key of the name without its legal form.

    Nor with a point at its end: "Müller & Co. KG" is "Müller & Co".
    """
    key = key_of(base_name(spelling))
    return key.rstrip(". ") or key


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
            register = _Register(self.model.aliases.rel.related_model, told)
            for key, name, website in told:
                register.meet(key, name, website)
            register.save(self)
        return {name: register.of(key) for key, name, _website in told}


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


@dataclass(slots=True, eq=False)
class _Met:
    """An employer, and its website as the rows so far tell it."""

    employer: Employer
    website: str


class _Register:
    """Who is called what, as far as some rows need it, and what must be stored anew."""

    def __init__(self, aliases: Any, told: Sequence[tuple[str, str, str]]) -> None:
        self._aliases = aliases
        self._bases = {key: base_key(name) for key, name, _website in told}
        self._by_key: dict[str, _Met] = {}
        self._by_base: dict[str, list[_Met]] = {}
        self._new: list[_Met] = []
        self._spelt: dict[str, str] = {}  # new spellings by key
        met: dict[int, _Met] = {}
        which = Q(key__in=list(self._bases)) | Q(base__in=list(set(self._bases.values())))
        for alias in aliases.objects.filter(which).select_related("term").order_by("pk"):
            one = met.setdefault(alias.term_id, _Met(alias.term, alias.term.website))
            self._by_key[alias.key] = one
            same = self._by_base.setdefault(alias.base, [])
            if one not in same:
                same.append(one)

    def meet(self, key: str, name: str, website: str) -> None:
        one = self._by_key.get(key)
        if one is None:
            same = self._by_base.setdefault(self._bases[key], [])
            one = _same(same, website)
            if one is None:
                one = _Met(Employer(name=name[:NAME_LENGTH]), "")
                same.append(one)
                self._new.append(one)
            self._by_key[key] = one
            self._spelt[key] = name
        if not one.website and "website" not in one.employer.edited:
            one.website = website  # as `fill` will do it

    def of(self, key: str) -> Employer:
        return self._by_key[key].employer

    def save(self, terms: EmployerQuerySet) -> None:
        if self._new:
            slugs = Slugs(terms, [one.employer.name for one in self._new])
            for one in self._new:
                one.employer.slug = slugs.take(one.employer.name)
            terms.bulk_create(one.employer for one in self._new)
        self._aliases.objects.bulk_create(
            self._aliases(
                key=key, text=name[:NAME_LENGTH], term=self.of(key), base=self._bases[key]
            )
            for key, name in self._spelt.items()
        )


def _same(several: Sequence[_Met], website: str) -> _Met | None:
    """Which of the employers of one base a new spelling means; None where that is not certain."""
    site = site_of(website)
    alike = [one for one in several if site and site_of(one.website) == site]
    possible = alike or [one for one in several if not contradict(one.website, website)]
    return possible[0] if len(possible) == 1 else None
