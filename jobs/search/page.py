"""The one door of search: parameters in, everything a page of results shows out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import ceil

from django.core.paginator import Paginator
from django.http import QueryDict

from jobs.models import Job, JobQuerySet
from jobs.search.address import Address, Link
from jobs.search.facets import FACETS, Facet, chosen_labels, currencies, facet
from jobs.search.filters import JobFilter
from jobs.search.headline import headline
from jobs.search.order import SORTS, ordered
from jobs.search.query import MAX_LENGTH, MAX_TERMS, parse

PER_PAGE = 20
MAX_PAGE = 500  # beyond, a narrower search serves the seeker better


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen value, with the query of the same search without it."""

    key: str
    group: str
    label: str
    query: str


@dataclass(frozen=True, slots=True)
class Way:
    """The same search without one of its keys, and how many jobs that finds."""

    label: str
    query: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchPage:
    headline: str  # the search in words, with its count
    jobs: list[Job]
    total: int
    page: int
    pages: int
    q: str
    sort: str
    currency: str
    currencies: list[str]  # to choose from, where the pay facet is shown
    stated_only: bool
    facets: dict[str, Facet]
    chips: list[Chip]
    sorts: list[Link]
    pager: list[Link]
    notices: list[str]
    ways: list[Way]  # out of a search without results, the widest first
    address: Address

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or self.chips)

    @property
    def previous(self) -> str | None:
        return _page_query(self.address, self.page - 1) if self.page > 1 else None

    @property
    def next(self) -> str | None:
        return _page_query(self.address, self.page + 1) if self.page < self.pages else None

    @property
    def first_row(self) -> int:
        return (self.page - 1) * PER_PAGE + 1 if self.jobs else 0

    @property
    def last_row(self) -> int:
        return (self.page - 1) * PER_PAGE + len(self.jobs)


def results(
    params: QueryDict, *, facets: Collection[str] = FACETS.keys(), fixed: str = ""
) -> SearchPage:
    """The page of live jobs that `params` ask for (keys and values as in the addresses).

    `fixed` is a key that the page's own address stands for: its links and chips leave it out.

    Never raises for any parameters: what is unknown or broken is ignored, with a notice. The
    number of queries depends on `facets`, not on the number of jobs.
    """
    filters = JobFilter(params, queryset=Job.objects.live())
    query = parse(filters.words)
    notices = _notices(filters, shortened=query.shortened)
    sort = _one_of(SORTS, params.get("sort", ""), notices) or ("relevance" if query else "newest")
    jobs = filters.narrowed()
    total = jobs.count()
    pages = max(1, min(MAX_PAGE, ceil(total / PER_PAGE)))
    page = _page(params.get("page", ""), pages, notices)
    address = Address.of(filters, params, fixed=fixed)
    chips = _chips(filters, address, fixed=fixed)
    return SearchPage(
        headline=headline(total, filters.words, _labels(chips)),
        jobs=_rows(ordered(jobs, sort, query, filters.pay_currency), page),
        total=total,
        page=page,
        pages=pages,
        q=filters.words,
        sort=sort,
        currency=filters.pay_currency,
        currencies=currencies(filters) if "salary" in facets else [],
        stated_only=filters.stated_only,
        facets={key: facet(filters, FACETS[key], lift=key != fixed) for key in facets},
        chips=chips,
        sorts=_sorts(sort, address, with_words=bool(query)),
        pager=_pager(page, pages, address),
        notices=notices,
        ways=[] if total else _ways(filters, chips, address),
        address=address,
    )


def _rows(jobs: JobQuerySet, page: int) -> list[Job]:
    start = (page - 1) * PER_PAGE
    return list(jobs.for_cards()[start : start + PER_PAGE])


def _notices(filters: JobFilter, *, shortened: bool) -> list[str]:
    notices = [
        f"There is no {FACETS[key].label.lower() if key in FACETS else key} "
        f"\u201c{value[:60]}\u201d here, so it was left out of your search."
        for key in filters.keys
        for value in filters.chosen(key).unknown[:3]
    ]
    if shortened or filters.words_refused:
        notices.append(
            f"Only the first {MAX_TERMS} words and {MAX_LENGTH} characters were searched for."
        )
    return notices


def _one_of(allowed: dict[str, str], value: str, notices: list[str]) -> str:
    if not value or value in allowed:
        return value
    notices.append(
        f"Results cannot be sorted by \u201c{value[:60]}\u201d; the usual order is shown."
    )
    return ""


def _page(value: str, pages: int, notices: list[str]) -> int:
    if not value:
        return 1
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 0
    if 1 <= number <= pages:
        return number
    notices.append(f"There is no page \u201c{value[:20]}\u201d of this search; this is the first.")
    return 1


def _chips(filters: JobFilter, address: Address, *, fixed: str) -> list[Chip]:
    chosen = ((key, filters.chosen(key).values) for key in filters.keys if key != fixed)
    labelled = ((key, values, chosen_labels(filters, key)) for key, values in chosen if values)
    return [
        Chip(key, labels[""], labels[value], address.without(key, value))
        for key, values, labels in labelled
        for value in values
        if value in labels
    ]


def _ways(filters: JobFilter, chips: list[Chip], address: Address) -> list[Way]:
    labels = {key: " or ".join(values) for key, values in _labels(chips).items()}
    if filters.words:
        labels["q"] = f"\u201c{filters.words}\u201d"
    counted = [
        Way(label, address.replaced(**{key: None}), filters.narrowed(without=key).count())
        for key, label in labels.items()
    ]
    return sorted((way for way in counted if way.count), key=lambda way: -way.count)


def _labels(chips: list[Chip]) -> dict[str, list[str]]:
    labels: dict[str, list[str]] = {}
    for chip in chips:
        labels.setdefault(chip.key, []).append(chip.label)
    return labels


def _sorts(sort: str, address: Address, *, with_words: bool) -> list[Link]:
    usual = "relevance" if with_words else "newest"
    return [
        Link(label, address.replaced(sort=None if key == usual else key), current=key == sort)
        for key, label in SORTS.items()
        if key != "relevance" or with_words
    ]


def _page_query(address: Address, number: int) -> str:
    return address.replaced(page=None if number == 1 else number)


def _pager(page: int, pages: int, address: Address) -> list[Link]:
    if pages == 1:
        return []
    numbers = Paginator(range(pages), 1).get_elided_page_range(page, on_each_side=2, on_ends=1)
    return [
        Link(str(number), _page_query(address, number), number == page)
        if isinstance(number, int)
        else Link("…", None)
        for number in numbers
    ]
