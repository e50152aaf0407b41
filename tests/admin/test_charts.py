"""Lines of numbers by day: inside their frame, with gaps where nothing is known."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from jobs.admin.charts import EDGE, HEIGHT, WIDTH, lines, sparkline

FIRST = date(2026, 11, 1)


def by_day(values: list[int | None]) -> list[tuple[date, int | None]]:
    return [(FIRST + timedelta(days=number), value) for number, value in enumerate(values)]


@given(st.lists(st.none() | st.integers(0, 10**12), max_size=90))
def test_every_number_is_inside_the_frame_and_gaps_stay_gaps(values: list[int | None]) -> None:
    paths = lines(by_day(values))

    known = [
        list(group) for is_known, group in groupby(values, lambda v: v is not None) if is_known
    ]
    assert [path.count("M") + path.count("L") for path in paths] == list(map(len, known))
    for path in paths:
        for x, y in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", path):
            assert EDGE <= float(x) <= WIDTH - EDGE
            assert EDGE <= float(y) <= HEIGHT - EDGE
    heights = [float(y) for path in paths for y in re.findall(r"[ML]\S+ ([\d.]+)", path)]
    flat = [value for group in known for value in group if value is not None]
    for (one, high), (two, low) in zip(
        zip(flat, heights, strict=True), zip(flat[1:], heights[1:], strict=False), strict=False
    ):
        assert (high - low) * (one - two) <= 0  # more is never lower


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([210, 236, 220], "Live jobs: 210 to 236"),
        ([0, None, 12_000], "Live jobs: 0 to 12,000"),
        ([5, 5], "Live jobs: 5"),
        ([None, None], "Live jobs: nothing is known yet"),
        ([], "Live jobs: nothing is known yet"),
    ],
)
def test_the_range_is_told_in_words(values: list[int | None], told: str) -> None:
    tree = html.fromstring(sparkline(by_day(values), "Live jobs"))

    (drawn,) = tree.xpath(".//svg")
    assert (drawn.get("role"), drawn.get("aria-label")) == ("img", told)
    assert tree.xpath(".//@style") == []
    assert tree.xpath("string(.//summary)") == told


def test_the_table_has_every_number_the_newest_first() -> None:
    tree = html.fromstring(sparkline(by_day([1234, None, 7]), "<b>Live</b>"))

    rows = [row.xpath("./td/text()") for row in tree.xpath(".//tbody/tr")]
    assert rows == [["3 Nov 2026", "7"], ["2 Nov 2026", "not known"], ["1 Nov 2026", "1,234"]]
    assert tree.xpath(".//b") == []
    assert tree.xpath(".//path/@d") == ["M3.0 3.0h0", "M237.0 36.8h0"]
