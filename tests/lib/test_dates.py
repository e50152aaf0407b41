"""Dates as feeds write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.dates import parse_date, plausible

DAY = date(2026, 4, 24)


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-24", " 2026-04-24 ", "2026-04-24T23:59:59Z", "2026-04-24T23:30:00-08:00",
        "2026-04-24T00:00:00.000Z", "2026-04-24 10:00:00", "2026-04-24 11:15:37.058708",
        "2026/04/24", "20260424", "Fri, 24 Apr 2026 10:00:00 GMT", "24 Apr 2026 10:00 +0200",
        "Fri, 24 Apr 2026 05:00:00:0", "24.04.2026", "24.4.2026", "24.04.2026 10:00",
        "24 Apr 2026", "24-Apr-2026", "24. April 2026", "24th of April 2026",
        "24 de abril de 2026", "24 avril 2026", "April 24, 2026", "Apr 24 2026",
        "Friday, April 24, 2026", "Fri Apr 24 10:00:00 UTC 2026", "24/04/2026", "04/24/2026",
        "4/24/2026", "24-04-2026", "1777000000", "1777000000000",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_form(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2026", "2026-04", "2026-02-30", "0000-00-00", "31.04.2026", "24 Foo 2026",
     "12345", "99/99/2026", "2026-04-24-05", "²"],
)  # fmt: skip
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_day_and_month_are_not_guessed() -> None:
    assert parse_date("03/04/2026") is None
    assert parse_date("03/04/2026", day_first=True) == date(2026, 4, 3)
    assert parse_date("03/04/2026", day_first=False) == date(2026, 3, 4)
    assert parse_date("24/04/2026", day_first=False) is None
    assert parse_date("04/04/2026") == date(2026, 4, 4)


@pytest.mark.parametrize(
    ("days", "expected"), [(2, False), (1, True), (0, True), (-1826, True), (-1827, False)]
)
def test_a_plausible_day_is_recent_and_not_to_come(days: int, expected: bool) -> None:
    assert plausible(DAY + timedelta(days=days), today=DAY) is expected


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day}.{day.month}.{day.year}") == day


@given(st.text(), st.sampled_from([None, True, False]))
def test_any_text_is_a_day_or_none(text: str, day_first: bool | None) -> None:
    found = parse_date(text, day_first=day_first)
    assert found is None or isinstance(found, date)


@given(st.text(alphabet="0123456789-/.T: ", max_size=30))
def test_any_text_of_digits_is_a_day_or_none(text: str) -> None:
    found = parse_date(text)
    assert found is None or isinstance(found, date)
