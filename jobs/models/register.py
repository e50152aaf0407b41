"""Which employer each name means that a feed tells, and which of them are new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from jobs.lib.employers import base_name, contradict, site_of
from jobs.models.term import NAME_LENGTH, Slugs, TermQuerySet, key_of


def base_key(spelling: str) -> str:
    """What the spellings of one employer share: the key of the name without its legal form.

    Nor with a point at its end: "Müller & Co. KG" is "Müller & Co".
    """
    key = key_of(base_name(spelling))
    return key.rstrip(". ") or key


@dataclass(slots=True, eq=False)
class _Met:
    """An employer, and its website as the rows so far tell it."""

    employer: Any
    website: str


class Register:
    """Who is called what, as far as some rows need it, and what must be stored anew."""

    def __init__(self, employers: Any, told: Sequence[tuple[str, str, str]]) -> None:
        self._model = employers
        self._aliases = aliases = employers.aliases.rel.related_model
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
                one = _Met(self._model(name=name[:NAME_LENGTH]), "")
                same.append(one)
                self._new.append(one)
            self._by_key[key] = one
            self._spelt[key] = name
        if not one.website and "website" not in one.employer.edited:
            one.website = website  # as `fill` will do it

    def of(self, key: str) -> Any:
        return self._by_key[key].employer

    def save(self, terms: TermQuerySet) -> None:
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
