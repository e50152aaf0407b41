"""Dates as feeds write them. A date that could be two days is no date.

The day is the one that is written, whatever the time zone. No day is made of what does not name
one: relative words ("3 days ago"), numbered weeks and days, and a year of two digits beside numbers
alone are unknown. A day of the week that does not fit is read over, as mail programs do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from jobs.lib.countries import LONGEST
from jobs.lib.tables import listed, rows
from jobs.lib.text import fold

OLDEST_DAYS = 1826  # five years
ENDLESS_DAYS = 3653  # ten years
_FIRST_END = date(2000, 1, 1)  # no feed of jobs is older
CALENDAR = rows("calendar.tsv", 14)  # a language, twelve months, its days of the week
_MONTHS = {
    fold(name): number
    for row in CALENDAR
    for number, names in enumerate(row[1:13], start=1)
    for name in listed(names)
}
_WEEKDAYS = {fold(name) for row in CALENDAR for name in listed(row[13])}
_ZONE = (  # "Z", "+02:00", "PST", "UTC+2", "+0000 UTC", "Europe/Berlin", "(UTC+02:00)"
    r"(?: ?(?:[a-z]{1,5}(?:[+-]\d{1,4}(?::\d\d)?)?|[+-]\d\d(?::?\d\d)?|[a-z]+(?:/[a-z_]+){1,2}))"
    r"{0,2}(?: ?[\[(][\w/:+ -]{1,60}[\])])?"
)
_CLOCK = rf"\d{{1,2}}[:.h]\d\d(?:[:.]\d\d)?(?:[.,:]\d{{1,9}})?(?: ?[ap]\. ?m\.)?{_ZONE}"
_TIME = rf"(?:(?:[t ,]+|(?<=/\d{{4}}):)(?:(?:at|um|a|kl\.?) )?{_CLOCK})?"
_AROUND = "\"' \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"  # quotes, and the white space of ASCII
_DATE_ZONE = r"(?:z|[+-]\d\d:?\d\d)"  # of an xs:date, which has no time
_YEAR_FIRST = re.compile(
    rf"(\d{{4}})([-/.]) ?(\d{{1,2}})\2 ?(\d{{1,2}})(?:{_DATE_ZONE}|\.?{_TIME})"
)
_COMPACT = re.compile(
    rf"((?:19|20)\d\d)(\d\d)(\d\d)(?:t?\d{{4}}(?:\d\d)?(?:[.,]\d{{1,9}})?{_ZONE})?"
)
_DOTTED = re.compile(rf"(\d{{1,2}})\. ?(\d{{1,2}})\. ?(\d{{4}})\.?{_TIME}")
_SLASHED = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})\2(\d{{4}}){_TIME}")
_SIGNED = re.compile(  # 2026年10月19日; fold takes Korean letters apart
    rf"(\d{{4}}) ?(?:年|{fold('년')}) ?(\d{{1,2}}) ?(?:月|{fold('월')}) ?"
    rf"(\d{{1,2}}) ?(?:日|{fold('일')}){_TIME}"
)
_NAME = r"([^\W\d_]{3,14})"
_BEFORE = re.compile(r"([^\W\d_]{2,13}(?:-feira)?)[., ]{1,3}")  # a day of the week, perhaps
_YEAR = r"(\d{4}|\d\d)(?: ?[rг]\.?| года| roku)?"  # "26" only beside a month's name
_DAY_FIRST = re.compile(
    # "1. listopada" with a point is the Croatian October, without it the Polish November.
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|o|\.(?! ?listopada))?(?: (?:de|of)(?= ))?[ /-]?"
    rf"{_NAME}\.?,?(?: del?(?= ))?[ /-]?{_YEAR}{_TIME}"
)
_MONTH_FIRST = re.compile(rf"{_NAME}\.?[ /-](\d{{1,2}})(?:st|nd|rd|th)?,?[ /-]{_YEAR}{_TIME}")
_NAME_SECOND = re.compile(
    rf"(\d{{4}})[.,]?[ /-]{_NAME}\.?,?[ /-](\d{{1,2}})(?:st|nd|rd|th|\.)?{_TIME}"
)
_UNIX_DATE = re.compile(  # "Fri Apr 24 10:00:00 UTC 2026"
    r"([a-z]{3}) (\d{1,2}) \d\d:\d\d:\d\d(?: [a-z]{2,5}(?:[+-]\d\d:?\d\d)?| [+-]\d{4})? (\d{4})"
)
_EPOCH = re.compile(r"([12]\d{9})(\d{3})?(?:\.\d{1,9})?")  # seconds or milliseconds


def parse_date(text: str, *, day_first: bool | None = None) -> date | None:
    """The day a text names, as written there, whatever the time zone.

    03/04/2026 is None unless `day_first` tells which part is the day.
    """
    return _parsed(text[:LONGEST], day_first) if text else None


@lru_cache(maxsize=2_000)  # many jobs of a feed are posted on one day
def _parsed(text: str, day_first: bool | None) -> date | None:
    for said in _said(text):
        day = _of_numbers(said, day_first) if said[:1].isdecimal() else None
        day = day or _of_names(said)
        if day:
            return day
    return None


def depends_on_order(text: str) -> bool:
    """Whether another order of day and month may make it another day. Cheap: True too often."""
    bare = text.lstrip(_AROUND)
    return "/" in bare or "-" in bare[: 20 if bare[:1].isalpha() else 3] or not bare.isascii()


def shown_order(text: str) -> bool | None:
    """Whether a date can only be written with the day first, as 24/04/2026 is; False for the month
    first, None for what could be both, or is no such date."""
    match = next(filter(None, map(_SLASHED.fullmatch, _said(text))), None)
    if not match:
        return None
    first, second = int(match[1]), int(match[3])
    if 12 < first <= 31 and 1 <= second <= 12:
        return True
    return False if 12 < second <= 31 and 1 <= first <= 12 else None


def is_two_days(text: str) -> bool:
    """Whether a date is one day with the day first and another with the month first."""
    days = {parse_date(text, day_first=day_first) for day_first in (True, False)}
    return len(days) == 2 and None not in days


def plausible(day: date, *, today: date) -> bool:
    """Not after tomorrow (time zones) and at most five years old."""
    return timedelta(days=-OLDEST_DAYS) <= day - today <= timedelta(days=1)


def plausible_end(day: date, *, posted: date | None) -> bool:
    """Not before the job was posted, nor a program's date for "none" (0001, 1900, 1970)."""
    return day >= (posted or _FIRST_END)


