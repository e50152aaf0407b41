"""Any search as a feed that leaves the board: which jobs it holds, read only as they are sent.

Who follows a search is a person, and is told what of it was left out, as on the page. Who takes
jobs is a program: nothing is left out for it, for without a broken filter it has the whole board.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.http import QueryDict

from jobs.models import Job, today
from jobs.search.address import Address
from jobs.search.facets import chosen_labels
from jobs.search.filters import JobFilter
from jobs.search.leaving import to_leave
from jobs.search.memory import Snapshot, current
from jobs.search.memory.bits import Array
from jobs.search.notices import notices_of
from jobs.search.order import in_order
from jobs.search.tiers import cut
from jobs.search.understanding import Meant, as_typed, understand

FOLLOWED = 50  # jobs that a reader is told of: the newest
ALL = sys.maxsize
CHUNK = 500  # jobs read at once
_NO_FILTER = {"limit", "sort", "page"}  # its own, and those that have no say in a feed


class NotUnderstood(ValueError):
    """A feed cannot be made as asked; `pairs` are to blame, as they came: "skill=alchemy"."""

    def __init__(self, pairs: list[str]) -> None:
        super().__init__(", ".join(pairs))
        self.pairs = pairs


@dataclass(frozen=True, slots=True)
class Outbound:
    search: str  # its words and what was chosen; empty for all jobs
    query: str  # of its address: one search has one, in whatever order it was looked at
    notices: list[str]
    updated: datetime  # when its feed or an editor last changed one of the jobs
    ids: Array  # as in `/jobs.json?sort=newest`, but that featured jobs stand among the others

    def chunks(self) -> Iterator[list[Job]]:
        """The jobs with what `for_cards` loads and their feeds, by three queries a chunk.

        Each is as it is when it is read: what closed since, or may no longer leave, is left out.
        """
        for start in range(0, len(self.ids), CHUNK):
            chunk = self.ids[start : start + CHUNK].tolist()
            found = Job.objects.may_leave().for_cards().select_related("feed").in_bulk(chunk)
            yield [found[pk] for pk in chunk if pk in found]


def followed(params: QueryDict, limit: int) -> Outbound:
    """The newest jobs of a search; `sort` and `page` have no say.

    Never raises for any parameters, as `results`.
    """
    board = current()
    filters = JobFilter(params, board)
    meant = to_leave(board, understand(board, filters.words))
    notices = notices_of(filters, meant, found=bool(filters.narrowed(meant.jobs)))
    return _outbound(filters, meant, limit, notices)


def taken(params: QueryDict, limit: int) -> Outbound:
    """The newest jobs of exactly this search: words are not corrected, and all must be there.

    Raises NotUnderstood where anything would be left out of the search.
    """
    board = current()
    filters = JobFilter(params, board)
    meant = to_leave(board, as_typed(board, filters.words))
    if wrong := list(_wrong(filters, params, meant)):
        raise NotUnderstood(wrong)
    return _outbound(filters, meant, limit, [])


def limit_of(params: QueryDict, usual: int) -> int:
    """How many jobs `limit` asks for: a whole number from 1 on, or `all` (ALL).

    Raises NotUnderstood for anything else.
    """
    given = params.getlist("limit")
    if not given:
        return usual
    if given == ["all"]:
        return ALL
    if len(given) == 1 and re.fullmatch(r"[1-9][0-9]{0,8}", given[0], re.ASCII):
        return int(given[0])
    raise NotUnderstood([f"limit={value}" for value in given])


def _wrong(filters: JobFilter, params: QueryDict, meant: Meant) -> Iterator[str]:
    """What cannot be done exactly as it was asked."""
    for key in (key for key in params if key not in _NO_FILTER):
        values: Sequence[str] = params.getlist(key)
        if key == "q" and len(values) == 1 and meant.query and not meant.query.shortened:
            continue
        if key in filters.keys:
            chosen = filters.chosen(key)
            values = chosen.unknown if chosen.values and not chosen.too_many else values
        yield from (f"{key}={value}" for value in values)


def _outbound(filters: JobFilter, meant: Meant, limit: int, notices: list[str]) -> Outbound:
    board, jobs = filters.board, filters.narrowed(meant.jobs)
    order = in_order("newest", filters, meant, featuring=False)  # a featured job is no news
    slots = cut(order(jobs), 0, min(limit, len(jobs)))
    labels = {key: chosen_labels(filters, key) for key in filters.keys}
    chosen = [labels[key].get(value) for key in labels for value in filters.chosen(key).values]
    return Outbound(
        search=", ".join(filter(None, [filters.words, *chosen])),
        query=str(Address.of(filters, QueryDict())),
        notices=notices,
        updated=_updated(board, slots),
        ids=board.ids(slots),
    )


def _updated(board: Snapshot, slots: Array) -> datetime:
    """Of an empty feed, the beginning of the day: nothing tells when its last job left."""
    if not len(slots):
        return datetime.combine(today(), time(), UTC)
    return datetime.fromtimestamp(int(board.column("changed", slots).max()), UTC)
