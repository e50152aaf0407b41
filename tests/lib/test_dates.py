"""Dates as feeds write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.dates import ENDLESS_DAYS, endless, parse_date, plausible, plausible_end

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
    ("text", "day"),
    [
        ("2026-11-01Z", date(2026, 11, 1)),
        ("2026-11-01+01:00", date(2026, 11, 1)),
        ("2026-11-01-05:00", date(2026, 11, 1)),
        ("01-NOV-26", date(2026, 11, 1)),
        ("1 Nov 69", date(2069, 11, 1)),
        ("1 Nov 70", date(1970, 11, 1)),
        ("1er novembre 2026", date(2026, 11, 1)),
        ("1º de novembro de 2026", date(2026, 11, 1)),
        ("1 listopada 2026 r.", date(2026, 11, 1)),
        ("niedziela, 1 listopada 2026", date(2026, 11, 1)),
        ("15 października 2026", date(2026, 10, 15)),
        ("3 września 2026", date(2026, 9, 3)),
        ("1 ноября 2026 г.", date(2026, 11, 1)),
        ("1 ноября 2026 года", date(2026, 11, 1)),
        ("9 мая 2026", date(2026, 5, 9)),
        ("Май 9, 2026", date(2026, 5, 9)),
    ],
)
def test_zones_short_years_and_months_of_more_languages_are_read(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize("text", ["01-11-26", "1.11.26", "11/01/26", "1. listopada 2026"])
def test_a_short_year_without_a_months_name_and_a_month_of_two_languages_are_none(
    text: str,
) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("day", "posted", "expected"),
    [
        (date(1, 1, 1), None, False),
        (date(1900, 1, 1), None, False),
        (date(1970, 1, 1), None, False),
        (date(2020, 1, 1), None, True),
        (DAY - timedelta(days=1), DAY, False),
        (DAY, DAY, True),
    ],
)
def test_a_plausible_end_is_not_before_the_beginning(
    day: date, posted: date | None, expected: bool
) -> None:
    assert plausible_end(day, posted=posted) is expected


def test_an_end_ten_years_away_is_none() -> None:
    assert not endless(DAY + timedelta(days=ENDLESS_DAYS), today=DAY)
    assert endless(DAY + timedelta(days=ENDLESS_DAYS + 1), today=DAY)
    assert endless(date.max, today=DAY)


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
