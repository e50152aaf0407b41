"""What can be filtered, declared with django-filter: OR inside a key, AND between keys."""

from __future__ import annotations

from typing import Any

import django_filters
from django.conf import settings

from jobs.models import Category, Employer, Industry, Job, JobQuerySet, JobType, Level
from jobs.search.choices import (
    ArrangementChoice,
    Chosen,
    CountryChoice,
    CurrencyChoice,
    PayChoice,
    PlaceChoice,
    PostedChoice,
    SalaryChoice,
    SkillChoice,
    TermChoice,
    WordsChoice,
)


class JobFilter(django_filters.FilterSet):
    q = WordsChoice()
    arrangement = ArrangementChoice()
    salary = SalaryChoice()
    currency = CurrencyChoice()
    pay = PayChoice()
    level = TermChoice(Level, "level")
    type = TermChoice(JobType, "job_type")
    category = TermChoice(Category, "category")
    industry = TermChoice(Industry, "industry")
    country = CountryChoice()
    place = PlaceChoice()
    skill = SkillChoice()
    employer = TermChoice(Employer, "employer")
    posted = PostedChoice()

    class Meta:
        model = Job
        fields: tuple[str, ...] = ()

    @property
    def keys(self) -> list[str]:
        """The keys that take values: all but the words."""
        return [key for key in self.filters if key != "q"]

    @property
    def words_refused(self) -> bool:
        return "q" in self.form.errors

    def chosen(self, key: str) -> Chosen:
        """The values of a key, read and checked; nothing for a key that was not asked for."""
        self.form.is_valid()
        return self.form.cleaned_data.get(key) or Chosen()

    @property
    def words(self) -> str:
        self.form.is_valid()
        return str(self.form.cleaned_data.get("q") or "").strip()

    @property
    def pay_currency(self) -> str:
        return next(iter(self.chosen("currency").values), settings.SITE_CURRENCY)

    @property
    def stated_only(self) -> bool:
        return bool(self.chosen("pay").values)

    def narrowed(self, *, without: str = "") -> JobQuerySet:
        """The jobs that every key leaves, `without` one of them: what its facet counts."""
        jobs: Any = self.queryset
        for key, condition in self.filters.items():
            if key == without:
                continue
            if key == "q":
                jobs = condition.filter(jobs, self.words)
            else:
                jobs = condition.filter(jobs, self.chosen(key))
        result: JobQuerySet = jobs
        return result
