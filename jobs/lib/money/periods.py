"""Pay periods by the words texts use for them. Two periods in one text are no period."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from jobs.lib.countries import LONGEST
from jobs.lib.money.words import shape
from jobs.lib.text import fold


class Period(StrEnum):
    """What an amount of pay is for."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


# How many of a period full-time pay is counted for in a year: 52 weeks of 5 days of 8 hours.
YEARLY: dict[str, int] = {"hour": 2080, "day": 260, "week": 52, "month": 12, "year": 1}

# Folded words that mean the period by themselves.
_ADVERBS = {
    Period.HOUR: r"hourly|stundlich|stundenlohn|ph|horaire|時給",
    Period.DAY: r"daily|taglich|tagessatz|journalier|pd|diaria|diario|tjm|p/d|日給",
    Period.WEEK: r"weekly|wochentlich|hebdomadaire|semanal|pw|p/w",
    Period.MONTH: r"monthly|monatlich|mtl|monatsgehalt|mensuel(?:le)?s?|mensual(?:es)?|mensal"
    r"|mensais|mensile|mensili|pcm|maandelijks|miesiecznie|mesicne|manedlig|aylik|月給|月収|月薪",
    Period.YEAR: r"yearly|annual(?:ly|i[sz]ed)?|annum|annuel(?:le)?s?|anual(?:es)?|annuo|annui"
    r"|jahrlich|jahresgehalt|jahresbrutto|bruttojahresgehalt|rocznie|arlig|arsloon|lpa|ctc pa|pa"
    r"|年収|年俸",
}
# Folded words that mean it after "per", "/" and the like, or as the whole text.
_UNITS = {
    Period.HOUR: r"hours?|hrs?|std|stunden?|heures?|horas?|ora|uur|timmen?|godz(?:ine)?|hod|час|h",
    Period.DAY: r"days?|tag|jour|dia|giorno|dag|dzien|den|diem",
    Period.WEEK: r"weeks?|wks?|woche|semaine|semana|settimana|week|vecka|uge|tydzien",
    Period.MONTH: r"months?|mths?|mon|mo|monat|mois|mes|mese|maand|manad(?:en)?|man|maned"
    r"|miesiac|mies|mc|mesic|kk|kuukausi|bulan|luna|ho|месяц|мес|місяць|m",
    Period.YEAR: r"years?|yrs?|y|annum|jahr|ans?|annee|ano|anno|jaar|ar|rok|год|рік|a",
}
_BEFORE = (
    r"(?:/\s?|\b(?:per|an?|each|every|pro|par|por|al|je|im|l|all|na|za|om|i|p|pr|в)\b[ /.']\s?)"
)
_ABBREVIATED = {"h": "hour", "d": "day", "w": "week", "m": "month", "a": "year"}
_INITIALS = re.compile(r"\bp\.\s?([hdwma])\b\.?")
_GENDERS = re.compile(r"\b[mfwhdx](?: ?[/|] ?[mfwhdxin]){1,3}\b")  # "(w/m/d)" is no month
_IRREGULAR = re.compile(
    r"\b(?:(?:bi|semi|twice)[- ]?(?:weekly|monthly|annual(?:ly)?|yearly)|fortnight(?:ly)?"
    r"|quarter(?:ly)?|trimest\w{1,9})\b"
)
_FOUND = {
    period: re.compile(
        rf"(?<![^\W\d])(?<!-)(?:{_ADVERBS[period]})(?!\w)|{_BEFORE}(?:{units})(?![\w'])"
    )
    for period, units in _UNITS.items()
}
_WHOLE = {
    period: re.compile(rf"\W*(?:{_ADVERBS[period]}|{units})\W*") for period, units in _UNITS.items()
}


def period_of(text: str) -> str:
    """The one pay period a text tells, as a `Period` value; "" for none, several or others."""
    return _period_of(text[:LONGEST])


@lru_cache(maxsize=1_000)  # feeds have few words for it
def _period_of(text: str) -> str:
    folded = fold(text).replace("_", " ")
    for period, whole in _WHOLE.items():
        if whole.fullmatch(folded):
            return str(period)
    found = periods_in(text)
    return str(found[0]) if len(found) == 1 and not irregular(text) else ""


def periods_in(text: str) -> tuple[Period, ...]:
    """Every pay period a text names, from hour to year."""
    return _periods_in(shape(text[:LONGEST]))


@lru_cache(maxsize=2_000)
def _periods_in(shaped: str) -> tuple[Period, ...]:
    folded = _GENDERS.sub(" ", fold(shaped).replace("_", " "))
    initials = {_ABBREVIATED[letter] for letter in _INITIALS.findall(folded)}
    return tuple(p for p, found in _FOUND.items() if p in initials or found.search(folded))


def irregular(text: str) -> bool:
    """Whether the text names a period that is none of ours, as fortnights."""
    return _irregular(shape(text[:LONGEST]))


@lru_cache(maxsize=2_000)
def _irregular(shaped: str) -> bool:
    return bool(_IRREGULAR.search(fold(shaped)))
