"""Where a job stands in a search: the way back to its results, and the jobs beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

import numpy as np
from django.http import QueryDict
from django.urls import reverse

from jobs.models import Job, job_path
from jobs.search.address import SORTS, Address, page_query
from jobs.search.facets import chosen_labels
from jobs.search.filters import JobFilter
from jobs.search.headline import headline
from jobs.search.memory import Snapshot, current
from jobs.search.notices import MAX_PAGE, one_of, page_number
from jobs.search.order import PER_PAGE, in_order, sort_of
from jobs.search.tiers import Tier, cut
from jobs.search.understanding import understand

LAST = MAX_PAGE * PER_PAGE  # what stands behind it is on no page


@dataclass(frozen=True, slots=True)
class Neighbour:
    title: str
    employer: str
    url: str  # of its page, in the same search


@dataclass(frozen=True, slots=True)
class Position:
    headline: str  # the search in words
    total: int  # of its results
    number: int  # of the job among them, from 1; 0 when it is none of them
    back: str  # address of the page of results with the job, else of the one it was on
    previous: Neighbour | None
    next: Neighbour | None


def position(params: QueryDict, pk: int) -> Position | None:
    """Of a job in the search that `params` are, as `results` shows it; None without a search.

    Never raises for any parameters. One query for both neighbours, beside those for words and
    values that were not asked for before.
    """
    found, complete = _position(current(), params, pk)
    if not complete:  # a neighbour has just closed: asked again, the board knows
        found, _complete = _position(current(now=True), params, pk)
    return found


def _position(board: Snapshot, params: QueryDict, pk: int) -> tuple[Position | None, bool]:
    """The position, and whether its neighbours are still open."""
    filters = JobFilter(params, board)
    meant = understand(board, filters.words)
    jobs = filters.narrowed(meant.jobs)
    pages = max(1, min(MAX_PAGE, ceil(len(jobs) / PER_PAGE)))
    refused: list[str] = []
    page = page_number(params.get("page", ""), pages, len(jobs), refused)
    address = Address.of(filters, params)
    if not address.pairs and (refused or not params.get("page")):
        return None, True
    sort = sort_of(one_of(SORTS, params.get("sort", ""), []), meant)
    order = in_order(sort, filters, meant)
    here = jobs & board.slots(np.array([pk]))
    number = _number(order(jobs), here.min()) if here else 0
    beside = _beside(board, order(jobs), number) if number else {}
    neighbours = _neighbours(address, beside)
    said = {key: _said(filters, key) for key in filters.keys}
    found = Position(
        headline=headline(len(jobs), meant.words, said, around=filters.is_around_all),
        total=len(jobs),
        number=number,
        back=_back(address, ceil(number / PER_PAGE) or page) + (f"#job-{pk}" if number else ""),
        previous=neighbours.get(number - 1),
        next=neighbours.get(number + 1),
    )
    return found, len(neighbours) == len(beside)


def _said(filters: JobFilter, key: str) -> list[str]:
    labels = chosen_labels(filters, key)
    return [labels[value] for value in filters.chosen(key).values if value in labels]


def _number(tiers: Iterable[Tier], slot: int) -> int:
    """Of a slot that is in one of the tiers, counted from 1 over all; 0 when it is on no page."""
    before = 0
    for jobs, pick in tiers:
        if slot in jobs:
            picked, most = PER_PAGE, LAST - before
            while picked < most * PER_PAGE:  # mostly it is among the first
                found = np.flatnonzero(pick(jobs, min(picked, most)) == slot)
                if len(found):
                    return before + int(found[0]) + 1
                picked *= PER_PAGE
            break
        before += len(jobs)
    return 0


def _beside(board: Snapshot, tiers: Iterable[Tier], number: int) -> dict[int, int]:
    """The ids of the jobs before and after a number, by their own."""
    first = max(number - 1, 1)
    slots = cut(tiers, first - 1, min(number + 1, LAST) - first + 1)
    ids = dict(enumerate(board.ids(slots).tolist(), first))
    del ids[number]
    return ids


def _neighbours(address: Address, beside: Mapping[int, int]) -> dict[int, Neighbour]:
    """Those of these jobs that are open."""
    jobs = Job.objects.live().filter(pk__in=beside.values()).order_by()
    rows = jobs.values_list("pk", "title", "employer__name")
    named = {pk: (title, employer) for pk, title, employer in rows}
    return {
        number: Neighbour(*named[pk], _page(pk, named[pk][0], address, ceil(number / PER_PAGE)))
        for number, pk in beside.items()
        if pk in named
    }


def _page(pk: int, title: str, address: Address, page: int) -> str:
    """Of a job in the search; the first page of all jobs is a search like every other."""
    query = page_query(address, page) or "page=1"
    return f"{job_path(pk, title)}?{query}"


def _back(address: Address, page: int) -> str:
    query = page_query(address, page)
    return f"{reverse('search')}?{query}" if query else reverse("search")
