"""Dates as feeds write them. A date that could be two days is no date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from jobs.lib.countries import LONGEST
from jobs.lib.text import fold

OLDEST_DAYS = 1826  # five years
ENDLESS_DAYS = 3653  # ten years
_FIRST_END = date(2000, 1, 1)  # no feed of jobs is older
# English, German, French, Spanish, Portuguese, Italian, Dutch, Scandinavian, Polish, Russian.
_MONTHS = (
    "jan january januar janvier enero janeiro gennaio januari styczen stycznia январь января янв",
    "feb february februar fevrier febrero fevereiro febbraio februari fev"
    " luty lutego февраль февраля фев",
    "mar march marz mars marzo marco maart maerz mrz marzec marca март марта мар",
    "apr april avril abril aprile avr abr kwiecien kwietnia апрель апреля апр",
    "may mai mayo maio maggio mei maj maja май мая",
    "jun june juni juin junio junho giugno czerwiec czerwca июнь июня июн",
    "jul july juli juillet julio julho luglio juil lipiec lipca июль июля июл",
    "aug august aout agosto augustus augusti ago sierpien sierpnia август августа авг",
    "sep sept september septembre septiembre setembro settembre set"
    " wrzesien wrzesnia сентябрь сентября сен сент",
    "oct october oktober octobre octubre outubro ottobre okt out"
    " pazdziernik pazdziernika октябрь октября окт",
    "nov november novembre noviembre novembro listopad listopada ноябрь ноября ноя нояб",
    "dec december dezember decembre diciembre dezembro dicembre dez dic"
    " grudzien grudnia декабрь декабря дек",
)
_MONTH_NUMBERS = {
    fold(name): number for number, names in enumerate(_MONTHS, start=1) for name in names.split()
}
_TIME = r"(?:[t ,]+\d{1,2}:\d\d.{0,40})?"
_ZONE = r"(?:z|[+-]\d\d:?\d\d)"  # of an xs:date, which has no time
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}})(?:{_ZONE}|{_TIME})")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:t\d{4,6}.{0,10})?")
_DOTTED = re.compile(rf"(\d{{1,2}})\. ?(\d{{1,2}})\. ?(\d{{4}}){_TIME}")
_SLASHED = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})\2(\d{{4}}){_TIME}")
_WEEKDAY = r"(?:[a-zа-я]{2,12}\.?,? )?"
_YEAR = r"(\d{4}|\d\d)(?: ?[rг]\.?| года| roku)?"  # "26" only beside a month's name
_DAY_FIRST = re.compile(
    # "1. listopada" with a point is the Croatian October, without it the Polish November.
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|er|o|\.(?! ?listopada))?(?: (?:de|of))?[ -]"
    rf"([a-zа-я]{{3,12}})\.?,?(?: de)?[ -]{_YEAR}{_TIME}"
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}([a-zа-я]{{3,12}})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}{_TIME}"
)
_UNIX_DATE = re.compile(  # "Fri Apr 24 10:00:00 UTC 2026"
    r"[a-z]{3} ([a-z]{3}) (\d{1,2}) \d\d:\d\d:\d\d(?: [a-z]{2,5}| [+-]\d{4})? (\d{4})"
)
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d{1,9})?")


def parse_date(text: str, *, day_first: bool | None = None) -> date | None:
    """The day a text names, as written there, whatever the time zone.

    03/04/2026 is None unless `day_first` tells which part is the day.
    """
    folded = fold(text[:LONGEST]).strip(" \"'")
    for pattern, order in (
        (_YEAR_FIRST, (1, 3, 4)),
        (_COMPACT, (1, 2, 3)),
        (_DOTTED, (3, 2, 1)),
        (_DAY_FIRST, (3, 2, 1)),
        (_MONTH_FIRST, (3, 1, 2)),
        (_UNIX_DATE, (3, 1, 2)),
    ):
        match = pattern.fullmatch(folded)
        if match:
            year, month, day = (match[group] for group in order)
            return _day(year, month, day)
    slashed = _SLASHED.fullmatch(folded)
    if slashed:
        return _slashed(slashed[1], slashed[3], slashed[4], day_first)
    epoch = _EPOCH.fullmatch(folded)
    return datetime.fromtimestamp(int(epoch[1]), tz=UTC).date() if epoch else None


def plausible(day: date, *, today: date) -> bool:
    """Not after tomorrow (time zones) and at most five years old."""
    return timedelta(days=-OLDEST_DAYS) <= day - today <= timedelta(days=1)


def plausible_end(day: date, *, posted: date | None) -> bool:
    """Not before the job was posted, nor a program's date for "none" (0001, 1900, 1970)."""
    return day >= (posted or _FIRST_END)


def endless(day: date, *, today: date) -> bool:
    """Whether an end so far away means that there is none (2038, 2099, 9999)."""
    return day - today > timedelta(days=ENDLESS_DAYS)


def _slashed(first: str, second: str, year: str, day_first: bool | None) -> date | None:
    either = [_day(year, second, first), _day(year, first, second)]
    if day_first is not None:
        return either[0] if day_first else either[1]
    possible = {day for day in either if day is not None}
    return possible.pop() if len(possible) == 1 else None


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdecimal() else _MONTH_NUMBERS.get(month, 0)
    century = 0 if len(year) > 2 else 2000 if int(year) < 70 else 1900
    try:
        return date(century + int(year), number, int(day))
    except ValueError:
        return None
