"""What can be filtered, declared with django-filter: OR inside a key, AND between keys."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.http import QueryDict
from pyroaring import BitMap

from jobs.models import Job
from jobs.search.choices import (
    ArrangementChoice,
    Choice,
    Chosen,
    CountryChoice,
    PlaceChoice,
    TermChoice,
    WithinChoice,
)
from jobs.search.fields import WordsChoice
from jobs.search.memory import Snapshot
from jobs.search.scales import CurrencyChoice, PayChoice, PostedChoice, SalaryChoice
from jobs.search.typed import MAX_LENGTH


class JobFilter(django_filters.FilterSet):
    q = WordsChoice()
    arrangement = ArrangementChoice()
    salary = SalaryChoice()
    currency = CurrencyChoice()
    pay = PayChoice()
    level = TermChoice("level")
    type = TermChoice("job_type")
    category = TermChoice("category")
    industry = TermChoice("industry")
    country = CountryChoice()
    place = PlaceChoice("place")
    within = WithinChoice()
    skill = TermChoice("skill")
    also = TermChoice("skill")  # beside a chosen skill: a job must ask for both
    employer = TermChoice("employer")
    posted = PostedChoice()

    class Meta:
        model = Job
        fields: tuple[str, ...] = ()

    def __init__(self, params: QueryDict, board: Snapshot) -> None:
        super().__init__(params, queryset=Job.objects.none())
        self.board = board

    def get_form_class(self) -> Any:
        """The same for every visitor: what is known is asked of the board, not of the form."""
        return _form(type(self))

    @property
    def keys(self) -> list[str]:
        """The keys that take values: all but the words."""
        return [key for key in self.filters if key != "q"]

    def chosen(self, key: str) -> Chosen:
        """The values of a key, read and checked; nothing for a key that was not asked for."""
        if key not in self._chosen:
            given = self._given.get(key)
            self._chosen[key] = self._choice(key).chosen(given) if given else Chosen()
        return self._chosen[key]

    @cached_property
    def words(self) -> str:
        """As typed. Of what is longer than is read, so much that this can be seen: every link of a
        page repeats it."""
        typed = str(self._given.get("q") or "").replace("\0", " ")  # PostgreSQL takes none
        return typed.strip()[: MAX_LENGTH + 1]

    @cached_property
    def _given(self) -> dict[str, Any]:
        self.form.is_valid()
        return self.form.cleaned_data

    @cached_property
    def _chosen(self) -> dict[str, Chosen]:
        return {}

    @property
    def pay_currency(self) -> str:
        return next(iter(self.chosen("currency").values), settings.SITE_CURRENCY)

    @property
    def stated_only(self) -> bool:
        return bool(self.chosen("pay").values)

    @cached_property
    def towns(self) -> frozenset[str]:
        """The slugs of the chosen places from which distances are known."""
        values = self.chosen("place").values
        return self._places.towns(values) if values else frozenset()

    @property
    def kilometres(self) -> int:
        """Around these towns; 0 when none were asked for."""
        return int(next(iter(self.chosen("within").values), 0))

    @property
    def is_around_all(self) -> bool:
        """Whether the kilometres are around every chosen place."""
        return bool(self.kilometres) and len(self.towns) == len(self.chosen("place").values)

    def jobs_within(self, kilometres: int) -> BitMap:
        """The jobs that the chosen places would leave with so many kilometres around them."""
        return self._places.jobs_within(kilometres, self.chosen("place").values)

    @property
    def _places(self) -> PlaceChoice:
        choice: Any = self.filters["place"]
        found: PlaceChoice = choice
        return found

    @cached_property
    def _sets(self) -> dict[str, BitMap]:
        """The jobs that each chosen key leaves."""
        chosen = {key: self.chosen(key).values for key in self.keys}
        sets = {key: self._choice(key).jobs(values) for key, values in chosen.items() if values}
        return {key: jobs for key, jobs in sets.items() if jobs is not None}

    def _choice(self, key: str) -> Choice:
        choice: Any = self.filters[key]
        found: Choice = choice
        return found

    def left_by(self, key: str, value: str) -> BitMap:
        """The jobs that one value of a key leaves, live or not."""
        left = self._choice(key).jobs((value,))
        return BitMap() if left is None else left

    def narrowed(self, jobs: BitMap, *, without: str = "") -> BitMap:
        """Those of the jobs that every key leaves, `without` one of them: what its facet counts."""
        lifted = without if without in self._sets else ""  # else it is the same for all facets
        before, found = self._narrowed.get(lifted, (None, jobs))
        if before is not jobs:
            found = jobs
            for key, left in self._sets.items():
                if key != lifted:
                    found = found & left
            self._narrowed[lifted] = jobs, found
        return found

    @cached_property
    def _narrowed(self) -> dict[str, tuple[BitMap, BitMap]]:
        """What was narrowed last, and the result, by the key that was lifted."""
        return {}


@cache
def _form(filters: type[JobFilter]) -> type[forms.Form]:
    """Without a model: django-filter would make it anew for every visitor."""
    fields = {key: choice.field for key, choice in filters.base_filters.items()}
    return type("SearchForm", (forms.Form,), fields)
