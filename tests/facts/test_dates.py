"""The day a job was posted and the day it ends, read as a careful person reads them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.importer.normalise import normalise
from jobs.importer.records import CleanJob, RawJob
from jobs.lib.dates import CALENDAR, parse_date
from jobs.lib.tables import listed
from jobs.lib.text import fold
from tests.facts.cases import cases

TODAY = date(2026, 11, 23)
DAYS = ("posted_on", "expires_on")
ORDERS = {"yes": True, "no": False, "": None}
NAMES = [name for row in CALENDAR for names in row[1:] for name in listed(names)]
PIECES = st.sampled_from([*NAMES, *"/-.,: TZ", "de", "of", "st", "年", "月", "日", "GMT", "AM"])
DATED = st.one_of(
    st.lists(st.one_of(PIECES, st.integers(0, 2100).map(str)), max_size=9).map("".join),
    st.lists(st.one_of(PIECES, st.integers(0, 2100).map(str)), max_size=9).map(" ".join),
    st.text(alphabet="0123456789-/.T: ", max_size=30),
    st.text(),
)
CASES = cases("dates")


@pytest.mark.parametrize("case", CASES, ids=[f"{c['posted']}|{c['expires']}" for c in CASES])
def test_a_date_is_the_day_a_careful_person_reads(case: dict[str, str]) -> None:
    raw = RawJob(
        external_id="1",
        title="Baker",
        employer="Harbourline",
        apply_url="https://jobs.example/1",
        posted=case["posted"],
        expires=case["expires"],
    )

    job = normalise(raw, today=TODAY, signature=None, day_first=ORDERS[case["day_first"]])

    assert isinstance(job, CleanJob)
    days = {name: day.isoformat() if (day := getattr(job, name)) else "" for name in DAYS}
    assert days == {name: case[name] for name in DAYS}


def test_a_month_of_one_language_is_no_other_month_of_another() -> None:
    months: dict[str, set[int]] = {}
    for row in CALENDAR:
        for number, names in enumerate(row[1:13], start=1):
            for name in listed(names):
                months.setdefault(fold(name), set()).add(number)

    assert {name: numbers for name, numbers in months.items() if len(numbers) > 1} == {}


@given(DATED, st.sampled_from([None, True, False]))
def test_a_day_is_made_of_nothing_that_is_not_in_the_text(
    text: str, day_first: bool | None
) -> None:
    day = parse_date(text, day_first=day_first)

    if day is not None:
        assert _is_written(day, fold(text))
        assert parse_date(day.isoformat(), day_first=day_first) == day


def _is_written(day: date, text: str) -> bool:
    """Whether year, month and day are in the text; or the seconds since 1970."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if any(_is_epoch(number, day) for number in numbers):
        return True
    compact = re.search(rf"{day:%Y%m%d}", text) is not None
    names = {fold(name) for row in CALENDAR for name in listed(row[day.month])}
    month = day.month in numbers or any(name in text for name in names)
    year = day.year in numbers or day.year % 100 in numbers
    return compact or (year and month and day.day in numbers)


def _is_epoch(number: int, day: date) -> bool:
    seconds = (number, number // 1000)
    return any(datetime.fromtimestamp(one, UTC).date() == day for one in seconds if one < 2**32)
