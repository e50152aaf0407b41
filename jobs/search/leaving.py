"""What leaves the board as data: no job of a feed that is not passed on; and who is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from pyroaring import BitMap

from jobs.models import Feed
from jobs.search.memory import Snapshot, told
from jobs.search.understanding import Meant


class Credit(NamedTuple):
    """What a feed asks for."""

    name: str  # of who is to be named with its jobs; empty for nobody
    url: str
    is_redistributed: bool


def may_leave(board: Snapshot, jobs: BitMap) -> BitMap:
    """Those of the jobs that may leave. A job shown for several feeds is of the feed of its row."""
    feeds = withheld(board)
    return jobs - board.having("feed", feeds) if feeds else jobs


def to_leave(board: Snapshot, meant: Meant) -> Meant:
    """What words mean to those who read the board from elsewhere.

    A word that only jobs have which may not leave is no correction there, and is not told.
    """
    jobs = may_leave(board, meant.jobs)
    if meant.instead_of and not jobs:
        return replace(meant, jobs=jobs, words=meant.instead_of, instead_of="")
    return replace(meant, jobs=jobs)


def withheld(board: Snapshot) -> tuple[int, ...]:
    """The primary keys of the feeds that are not passed on."""
    return tuple(pk for pk, credit in credits_of(board).items() if not credit.is_redistributed)


def credits_of(board: Snapshot) -> Mapping[int, Credit]:
    """What every feed asks for, by its primary key. Asked once for each state of the database."""
    memo = ("credits", told())
    found: dict[int, Credit] | None = board.memo.get(memo)
    if found is None:
        rows = Feed.objects.values_list(
            "pk", "attribution_name", "attribution_url", "is_redistributed"
        )
        found = {pk: Credit(name, url, passed_on) for pk, name, url, passed_on in rows}
        board.memo.put(memo, found)
    return found