def endless(day: date, *, today: date) -> bool:
    """Whether an end so far away means that there is none (2038, 2099, 9999)."""
    return day - today > timedelta(days=ENDLESS_DAYS)


def _said(text: str) -> Iterator[str]:
    """The folded text, then without the days of the week before it: "mar 3 2026" is in March, and
    "mar 3 mai 2026" in May."""
    said = fold(text[:LONGEST]).strip(" \"'")
    yield said
    for _word in range(2):  # "den", "lundi le"
        before = _BEFORE.match(said)
        if not before or before[1] not in _WEEKDAYS:
            return
        said = said[before.end() :]
        yield said


def _of_numbers(text: str, day_first: bool | None) -> date | None:
    for pattern, (year, month, day) in (
        (_YEAR_FIRST, (1, 3, 4)),
        (_COMPACT, (1, 2, 3)),
        (_DOTTED, (3, 2, 1)),
        (_SIGNED, (1, 2, 3)),
    ):
        if match := pattern.fullmatch(text):
            return _day(match[year], int(match[month]), match[day])
    if slashed := _SLASHED.fullmatch(text):
        return _slashed(slashed[1], slashed[3], slashed[4], day_first)
    epoch = _EPOCH.fullmatch(text)
    return datetime.fromtimestamp(int(epoch[1]), tz=UTC).date() if epoch else None


def _of_names(text: str) -> date | None:
    for pattern, (year, month, day) in (
        (_DAY_FIRST, (3, 2, 1)),
        (_MONTH_FIRST, (3, 1, 2)),
        (_NAME_SECOND, (1, 2, 3)),
        (_UNIX_DATE, (3, 1, 2)),
    ):
        if match := pattern.fullmatch(text):
            return _day(match[year], _MONTHS.get(match[month], 0), match[day])
    return None


def _slashed(first: str, second: str, year: str, day_first: bool | None) -> date | None:
    either = [_day(year, int(second), first), _day(year, int(first), second)]
    if day_first is not None:
        return either[0] if day_first else either[1]
    possible = {day for day in either if day is not None}
    return possible.pop() if len(possible) == 1 else None


def _day(year: str, month: int, day: str) -> date | None:
    century = 0 if len(year) > 2 else 2000 if int(year) < 70 else 1900
    try:
        return date(century + int(year), month, int(day))
    except ValueError:
        return None
