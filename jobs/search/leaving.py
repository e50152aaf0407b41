"""What may leave the board, as data for others: not the jobs of feeds that are not passed on."""

from __future__ import annotations

from dataclasses import replace

from pyroaring import BitMap

from jobs.models import Feed
from jobs.search.memory import Snapshot, told
from jobs.search.understanding import Meant


def may_leave(board: Snapshot, jobs: BitMap) -> BitMap:
    """Those of the jobs that may leave. A job shown for several feeds is of the feed of its row."""
    feeds = withheld(board)
    return jobs - board.having("feed", feeds) if feeds else jobs


def to_leave(board: Snapshot, meant: Meant) -> Meant:
    """What words mean to those who read the board from elsewhere."""
    return replace(meant, jobs=may_leave(board, meant.jobs))


def withheld(board: Snapshot) -> tuple[int, ...]:
    """The primary keys of the feeds that are not passed on; asked for once a state of the board."""
    memo = ("withheld", told())
    found: tuple[int, ...] | None = board.memo.get(memo)
    if found is None:
        found = tuple(Feed.objects.filter(is_redistributed=False).values_list("pk", flat=True))
        board.memo.put(memo, found)
    return found
