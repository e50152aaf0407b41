"""Jobs as arrays: from an id to its slot, whatever the ids are and whoever asks first."""

from __future__ import annotations

from copy import copy
from functools import partial
from threading import Barrier

import numpy as np
import pytest

from jobs.search.memory import loading
from jobs.search.memory.segment import SPARSEST, Segment
from jobs.search.packing import NEVER, UNKNOWN, RowFacts, pack
from tests.together import together

OFFSET = 100
ROW = pack(
    RowFacts(
        7,
        0,
        0,
        0,
        0,
        3,
        "EUR",
        False,
        False,
        739_943,
        NEVER,
        UNKNOWN,
        UNKNOWN,
        1,
        0,
        0,
        [5],
        [8],
        ["oak"],
    )
)


def segment(*ids: int) -> Segment:
    return loading._segment(dict.fromkeys(ids, ROW), OFFSET)


def slots(found: Segment, *ids: int) -> list[int]:
    return [int(slot) for slot in found.slots(np.array(ids, np.int64))]


@pytest.mark.parametrize(
    "ids", [(3, 4, 9), (1, 2, 5_000_000_000), (1, 2, 3 * SPARSEST), (1, 2, 3 * SPARSEST + 1)]
)
def test_a_job_has_the_slot_of_its_place(ids: tuple[int, ...]) -> None:
    assert slots(segment(*ids), *ids) == [OFFSET, OFFSET + 1, OFFSET + 2]
    assert slots(segment(*ids), *reversed(ids)) == [OFFSET + 2, OFFSET + 1, OFFSET]


@pytest.mark.parametrize("ids", [(10, 12, 14), (10, 12, 5_000_000_000)])
def test_unknown_jobs_are_left_out(ids: tuple[int, ...]) -> None:
    found = segment(*ids)

    assert slots(found, 0, 9, 10, 11, 13, ids[-1], ids[-1] + 1, 2**62) == [OFFSET, OFFSET + 2]
    assert slots(found, 1, 11, 2**62) == []
    assert slots(found) == []


@pytest.mark.parametrize("only", [1, 5_000_000_000])
def test_one_job_has_the_first_slot(only: int) -> None:
    found = segment(only)

    assert found.size == 1
    assert slots(found, only - 1, only, only + 1) == [OFFSET]


def test_without_jobs_none_has_a_slot() -> None:
    found = segment()

    assert (found.size, slots(found), slots(found, 0, 1, 2**62)) == (0, [], [])


@pytest.mark.parametrize("step", [1, SPARSEST + 1])
def test_threads_that_ask_first_all_get_all(step: int) -> None:
    ids = np.arange(1, 50_000 * step, step, dtype=np.int64)
    fresh = loading._segment(dict.fromkeys(ids.tolist(), ROW), OFFSET)
    told: list[bool] = []

    def ask(asked: Segment, barrier: Barrier) -> None:
        barrier.wait(30)
        told.append(np.array_equal(asked.slots(ids), np.arange(OFFSET, OFFSET + len(ids))))

    for _round in range(40):  # each of a segment that nobody has asked yet
        assert together(*[partial(ask, copy(fresh), Barrier(8))] * 8) == []

    assert told == [True] * 320
