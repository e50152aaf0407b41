"""The terms a run has met: each name is looked up once, not once a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, NamedTuple

from jobs.importer.publishing import publishing
from jobs.importer.records import CleanJob
from jobs.models import Category, Employer, Industry, JobType, Level, Place, Skill, Term
from jobs.models.employer import FACTS
from jobs.search.rows import terms_now, terms_version

LIMIT = 50_000  # names remembered of a kind; a batch holds fewer


class Stale(Exception):
    """An editor renamed, merged or split a term that was remembered, or changed its spellings."""


class Known(NamedTuple):
    pk: int
    name: str


class RunTerms:
    """The terms of a run's jobs by what the feed calls them.

    `learn` comes before a batch, outside its transaction: terms that are new are created in short
    transactions of their own, so that two imports that meet the same new names, or one employer in
    two spellings, wait for each other for a moment, and never in a circle. `check` comes inside it.
    """

    def __init__(self) -> None:
        self._known: dict[type[Term], dict[Hashable, Known | None]] = defaultdict(dict)
        self._lacking: dict[int, set[str]] = {}  # facts that employers do not have yet
        self._used: dict[type[Term], set[Known]] = {}
        self._version: int | None = None  # of all terms, before the first was looked up

    def forget(self) -> None:
        self._version = None
        self._known.clear()
        self._lacking.clear()

    def one(self, model: type[Term], name: str) -> Known | None:
        """The term of a name that was learnt; None for a name without a letter, digit or sign."""
        return self._known[model][name]

    def all(self, model: type[Term], names: Iterable[Hashable]) -> list[Known]:
        """The terms of names that were learnt, each once, in the order of the names."""
        known = self._known[model]
        return list(dict.fromkeys(term for name in names if (term := known[name])))

    def learn(self, jobs: Sequence[CleanJob]) -> None:
        """Looks up, and creates, what is not remembered of everything these jobs point to."""
        if self._version is None:
            self._version = terms_now()
        self._learn(Employer, (job.employer for job in jobs), lambda _names: _employers(jobs))
        self._learn(Category, (job.category for job in jobs))
        self._learn(Industry, (job.industry for job in jobs))
        self._learn(JobType, (job.job_type for job in jobs))
        self._learn(Level, (job.level for job in jobs))
        self._learn(Skill, (name for job in jobs for name in job.skills))
        self._learn(Place, (place for job in jobs for place in job.places))
        self._fill_employers(jobs)

    def check(self) -> None:
        """Raises Stale when what the last jobs point to is no longer there, has another name, or
        may be meant by other words: of a spelling that was split off, nothing else would tell.
        """
        for model, used in self._used.items():
            stored = model.objects.filter(pk__in=[term.pk for term in used]).order_by()
            told = stored.values_list("pk", "name", terms_version())
            if {(*term, self._version) for term in used} != set(told):
                raise Stale(f"{model._meta.verbose_name_plural} were changed during the run")

    def _learn(
        self,
        model: type[Term],
        names: Iterable[Hashable],
        look_up: Callable[[Sequence[Any]], dict[Any, Any]] | None = None,
    ) -> None:
        known, wanted = self._known[model], dict.fromkeys(names)
        missing = [name for name in wanted if name not in known]
        if len(known) + len(missing) > LIMIT:
            known.clear()
            missing = list(wanted)
        if missing:
            with publishing():  # a search finds by new spellings from now on
                found = look_up(missing) if look_up else _look_up(model, missing)
            for name in missing:
                term = found.get(name)
                known[name] = Known(term.pk, term.name) if term else None
                if isinstance(term, Employer):
                    self._lacking[term.pk] = term.lacking
        self._used[model] = {term for name in wanted if (term := known[name])}

    def _fill_employers(self, jobs: Sequence[CleanJob]) -> None:
        told: dict[int, list[CleanJob]] = defaultdict(list)
        for job in jobs:
            employer = self.one(Employer, job.employer)
            if employer and self._lacking[employer.pk] & job.employer_facts.keys():
                told[employer.pk].append(job)
        if not told:
            return
        with publishing():
            rows = Employer.objects.filter(pk__in=told).order_by("pk").select_for_update()
            for row in rows:
                taken = [row.fill(dict(job.employer_facts)) for job in told[row.pk]]
                if any(taken):
                    row.save(update_fields=FACTS)
                self._lacking[row.pk] = row.lacking


def _employers(jobs: Sequence[CleanJob]) -> dict[str, Employer]:
    rows = ((job.employer, job.employer_facts.get("website", "")) for job in jobs)
    found: dict[str, Employer] = Employer.objects.told(rows)
    return found


def _look_up(model: type[Term], names: Sequence[Any]) -> dict[Any, Any]:
    if issubclass(model, Place):
        found: dict[Any, Any] = Place.objects.parsed(names)
        return found
    return dict(model.named(names))
