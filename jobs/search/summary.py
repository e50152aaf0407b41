"""What all jobs of a search have in common, in figures."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from jobs.models import today
from jobs.search.counting import top
from jobs.search.found import SearchPage
from jobs.search.memory import Snapshot
from jobs.search.memory.bits import slots_of

NAMED = 3  # employers


class Summary(NamedTuple):
    employers: int
    most: tuple[str, ...]  # names of the employers with the most of the jobs


def summary(found: SearchPage) -> Summary:
    """Of all its pages. One query at most, and none for what was asked before."""
    board = found.board
    memo = ("summary", board.version, board.terms, today(), found.whole.pairs)
    told: Summary | None = board.memo.get(memo)
    if told is None:
        told = _summary(board, found)
        board.memo.put(memo, told)
    return told


def _summary(board: Snapshot, found: SearchPage) -> Summary:
    employers = np.unique(board.column("employers", slots_of(found.slots)))
    most = [key for key, _jobs in top(board, "employer", found.slots, NAMED)]
    labels = board.names.labels("employer", most)
    return Summary(len(employers), tuple(labels[key].name for key in most if key in labels))
