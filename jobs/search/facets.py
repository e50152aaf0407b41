"""Counts by plain SQL, one query a facet: slow, obvious, and right.

The count of a value is the number of results after choosing it: every other key applies, the
facet's own selection does not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max
from django.http import QueryDict

from jobs.lib.countries import country_name
from jobs.lib.text import fold
from jobs.models import (
    Category,
    Employer,
    Industry,
    Job,
    JobPlace,
    JobQuerySet,
    JobSkill,
    JobType,
    Level,
    Place,
    Skill,
)
from jobs.search.choices import POSTED_DAYS, posted_within, reaches
from jobs.search.filters import JobFilter

LONGEST = 30  # values shown of a facet, the most frequent first; chosen ones always


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str  # what stands in the address
    label: str
    count: int  # results after choosing it
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    key: str
    label: str
    values: tuple[FacetValue, ...]
    single: bool = False  # one value at a time

    @property
    def selected(self) -> int:
        return sum(value.selected for value in self.values)


Row = tuple[str, str, int]  # value, label, count
Counter = Callable[[JobFilter, JobQuerySet], Iterable[Row]]
Labels = Callable[[JobFilter, Collection[str]], dict[str, str]]


def _terms(field: str, order: str = "-jobs") -> Counter:
    def count(_filters: JobFilter, jobs: JobQuerySet) -> Iterable[Row]:
        named = jobs.exclude(**{field: None}).values_list(f"{field}__slug", f"{field}__name")
        return named.annotate(jobs=Count("pk")).order_by(order, f"{field}__name")

    return count


def _skills(_filters: JobFilter, jobs: JobQuerySet) -> Iterable[Row]:
    links = JobSkill.objects.filter(job__in=jobs.values("pk"), skill__in_facets=True).order_by()
    named = links.values_list("skill__slug", "skill__name")
    return named.annotate(jobs=Count("job")).order_by("-jobs", "skill__name")


def _countries(_filters: JobFilter, jobs: JobQuerySet) -> Iterable[Row]:
    links = JobPlace.objects.filter(job__in=jobs.values("pk")).exclude(place__country="")
    codes = links.order_by().values_list("place__country")
    counted = codes.annotate(jobs=Count("job", distinct=True))
    rows = [(code, country_name(code), number) for code, number in counted]
    return sorted(rows, key=lambda row: (-row[2], row[1]))


def _arrangements(_filters: JobFilter, jobs: JobQuerySet) -> Iterable[Row]:
    counted = dict(jobs.order_by().values_list("arrangement").annotate(jobs=Count("pk")))
    return [(value, label, counted.get(value, 0)) for value, label in Job.Arrangement.choices]


def _posted(_filters: JobFilter, jobs: JobQuerySet) -> Iterable[Row]:
    counts = {
        f"within_{days}": Count("pk", filter=posted_within(int(days))) for days in POSTED_DAYS
    }
    counted = jobs.aggregate(**counts)
    return [(days, _days(days), counted[f"within_{days}"]) for days in POSTED_DAYS]


def _salaries(filters: JobFilter, jobs: JobQuerySet) -> Iterable[Row]:
    currency = filters.pay_currency
    comparable = Job.objects.live().filter(salary_currency=currency)
    top = comparable.aggregate(top=Max("pay_to"))["top"]
    steps = {*_ladder(int(top or 0)), *map(int, filters.chosen("salary").values)}
    counts = {
        f"at_least_{step}": Count(
            "pk", filter=reaches(step, currency, stated_only=filters.stated_only)
        )
        for step in steps
    }
    counted = jobs.aggregate(**counts) if counts else {}
    labels = _amounts(filters, [str(step) for step in steps])
    return [(str(step), labels[str(step)], counted[f"at_least_{step}"]) for step in sorted(steps)]


def _ladder(top: int) -> Sequence[int]:
    """Round amounts below the board's highest pay that split it into steps a person would ask."""
    if top < 10:
        return ()
    unit = 10 ** (len(str(top)) - 2)
    shares = (top * share // 100 // unit * unit for share in (10, 20, 30, 40, 50, 65))
    return sorted({step for step in shares if step})


def _days(days: str) -> str:
    return "Last 24 hours" if days == "1" else f"Last {days} days"


def _arrangement_labels(_filters: JobFilter, _values: Collection[str]) -> dict[str, str]:
    return {str(value): str(label) for value, label in Job.Arrangement.choices}


def _amounts(filters: JobFilter, values: Collection[str]) -> dict[str, str]:
    return {value: f"{int(value):,} {filters.pay_currency} or more" for value in values}


def _periods(_filters: JobFilter, values: Collection[str]) -> dict[str, str]:
    return {value: _days(value) for value in values}


def _names(model: Any) -> Labels:
    return lambda _filters, values: dict(
        model.objects.filter(slug__in=values).values_list("slug", "name")
    )


def _countries_by_code(_filters: JobFilter, values: Collection[str]) -> dict[str, str]:
    return {code: country_name(code) for code in values}


@dataclass(frozen=True, slots=True)
class Spec:
    key: str
    label: str
    count: Counter
    labels: Labels
    single: bool = False


# In the order of the page.
FACETS = {
    spec.key: spec
    for spec in (
        Spec("arrangement", "Arrangement", _arrangements, _arrangement_labels),
        Spec("salary", "Pay a year", _salaries, _amounts, single=True),
        Spec("level", "Experience", _terms("level", "level__position"), _names(Level)),
        Spec("type", "Job type", _terms("job_type", "job_type__position"), _names(JobType)),
        Spec("category", "Category", _terms("category"), _names(Category)),
        Spec("country", "Country", _countries, _countries_by_code),
        Spec("skill", "Skill", _skills, _names(Skill)),
        Spec("employer", "Employer", _terms("employer"), _names(Employer)),
        Spec("industry", "Industry", _terms("industry"), _names(Industry)),
        Spec("posted", "Posted", _posted, _periods, single=True),
    )
}


def facet(filters: JobFilter, spec: Spec, *, lift: bool = True) -> Facet:
    """One facet with its counts: two queries at most, the second for chosen values without jobs.

    With `lift` off the facet's own selection stays: what else the jobs of that selection have.
    """
    chosen = filters.chosen(spec.key).values
    rows = list(spec.count(filters, filters.narrowed(without=spec.key if lift else "")))
    counted = [row for row in rows if row[2] or row[0] in chosen]
    shown = [row for number, row in enumerate(counted) if number < LONGEST or row[0] in chosen]
    absent = [value for value in chosen if value not in {row[0] for row in shown}]
    labels = spec.labels(filters, absent) if absent else {}
    shown += [(value, labels.get(value, value), 0) for value in absent]
    values = tuple(FacetValue(*row, selected=row[0] in chosen) for row in shown)
    return Facet(spec.key, spec.label, values, spec.single)


def chosen_labels(filters: JobFilter, key: str) -> dict[str, str]:
    """What the chosen values of a key are called; under the empty key, what the key is called."""
    values = filters.chosen(key).values
    if key == "place":
        return _names(Place)(filters, values) | {"": "Place"}
    if key == "pay":
        return {"": "Pay", "stated": "Only with stated pay"}
    if key not in FACETS:
        return {}
    return FACETS[key].labels(filters, values) | {"": FACETS[key].label}


def currencies(filters: JobFilter) -> list[str]:
    """The currencies in which live jobs state their pay, and the one that is chosen."""
    stated = Job.objects.live().exclude(salary_currency="").order_by("salary_currency")
    codes = stated.values_list("salary_currency", flat=True).distinct()
    return sorted({*codes, filters.pay_currency})


def directory(key: str) -> list[FacetValue]:
    """Every value of a facet that has live jobs, by name."""
    filters = JobFilter(QueryDict(), queryset=Job.objects.live())
    rows = FACETS[key].count(filters, filters.narrowed())
    by_name = sorted(rows, key=lambda row: fold(row[1]))
    return [FacetValue(*row, selected=False) for row in by_name]
