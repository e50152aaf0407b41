"""The one pay that a text states. Amounts that cannot be pay are not taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jobs.lib.countries import LONGEST, country_code
from jobs.lib.money.amounts import Span, spans_in
from jobs.lib.money.bounds import in_words, problem_of
from jobs.lib.money.periods import Period, irregular, periods_in
from jobs.lib.money.places import part_for
from jobs.lib.money.words import YEARLY_FROM_20000, currency_of, is_code, signs_in
from jobs.lib.places import ParsedPlace
from jobs.lib.text import is_null, squeeze


@dataclass(frozen=True, slots=True)
class Salary:
    """Stated pay, or why its amounts were not taken."""

    minimum: Decimal | None = None  # in `currency` per `period`; both equal for one amount
    maximum: Decimal | None = None  # None: "from 30,000" has no maximum
    currency: str = ""  # ISO 4217; "" unknown
    period: str = ""  # a Period value; "" unknown
    text: str = ""  # as stated, white space folded
    problem: str = ""  # in words for an editor; "" when fine


def parse_salary(text: str, *, country: str = "", place: ParsedPlace | None = None) -> Salary:
    """The one pay a text states; `country` (name or code) tells whose "$" or "kr" it is.

    Of several pays, each with the name of a place, that of `place` is taken: the job's only one.
    """
    stated = one_line(text)
    pay, several = _read(stated, stated, country_code(country))
    if several and place and (part := part_for(stated, place)):
        pay, _several = _read(part, stated, country_code(country))
    return pay


@lru_cache(maxsize=5_000)  # jobs of one feed often state the same pay
def _read(part: str, stated: str, country: str) -> tuple[Salary, bool]:
    """The pay of a part of what is stated, and whether there are several."""
    if is_empty(part):
        return Salary(text=stated), False
    spans, about_pay = spans_in(part)
    if not spans:
        return Salary(text=stated), False
    if len(spans) > 1:
        came = " and ".join(in_words(span) for span in spans[:3])
        problem = f"One pay was expected, several came: {came}."
        return Salary(text=stated, problem=problem), True
    signs = [*spans[0].signs, *filter(_tells_currency, signs_in(about_pay))]
    currencies = currencies_of(signs, country)
    if len(currencies) > 1:
        came = " and ".join(currencies)
        problem = f"One currency was expected, several came: {came}."
        return Salary(text=stated, problem=problem), False
    currency = currencies[0] if currencies else ""
    period = _period(about_pay, spans[0], currency)
    return checked(spans[0], currency, period, stated), False


def one_line(text: str) -> str:
    """What is looked at of a text, and kept as stated: at most 300 characters."""
    return squeeze(text[: LONGEST * 4])[:LONGEST]


def is_empty(text: str) -> bool:
    """Whether it names no amount: a word for none, or zeros alone."""
    bare = text.strip("0., -")
    return not bare or (not bare[0].isdigit() and is_null(text))


def currencies_of(signs: Sequence[str], country: str) -> list[str]:
    """The different currencies of the signs; a code says which dollar, yen or crown "$" is."""
    codes = [sign for sign in signs if is_code(sign)]
    own = [sign for sign in signs if not codes or is_code(sign) or currency_of(sign)]
    return list(dict.fromkeys(code for sign in own if (code := currency_of(sign, country))))


def assumed(span: Span, currency: str, words: str) -> str:
    """The one thing taken as told: 20,000 or more dollars, euros or pounds are yearly pay."""
    amount = span.low if span.low is not None else span.high
    large = amount is not None and amount >= 20_000
    return (
        str(Period.YEAR) if large and currency in YEARLY_FROM_20000 and not irregular(words) else ""
    )


def checked(span: Span, currency: str, period: str, text: str) -> Salary:
    """The pay, or the reason why it cannot be any."""
    problem = problem_of(span, currency, period)
    if problem:
        return Salary(currency=currency, period=period, text=text, problem=problem)
    return Salary(span.low, span.high, currency, period, text)


def _tells_currency(sign: str) -> bool:
    """Away from the amounts only codes and real symbols count, not words as "won"."""
    return (is_code(sign) and sign.isupper()) or not sign[-1].isalpha()


def _period(about_pay: str, span: Span, currency: str) -> str:
    periods = periods_in(about_pay)
    if len(periods) == 1 and not irregular(about_pay):
        return str(periods[0])
    return "" if periods else assumed(span, currency, about_pay)
