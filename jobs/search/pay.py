"""What jobs of one kind pay, as their feeds state it: no conversion, no estimate."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from pyroaring import BitMap

from jobs.models import today
from jobs.search.found import SearchPage
from jobs.search.memory import Snapshot
from jobs.search.memory.bits import Array, slots_of
from jobs.search.memory.segment import code_of

ENOUGH = 20  # jobs of which half is a statement and no anecdote


class Half(NamedTuple):
    """At least half of the jobs are from `low` to `high`, and a quarter at most on either side."""

    currency: str
    jobs: int  # that state yearly pay in this currency
    low: int  # in whole units
    high: int


def yearly_pay(found: SearchPage) -> list[Half]:
    """Of the jobs of a search: the middle half of those that state yearly pay.

    One for each currency in which ENOUGH jobs do, the most frequent first. A job counts as the
    middle of its range; `low` and `high` are the middles of two of the jobs: the first and the
    third quartile by nearest rank.
    """
    board = found.board
    memo = ("yearly pay", board.version, today(), found.whole.pairs)
    halves: list[Half] | None = board.memo.get(memo)
    if halves is None:
        halves = _halves(board, found.slots & board.yearly)
        board.memo.put(memo, halves)
    return halves


def _halves(board: Snapshot, jobs: BitMap) -> list[Half]:
    paid = {code: jobs & board.having("currency", [code_of(code)]) for code in board.currencies}
    halves = [_half(board, code, jobs) for code, jobs in paid.items() if len(jobs) >= ENOUGH]
    return sorted(halves, key=lambda half: (-half.jobs, half.currency))


def _half(board: Snapshot, currency: str, jobs: BitMap) -> Half:
    slots = slots_of(jobs)
    twice = board.column("pay_from", slots) + board.column("pay_to", slots)
    return Half(currency, len(slots), *middle_half(twice // 200))


def middle_half(amounts: Array) -> tuple[int, int]:
    """The first and the third quartile by nearest rank: both are among the amounts."""
    ranked, number = np.sort(amounts), len(amounts)
    low, high = (int(ranked[-(-number * quarter // 4) - 1]) for quarter in (1, 3))
    return low, high
