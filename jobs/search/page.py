"""The one door of search: parameters in, everything a page of results shows out."""

from __future__ import annotations

from collections.abc import Collection
from math import ceil

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext
from pyroaring import BitMap

from jobs.search.address import SORTS, Address, Link, page_query
from jobs.search.called import either
from jobs.search.cards import cards
from jobs.search.choices import WITHIN
from jobs.search.facets import FACETS, chosen_labels, facet
from jobs.search.filters import JobFilter
from jobs.search.found import Chip, SearchPage, Way
from jobs.search.headline import headline
from jobs.search.leaving import to_leave
from jobs.search.marking import Marks
from jobs.search.memory import Snapshot, current
from jobs.search.notices import MAX_PAGE, notices_of, one_of, page_number
from jobs.search.order import PER_PAGE, in_order, page_of, sort_of, usual_sort
from jobs.search.shown import Facet
from jobs.search.understanding import Meant, understand

Keys = Collection[str]


def results(
    params: QueryDict,
    *,
    facets: Collection[str] = FACETS.keys(),
    fixed: Collection[str] = (),
    leaving: bool = False,
) -> SearchPage:
    """The page of live jobs that `params` ask for (keys and values as in the addresses).

    `fixed` are the keys that the page's own address stands for: its links and chips leave them out.
    `leaving`: of the jobs that may leave the board, alone; all numbers are theirs.

    Never raises for any parameters: what is unknown or broken is ignored, with a notice. The
    number of queries depends on `facets`, not on the number of jobs.
    """
    page, complete = _results(current(), params, facets, fixed, leaving)
    if not complete:  # a job has just closed: asked again, the board knows
        page, _complete = _results(current(now=True), params, facets, fixed, leaving)
    return page


def total(params: QueryDict) -> int:
    """How many live jobs `results` finds."""
    board = current()
    filters = JobFilter(params, board)
    return len(filters.narrowed(understand(board, filters.words).jobs))


def _results(
    board: Snapshot, params: QueryDict, facets: Keys, fixed: Keys, leaving: bool
) -> tuple[SearchPage, bool]:
    """The page, and whether all of its jobs are still open."""
    filters = JobFilter(params, board)
    meant = understand(board, filters.words)
    meant = to_leave(board, meant) if leaving else meant
    jobs = filters.narrowed(meant.jobs)
    notices = notices_of(filters, meant, found=bool(jobs))
    sort = sort_of(one_of(SORTS, params.get("sort", ""), notices), meant)
    total, pages = len(jobs), _pages(jobs)
    page = page_number(params.get("page", ""), pages, total, notices)
    address = Address.of(filters, params, fixed=fixed)
    chips = _chips(filters, address, fixed=fixed)
    slots = page_of(in_order(sort, filters, meant)(jobs), page)
    shown = cards(board, slots)
    found = SearchPage(
        headline=headline(total, meant.words, _labels(chips), around=filters.is_around_all),
        jobs=shown,
        total=total,
        with_words=len(meant.jobs),
        page=page,
        pages=pages,
        q=filters.words,
        sort=sort,
        currency=filters.pay_currency,
        currencies=sorted({*board.currencies, filters.pay_currency}) if "salary" in facets else [],
        stated_only=filters.stated_only,
        facets=_facets(filters, meant, facets, fixed),
        chips=chips,
        sorts=_sorts(sort, address, usual=usual_sort(meant)),
        pager=_pager(page, pages, address),
        notices=notices,
        perhaps=_perhaps(meant, address),
        ways=[] if total else _ways(filters, meant, chips, address),
        address=address,
        whole=Address.of(filters, params),
        board=board,
        slots=jobs,
        marks=Marks(meant.query, filters.chosen("skill").values),
    )
    return found, len(shown) == len(slots)


def _pages(jobs: BitMap) -> int:
    return max(1, min(MAX_PAGE, ceil(len(jobs) / PER_PAGE)))


def _facets(
    filters: JobFilter, meant: Meant, keys: Collection[str], fixed: Collection[str]
) -> dict[str, Facet]:
    return {key: facet(filters, meant.jobs, FACETS[key], lift=key not in fixed) for key in keys}


def _perhaps(meant: Meant, address: Address) -> Way | None:
    if not meant.perhaps:
        return None
    return Way(meant.perhaps, address.replaced(q=meant.perhaps), meant.perhaps_count)


def _chips(filters: JobFilter, address: Address, *, fixed: Collection[str]) -> list[Chip]:
    chosen = ((key, filters.chosen(key).values) for key in filters.keys if key not in fixed)
    labelled = ((key, values, chosen_labels(filters, key)) for key, values in chosen if values)
    return [
        Chip(key, labels[""], labels[value], address.without(key, value))
        for key, values, labels in labelled
        for value in values
        if value in labels
    ]


def _ways(filters: JobFilter, meant: Meant, chips: list[Chip], address: Address) -> list[Way]:
    labels = {key: either(values) for key, values in _labels(chips).items()}
    if filters.words:
        # Translators: the words of a search, as in: 12 jobs without “baker”.
        labels["q"] = gettext("“%(words)s”") % {"words": filters.words}
    left = {key: filters.narrowed(meant.jobs, without=key) for key in labels}
    if "q" in left:
        left["q"] = filters.narrowed(filters.board.live)
    counted = [
        Way(label, address.replaced(**{key: None}), len(left[key])) for key, label in labels.items()
    ]
    helping = sorted((way for way in counted if way.count), key=lambda way: -way.count)
    if not helping and filters.words and meant.jobs:
        words_alone = address.replaced(**{key: None for key in labels if key != "q"})
        helping = [Way("", words_alone, len(meant.jobs))]
    return [*_around(filters, meant, address), *helping]


def _around(filters: JobFilter, meant: Meant, address: Address) -> list[Way]:
    """The least distance that finds anything: who looks near a town may go a little farther."""
    jobs = filters.narrowed(meant.jobs, without="place") if filters.towns else BitMap()
    for far in map(int, WITHIN):
        if jobs and far > filters.kilometres:
            count = jobs.intersection_cardinality(filters.jobs_within(far))
            if count:
                return [Way("", address.replaced(within=far), count, kilometres=far)]
    return []


def _labels(chips: list[Chip]) -> dict[str, list[str]]:
    labels: dict[str, list[str]] = {}
    for chip in chips:
        labels.setdefault(chip.key, []).append(chip.label)
    return labels


def _sorts(sort: str, address: Address, *, usual: str) -> list[Link]:
    return [
        Link(str(label), address.replaced(sort=None if key == usual else key), current=key == sort)
        for key, label in SORTS.items()
        if key != "relevance" or key == usual
    ]


def _pager(page: int, pages: int, address: Address) -> list[Link]:
    if pages == 1:
        return []
    numbers = Paginator(range(pages), 1).get_elided_page_range(page, on_each_side=2, on_ends=1)
    return [
        Link(str(number), page_query(address, number), number == page)
        if isinstance(number, int)
        else Link("…", None)
        for number in numbers
    ]
