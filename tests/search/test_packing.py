"""Packed rows: what goes in comes out, for any number of jobs, and other bytes are refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.search.packing import HEADER, LAYOUT, NEVER, UNKNOWN, RowFacts, pack, unpack

EMPTY = RowFacts(
    7, 0, 0, 0, 0, 0, "", False, False, 0, NEVER, UNKNOWN, UNKNOWN, 1, 0, 0, [], [], []
)
FULL = RowFacts(
    employer=2**32 - 1,
    job_type=1,
    level=2,
    category=3,
    industry=4,
    arrangement=3,
    currency="EUR",
    stated=True,
    yearly=True,
    posted=739_943,
    expires=740_000,
    pay_from=UNKNOWN,
    pay_to=9_999_999_999_99 * 2080,
    feed=9,
    changed=2**32 - 1,
    featured=739_999,
    skills=[5, 2**32 - 1, 6],
    places=[8],
    title=["zweites", "lehrjahr", "für", "日本"],
)

keys = st.integers(0, 2**32 - 1)
words = st.text("abzß9日", min_size=1, max_size=40)
rows = st.builds(
    RowFacts,
    *[keys] * 5,
    st.integers(0, 3),
    st.sampled_from(["", "EUR", "JPY"]),
    st.booleans(),
    st.booleans(),
    st.integers(0, 2**31 - 1),
    st.integers(0, 2**31 - 1),
    st.integers(-1, 2**63 - 1),
    st.integers(-1, 2**63 - 1),
    *[keys] * 2,
    st.integers(0, 2**31 - 1),
    st.lists(keys, max_size=30),
    st.lists(keys, max_size=30),
    st.lists(words, max_size=20),
)


def unpacked(blobs: list[bytes]) -> list[RowFacts]:
    columns = unpack(blobs)
    numbers = [name for name in RowFacts._fields[:16] if name != "currency"]
    found = []
    for position, head in enumerate(columns.header):
        facts: dict[str, Any] = {name: head[name].item() for name in numbers}
        facts |= {"currency": head["currency"].decode(), "title": columns.titles[position].split()}
        for kind, (offsets, values) in (("skills", columns.skills), ("places", columns.places)):
            facts[kind] = values[offsets[position] : offsets[position + 1]].tolist()
        found.append(RowFacts(**facts))
    return found


@given(st.lists(rows, max_size=8))
def test_what_is_packed_is_unpacked(many: list[RowFacts]) -> None:
    assert unpacked([pack(facts) for facts in many]) == many


def test_a_board_without_jobs_has_columns_without_rows() -> None:
    columns = unpack([])

    assert columns.header.dtype == HEADER
    assert [len(columns.header), *map(len, columns.skills), *map(len, columns.places)] == [
        *(0, 1, 0, 1, 0)
    ]
    assert columns.titles == []


def test_the_columns_of_many_jobs_are_arrays() -> None:
    columns = unpack([pack(FULL), pack(EMPTY), pack(FULL)])

    assert columns.header["employer"].tolist() == [2**32 - 1, 7, 2**32 - 1]
    assert columns.skills[0].tolist() == [0, 3, 3, 6]
    assert columns.skills[1].dtype == np.uint32
    assert columns.places[1].tolist() == [8, 8]
    assert columns.titles == ["zweites lehrjahr für 日本", "", "zweites lehrjahr für 日本"]


def test_a_row_of_a_job_with_an_employer_alone_is_65_bytes() -> None:
    assert len(pack(EMPTY)) == HEADER.itemsize == 69


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        pack(FULL)[:-1],
        pack(FULL) + b" ",
        pack(EMPTY)[:-1],
        bytes(200),
        pack(EMPTY).replace(bytes([LAYOUT]), bytes([LAYOUT - 1])),
    ],
)
def test_bytes_of_another_layout_are_refused(blob: bytes) -> None:
    with pytest.raises(ValueError, match="expected rows of"):
        unpack([pack(FULL), blob])


@pytest.mark.parametrize(
    "change",
    [
        {"employer": 2**32},
        {"skills": [-1]},
        {"places": range(70_000)},
        {"pay_to": 2**63},
        {"title": ["x" * 70_000]},
        {"currency": "€"},
    ],
)
def test_facts_that_do_not_fit_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="expected facts that fit"):
        pack(EMPTY._replace(**change))
