"""The kinds of filters: which values of a key are known, and how they narrow the jobs.

A value that nothing is known by is left out and remembered for a notice: a link with one stale
value still shows its other jobs, and never a page that is empty without a reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Model, Q, QuerySet

from jobs.lib.countries import country_name
from jobs.models import (
    Job,
    JobPlace,
    JobQuerySet,
    JobSkill,
    Place,
    Skill,
    Term,
    today,
)
from jobs.search.backends import STRENGTHS, backend
from jobs.search.query import parse

POSTED_DAYS = ("1", "3", "7", "30")
MAX_VALUES = 20  # of one key; more cannot have been clicked together
Known = Callable[[list[str]], Collection[str]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The values of one key: those that mean something, and those that do not."""

    values: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class ChosenField(forms.Field):
    widget = forms.MultipleHiddenInput

    def __init__(self, *, known: Known, single: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known, self.single = known, single

    def clean(self, value: Any) -> Chosen:
        given = [text for text in dict.fromkeys(value or ()) if text.strip()]
        plausible = [text for text in given[:MAX_VALUES] if len(text) <= 100 and "\0" not in text]
        known = set(self.known(plausible)) if plausible else set()
        right = [text for text in plausible if text in known]
        kept = right[:1] if self.single else right
        return Chosen(tuple(kept), tuple(text for text in given if text not in kept))


class Choice(django_filters.Filter):
    """Values of one key; a subclass says which are known and how they narrow the jobs."""

    field_class = ChosenField
    single = False
    parent: Any  # the FilterSet, set by django-filter

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(known=self.known, single=self.single, required=False, **kwargs)

    def known(self, values: list[str]) -> Collection[str]:
        raise NotImplementedError

    def narrow(self, jobs: JobQuerySet, values: tuple[str, ...]) -> QuerySet[Job]:
        raise NotImplementedError

    def filter(self, qs: Any, value: Chosen) -> Any:
        return self.narrow(qs, value.values) if value.values else qs


class TermChoice(Choice):
    """Slugs of a vocabulary that a job has one word of."""

    def __init__(self, model: type[Term], field_name: str) -> None:
        self.model_of_terms = model
        super().__init__(field_name=field_name)

    def known(self, values: list[str]) -> Collection[str]:
        return slugs(self.model_of_terms, values)

    def narrow(self, jobs: JobQuerySet, values: tuple[str, ...]) -> QuerySet[Job]:
        return jobs.filter(**{f"{self.field_name}__slug__in": values})


class SkillChoice(Choice):
    def known(self, values: list[str]) -> Collection[str]:
        return slugs(Skill, values)

    def narrow(self, jobs: JobQuerySet, values: tuple[str, ...]) -> QuerySet[Job]:
        return jobs.filter(pk__in=linked(JobSkill, skill__slug__in=values))


class CountryChoice(Choice):
    def known(self, values: list[str]) -> Collection[str]:
        return [code for code in values if code.islower() and country_name(code)]

    def narrow(self, jobs: JobQuerySet, values: tuple[str, ...]) -> QuerySet[Job]:
        return jobs.filter(pk__in=linked(JobPlace, place__country__in=values))


class PlaceChoice(Choice):
    def __init__(self) -> None:
        self.within: dict[tuple[str, ...], Q] = {}  # of this request: every facet asks again
        super().__init__()

    def known(self, values: list[str]) -> Collection[str]:
        return slugs(Place, values)

    def narrow(self, jobs: JobQuerySet, values: tuple[str, ...]) -> QuerySet[Job]:
        if values not in self.within:
            self.within[values] = Q()
            for place in Place.objects.filter(slug__in=values):
                inside = linked(JobPlace, place__in=Place.objects.within(place))
                self.within[values] |= Q(pk__in=inside)
        return jobs.filter(self.within[values])


class ArrangementChoice(Choice):
    def known(self, values: list[str]) -> Collection[str]:
        return set(Job.Arrangement.values).intersection(values)

    def narrow(self, jobs: JobQuerySet, values: tuple[str, ...]) -> QuerySet[Job]:
        return jobs.filter(arrangement__in=values)


class PostedChoice(Choice):
    """Days since the posting date, at most; of several the longest."""

    def known(self, values: list[str]) -> Collection[str]:
        return set(POSTED_DAYS).intersection(values)

    def narrow(self, jobs: JobQuerySet, values: tuple[str, ...]) -> QuerySet[Job]:
        return jobs.filter(posted_within(max(map(int, values))))


class SalaryChoice(Choice):
    """A yearly amount that the top of the range must reach; of several the lowest."""

    def known(self, values: list[str]) -> Collection[str]:
        return [text for text in values if re.fullmatch(r"[1-9][0-9]{0,8}", text, re.ASCII)]

    def narrow(self, jobs: JobQuerySet, values: tuple[str, ...]) -> QuerySet[Job]:
        currency, stated_only = self.parent.pay_currency, self.parent.stated_only
        return jobs.filter(reaches(min(map(int, values)), currency, stated_only=stated_only))


class CurrencyChoice(Choice):
    """The currency in which `salary` is read; it filters nothing by itself."""

    single = True

    def known(self, values: list[str]) -> Collection[str]:
        stated = Job.objects.filter(salary_currency__in=values)
        known = set(stated.values_list("salary_currency", flat=True).distinct())
        return known | {settings.SITE_CURRENCY}.intersection(values)

    def filter(self, qs: Any, value: Chosen) -> Any:
        return qs


class PayChoice(Choice):
    """`stated` leaves out the jobs that do not state their pay."""

    single = True

    def known(self, values: list[str]) -> Collection[str]:
        return {"stated"}.intersection(values)

    def narrow(self, jobs: JobQuerySet, values: tuple[str, ...]) -> QuerySet[Job]:
        return jobs.exclude(salary_min=None, salary_max=None)


class WordsChoice(django_filters.CharFilter):
    def filter(self, qs: Any, value: str) -> Any:
        query = parse(value)
        return qs.filter(pk__in=backend().matching(query, STRENGTHS)) if query else qs


def reaches(amount: int, currency: str, *, stated_only: bool) -> Q:
    """Pay that can reach `amount` a year in `currency`; comparing never crosses currencies.

    Jobs whose pay is not stated, or not for a known period, may well reach it: they stay, unless
    the seeker leaves them out.
    """
    enough = Q(salary_currency=currency, pay_to__gte=amount)
    unknown = Q(pay_to=None, salary_currency__in=["", currency])
    return enough if stated_only else enough | unknown


def posted_within(days: int) -> Q:
    return Q(posted_on__gte=today() - timedelta(days=days))


def slugs(model: type[Term], values: Iterable[str]) -> set[str]:
    return set(model.objects.filter(slug__in=list(values)).values_list("slug", flat=True))


def linked(through: type[Model], **conditions: Any) -> Any:
    """The ids of jobs with a link that meets the conditions: a job counts once, whatever it has."""
    return through._default_manager.filter(**conditions).values("job")
