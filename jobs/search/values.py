"""All values of one facet, to look through and to choose from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from jobs.lib.text import fold
from jobs.lib.words import bare_words
from jobs.models.local import country_label
from jobs.search import alphabet, counting
from jobs.search.address import Address
from jobs.search.counting import Count
from jobs.search.facets import Row, chosen_labels
from jobs.search.filters import JobFilter
from jobs.search.headline import headline
from jobs.search.leaving import to_leave
from jobs.search.memory import Snapshot, current
from jobs.search.memory.bits import Array
from jobs.search.memory.segment import letters_of
from jobs.search.query import MAX_LENGTH, MAX_TERMS
from jobs.search.shown import FacetValue
from jobs.search.understanding import understand

PER_PAGE = 100
LISTED = {  # the keys whose values can be listed, and what all of them are called
    "skill": _("All skills"),
    "employer": _("All employers"),
    "category": _("All categories"),
    "industry": _("All industries"),
    "country": _("All countries"),
    "type": _("All job types"),
    "level": _("All levels of experience"),
}
_KINDS = {"type": "job_type"}


@dataclass(frozen=True, slots=True)
class ValuesPage:
    key: str
    label: str  # of all values
    headline: str  # the search without what is chosen of this key
    find: str
    values: tuple[FacetValue, ...]  # of this page
    chosen: tuple[FacetValue, ...]  # chosen ones that are not among them
    total: int
    page: int
    pages: int
    address: Address  # of the search

    @property
    def first_row(self) -> int:
        return PER_PAGE * (self.page - 1) + 1

    @property
    def last_row(self) -> int:
        return PER_PAGE * (self.page - 1) + len(self.values)

    @property
    def rows(self) -> list[tuple[FacetValue, str]]:
        """The values, each with the query of the search with it alone."""
        return [(value, self.address.replaced(**{self.key: value.value})) for value in self.values]

    @property
    def others(self) -> list[tuple[str, str]]:
        """The parameters of the search but for this key."""
        return [(key, value) for key, value in self.address.pairs if key != self.key]


def values(params: QueryDict, key: str, *, leaving: bool = False) -> ValuesPage:
    """A page of the values of a key (one of LISTED) that the search has jobs of.

    The most frequent first, then by name. Of `find`, every word must begin a word of the label.
    `leaving`: of the jobs that may leave the board, alone.
    """
    filters = JobFilter(params, current())
    meant = understand(filters.board, filters.words)
    meant = to_leave(filters.board, meant) if leaving else meant
    jobs = filters.narrowed(meant.jobs, without=key)
    find = params.get("find", "").strip()[:MAX_LENGTH]
    begun = list(dict.fromkeys(bare_words(find)))[:MAX_TERMS]
    counts = _counts(filters.board, _KINDS.get(key, key), jobs, begun)
    pages = max(1, ceil(len(counts) / PER_PAGE))
    page = _number(params.get("page", ""), pages)
    shown = counts[PER_PAGE * (page - 1) : PER_PAGE * page]
    rows = _labelled(filters.board, _KINDS.get(key, key), shown.tolist())
    chosen = filters.chosen(key).values
    return ValuesPage(
        key=key,
        label=str(LISTED[key]),
        headline=headline(
            len(jobs), meant.words, _labels(filters, key), around=filters.is_around_all
        ),
        find=find,
        values=tuple(FacetValue(*row, selected=row[0] in chosen) for row in rows),
        chosen=_chosen(filters, key, jobs, shown={value for value, _label, _count in rows}),
        total=len(counts),
        page=page,
        pages=pages,
        address=Address.of(filters, params),
    )


def _counts(board: Snapshot, kind: str, jobs: BitMap, beginnings: Sequence[str]) -> Array:
    """Rows of a value that has jobs and how many, in the order of the list."""
    rows = np.array(counting.every(board, kind, jobs), np.int64).reshape(-1, 2)
    for beginning in beginnings:
        rows = rows[np.isin(rows[:, 0], _beginning(board, kind, beginning))]
    return rows[np.lexsort((_by_name(board, kind, rows[:, 0]), -rows[:, 1]))]


def _beginning(board: Snapshot, kind: str, beginning: str) -> Array:
    """The values in whose label a word begins so."""
    if kind != "country":
        return board.terms_beginning(kind, (), beginning)
    values = counting.sizes_of(board, kind).values
    begun = [any(word.startswith(beginning) for word in bare_words(_country(v))) for v in values]
    found: Array = values[np.array(begun, bool)]
    return found


def _by_name(board: Snapshot, kind: str, values: Array) -> Array:
    """The places of these values in the order of their labels."""
    if kind != "country":
        return alphabet.places(board, kind, values)
    names = [fold(_country(value)) for value in values.tolist()]
    return np.argsort(np.argsort(np.array(names, object), kind="stable"))


def _labelled(board: Snapshot, kind: str, counts: Sequence[Count]) -> list[Row]:
    if kind == "country":
        return [(letters_of(value).lower(), _country(value), count) for value, count in counts]
    labels = board.names.labels(kind, [value for value, _count in counts])
    known = ((labels[value], count) for value, count in counts if value in labels)
    return [(label.slug, label.label, count) for label, count in known]


def _country(code: int) -> str:
    return country_label(letters_of(code).lower())


def _chosen(
    filters: JobFilter, key: str, jobs: BitMap, shown: Collection[str]
) -> tuple[FacetValue, ...]:
    labels = chosen_labels(filters, key)
    return tuple(
        FacetValue(
            value,
            labels.get(value, value),
            jobs.intersection_cardinality(filters.left_by(key, value)),
            selected=True,
        )
        for value in filters.chosen(key).values
        if value not in shown
    )


def _labels(filters: JobFilter, without: str) -> dict[str, list[str]]:
    """What is chosen of the other keys, as it is called."""
    others = [key for key in filters.keys if key != without]
    named = {key: chosen_labels(filters, key) for key in others if filters.chosen(key).values}
    return {
        key: [labels[value] for value in filters.chosen(key).values if value in labels]
        for key, labels in named.items()
    }


def _number(text: str, pages: int) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
    return number if 1 <= number <= pages else 1
