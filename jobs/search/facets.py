"""Facets: what can be chosen, with the number of results after choosing it.

Every other key applies to a facet's counts, its own selection does not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from jobs.models import today
from jobs.models.local import arrangement_label, country_label
from jobs.search import called, counting
from jobs.search.choices import WITHIN
from jobs.search.filters import JobFilter
from jobs.search.memory import Snapshot, current
from jobs.search.memory.labels import alphabetical
from jobs.search.memory.segment import code_of, letters_of
from jobs.search.packing import ARRANGEMENTS
from jobs.search.scales import POSTED_DAYS, perhaps, posted_within
from jobs.search.shown import SHOWN, Facet, FacetValue
from jobs.search.top import busiest_places

LISTED = 1_000  # values of a directory
LONGEST = 30  # values counted of a facet, the most frequent first; chosen ones always


Row = tuple[str, str, int]  # value, label, count
Counter = Callable[[JobFilter, BitMap, int], tuple[list[Row], bool]]  # at most so many; more?


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
        rows = [(label.slug, label.label, count) for label, count in named]
        return rows, len(counts) > number

    return rows


def _countries(filters: JobFilter, jobs: BitMap, number: int) -> tuple[list[Row], bool]:
    counts = counting.top(filters.board, "country", jobs, number + 1)
    codes = [(letters_of(value).lower(), count) for value, count in counts[:number]]
    rows = [(code, country_label(code), count) for code, count in codes]
    return sorted(rows, key=lambda row: (-row[2], alphabetical(row[1]))), len(counts) > number


def _arrangements(filters: JobFilter, jobs: BitMap, _number: int) -> tuple[list[Row], bool]:
    rows = [
        (value, arrangement_label(value), counting.count(filters.board, "arrangement", code, jobs))
        for code, value in enumerate(ARRANGEMENTS[1:], 1)
    ]
    return rows, False


def _places(filters: JobFilter, jobs: BitMap, _number: int) -> tuple[list[Row], bool]:
    """The towns and regions with the most jobs; the others are found by words."""
    board = filters.board
    counts = busiest_places(board, jobs, SHOWN)
    labels = board.names.labels("place", counts)
    named = [(labels[key], count) for key, count in counts.items() if key in labels]
    if filters.kilometres:  # they stay around whatever is chosen
        around = ((one, filters.left_by("place", one.slug)) for one, _count in named)
        named = [(one, jobs.intersection_cardinality(left)) for one, left in around]
    named.sort(key=lambda row: (-row[1], row[0].alphabetical))
    return [(label.slug, label.label, count) for label, count in named], False


def _posted(filters: JobFilter, jobs: BitMap, _number: int) -> tuple[list[Row], bool]:
    since = {days: posted_within(filters.board, int(days)) for days in POSTED_DAYS}
    counts = {days: jobs.intersection_cardinality(new) for days, new in since.items()}
    return [(days, called.days(days), count) for days, count in counts.items()], False


def _distances(filters: JobFilter, jobs: BitMap, _number: int) -> tuple[list[Row], bool]:
    """Of the jobs wherever they are, as choosing a distance widens the chosen places."""
    if not filters.towns:
        return [], False
    left = {far: filters.jobs_within(int(far)) for far in WITHIN}
    counts = {far: jobs.intersection_cardinality(around) for far, around in left.items()}
    labels = called.kilometres(filters, WITHIN)
    return [(far, labels[far], count) for far, count in counts.items()], False


def _salaries(filters: JobFilter, jobs: BitMap, _number: int) -> tuple[list[Row], bool]:
    board, currency = filters.board, filters.pay_currency
    chosen = map(int, filters.chosen("salary").values)
    steps = sorted({*_ladder(highest_pay(board, currency)), *chosen})
    labels = called.amounts(filters, [str(step) for step in steps])
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


@dataclass(frozen=True, slots=True)
class Spec:
    key: str
    label: Promise
    count: Counter
    labels: called.Labels
    single: bool = False
    lifts: str = ""  # the key that its counts leave out, when it is not its own


# In the order of the page.
FACETS = {
    spec.key: spec
    for spec in (
        Spec("arrangement", _("Arrangement"), _arrangements, called.arrangements),
        Spec("salary", _("Pay a year"), _salaries, called.amounts, single=True),
        Spec("level", _("Experience"), _terms("level", in_order=True), called.names("level")),
        Spec("type", _("Job type"), _terms("job_type", in_order=True), called.names("job_type")),
        Spec("category", _("Category"), _terms("category"), called.names("category")),
        Spec("country", _("Country"), _countries, called.countries),
        Spec("place", _("Place"), _places, called.names("place")),
        Spec("skill", _("Skill"), _terms("skill"), called.names("skill")),
        Spec("employer", _("Employer"), _terms("employer"), called.names("employer")),
        Spec("industry", _("Industry"), _terms("industry"), called.names("industry")),
        Spec("posted", _("Posted"), _posted, called.periods, single=True),
        Spec("within", _("Distance"), _distances, called.kilometres, single=True, lifts="place"),
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
    return Facet(spec.key, str(spec.label), values, spec.single, more)


def chosen_labels(filters: JobFilter, key: str) -> dict[str, str]:
    """What the chosen values of a key are called; under the empty key, what the key is called."""
    values = filters.chosen(key).values
    named = {"": key_name(key)}
    if key == "also":
        return called.names("skill")(filters, values) | named
    if key == "pay":
        return {"stated": gettext("Only with stated pay")} | named
    return FACETS[key].labels(filters, values) | named if key in FACETS else {}


def key_name(key: str) -> str:
    """What a key of the filters is called."""
    others = {"also": _("Skill"), "pay": _("Pay"), "currency": _("Currency")}
    return str(FACETS[key].label if key in FACETS else others[key])


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
