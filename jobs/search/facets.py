"""Facets: what can be chosen, with the number of results after choosing it.

Every other key applies to a facet's counts, its own selection does not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext
from pyroaring import BitMap

from jobs.lib.countries import country_name
from jobs.models import Job, today
from jobs.search import counting
from jobs.search.choices import WITHIN
from jobs.search.filters import JobFilter
from jobs.search.memory import Snapshot, current
from jobs.search.memory.labels import alphabetical
from jobs.search.memory.segment import code_of, letters_of
from jobs.search.packing import ARRANGEMENTS
from jobs.search.scales import POSTED_DAYS, perhaps, posted_within

LISTED = 1_000  # values of a directory
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
    more: bool = False  # values are left out

    @property
    def selected(self) -> int:
        return sum(value.selected for value in self.values)


Row = tuple[str, str, int]  # value, label, count
Counter = Callable[[JobFilter, BitMap, int], tuple[list[Row], bool]]  # at most so many; more?
Labels = Callable[[JobFilter, Collection[str]], dict[str, str]]


def _terms(kind: str, *, in_order: bool = False) -> Counter:
    """`in_order`: as the kind has its words in order, and not by their counts."""

    def rows(filters: JobFilter, jobs: BitMap, number: int) -> tuple[list[Row], bool]:
        counts = counting.top(filters.board, kind, jobs, number + 1)
        labels = filters.board.names.labels(kind, [value for value, _count in counts])
        named = [(labels[value], count) for value, count in counts[:number] if value in labels]
        if in_order:
            named.sort(key=lambda row: (row[0].position, row[0].alphabetical))
        else:
            named.sort(key=lambda row: (-row[1], row[0].alphabetical))
        rows = [(label.slug, label.name, count) for label, count in named]
        return rows, len(counts) > number

    return rows


def _countries(filters: JobFilter, jobs: BitMap, number: int) -> tuple[list[Row], bool]:
    counts = counting.top(filters.board, "country", jobs, number + 1)
    codes = [(letters_of(value).lower(), count) for value, count in counts[:number]]
    rows = [(code, country_name(code), count) for code, count in codes]
    return sorted(rows, key=lambda row: (-row[2], alphabetical(row[1]))), len(counts) > number


def _arrangements(filters: JobFilter, jobs: BitMap, _number: int) -> tuple[list[Row], bool]:
    rows = [
        (value, label, counting.count(filters.board, "arrangement", code, jobs))
        for code, (value, label) in enumerate(zip(ARRANGEMENTS[1:], _ARRANGED, strict=True), 1)
    ]
    return rows, False


_ARRANGED = [str(label) for label in Job.Arrangement.labels]


def _posted(filters: JobFilter, jobs: BitMap, _number: int) -> tuple[list[Row], bool]:
    since = {days: posted_within(filters.board, int(days)) for days in POSTED_DAYS}
    counts = {days: jobs.intersection_cardinality(new) for days, new in since.items()}
    return [(days, _days(days), count) for days, count in counts.items()], False


def _distances(filters: JobFilter, jobs: BitMap, _number: int) -> tuple[list[Row], bool]:
    """Of the jobs wherever they are, as choosing a distance widens the chosen places."""
    if not filters.towns:
        return [], False
    left = {far: filters.jobs_within(int(far)) for far in WITHIN}
    counts = {far: jobs.intersection_cardinality(around) for far, around in left.items()}
    labels = _kilometres(filters, WITHIN)
    return [(far, labels[far], count) for far, count in counts.items()], False


def _salaries(filters: JobFilter, jobs: BitMap, _number: int) -> tuple[list[Row], bool]:
    board, currency = filters.board, filters.pay_currency
    chosen = map(int, filters.chosen("salary").values)
    steps = sorted({*_ladder(highest_pay(board, currency)), *chosen})
    labels = _amounts(filters, [str(step) for step in steps])
    unknown = BitMap() if filters.stated_only else perhaps(board, currency)
    stay = jobs.intersection_cardinality(unknown)
    code = code_of(currency)
    counts = [jobs.intersection_cardinality(board.paying(code, step)) + stay for step in steps]
    pairs = zip(map(str, steps), counts, strict=True)
    return [(step, labels[step], count) for step, count in pairs], False


def highest_pay(board: Snapshot, currency: str) -> int:
    """The highest yearly pay that a live job states in a currency, in whole units."""

    def find() -> int:
        return board.highest_pay(board.live & board.having("currency", [code_of(currency)]))

    return board.once(("highest pay", today(), currency), find)


def _ladder(top: int) -> Sequence[int]:
    """Round amounts below the board's highest pay that split it into steps a person would ask."""
    if top < 10:
        return ()
    unit = 10 ** (len(str(top)) - 2)
    shares = (top * share // 100 // unit * unit for share in (10, 20, 30, 40, 50, 65))
    return sorted({step for step in shares if step})


def _days(days: str) -> str:
    return "Last 24 hours" if days == "1" else f"Last {days} days"


def _kilometres(_filters: JobFilter, values: Collection[str]) -> dict[str, str]:
    return {value: f"Within {value} km" for value in values}


def _arrangement_labels(_filters: JobFilter, _values: Collection[str]) -> dict[str, str]:
    return dict(zip(ARRANGEMENTS[1:], _ARRANGED, strict=True))


def _amounts(filters: JobFilter, values: Collection[str]) -> dict[str, str]:
    return {value: f"{int(value):,} {filters.pay_currency} or more" for value in values}


def _periods(_filters: JobFilter, values: Collection[str]) -> dict[str, str]:
    return {value: _days(value) for value in values}


def _names(kind: str) -> Labels:
    def names(filters: JobFilter, values: Collection[str]) -> dict[str, str]:
        board = filters.board.names
        keys = board.keys(kind, values)
        labels = board.labels(kind, keys.values())
        return {slug: labels[key].name for slug, key in keys.items() if key in labels}

    return names


def _countries_by_code(_filters: JobFilter, values: Collection[str]) -> dict[str, str]:
    return {code: country_name(code) for code in values}


@dataclass(frozen=True, slots=True)
class Spec:
    key: str
    label: str
    count: Counter
    labels: Labels
    single: bool = False
    lifts: str = ""  # the key that its counts leave out, when it is not its own


# In the order of the page.
FACETS = {
    spec.key: spec
    for spec in (
        Spec("arrangement", "Arrangement", _arrangements, _arrangement_labels),
        Spec("salary", "Pay a year", _salaries, _amounts, single=True),
        Spec("level", "Experience", _terms("level", in_order=True), _names("level")),
        Spec("type", "Job type", _terms("job_type", in_order=True), _names("job_type")),
        Spec("category", "Category", _terms("category"), _names("category")),
        Spec("country", "Country", _countries, _countries_by_code),
        Spec("skill", "Skill", _terms("skill"), _names("skill")),
        Spec("employer", "Employer", _terms("employer"), _names("employer")),
        Spec("industry", "Industry", _terms("industry"), _names("industry")),
        Spec("posted", "Posted", _posted, _periods, single=True),
        Spec("within", "Distance", _distances, _kilometres, single=True, lifts="place"),
    )
}


def facet(filters: JobFilter, jobs: BitMap, spec: Spec, *, lift: bool = True) -> Facet:
    """One facet of a search whose words leave `jobs`, all of them live.

    With `lift` off the facet's own selection stays: what else the jobs of that selection have.
    """
    chosen = filters.chosen(spec.key).values
    counted = filters.narrowed(jobs, without=spec.lifts or spec.key if lift else "")
    rows, more = spec.count(filters, counted, LONGEST)
    shown = [row for row in rows if row[2] or row[0] in chosen]
    absent = [value for value in chosen if value not in {row[0] for row in shown}]
    shown += _of(filters, counted, spec, absent)
    values = tuple(FacetValue(*row, selected=row[0] in chosen) for row in shown)
    return Facet(spec.key, spec.label, values, spec.single, more)


def chosen_labels(filters: JobFilter, key: str) -> dict[str, str]:
    """What the chosen values of a key are called; under the empty key, what the key is called."""
    values = filters.chosen(key).values
    if key == "place":
        return _names("place")(filters, values) | {"": "Place"}
    if key == "also":
        return _names("skill")(filters, values) | {"": gettext("Skill")}
    if key == "pay":
        return {"": "Pay", "stated": "Only with stated pay"}
    if key not in FACETS:
        return {}
    return FACETS[key].labels(filters, values) | {"": FACETS[key].label}


def directory(key: str) -> tuple[list[FacetValue], bool]:
    """The values of a facet with the most live jobs, by name, and whether there are others."""
    board = current()
    rows, more = FACETS[key].count(JobFilter(QueryDict(), board), board.live, LISTED)
    by_name = sorted(rows, key=lambda row: alphabetical(row[1]))
    return [FacetValue(*row, selected=False) for row in by_name], more


def _of(filters: JobFilter, jobs: BitMap, spec: Spec, values: Collection[str]) -> list[Row]:
    """Chosen values that are not among the most frequent."""
    labels = spec.labels(filters, values) if values else {}
    counts = {value: filters.left_by(spec.key, value) for value in values}
    return [
        (value, labels.get(value, value), jobs.intersection_cardinality(left))
        for value, left in counts.items()
    ]
