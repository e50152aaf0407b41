"""Pay from feed text: bounds, currency and period, each only when stated.

Amounts that cannot be pay are not taken; `problem` then says what came instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from jobs.lib.countries import LONGEST, country_code, name_key
from jobs.lib.money_amounts import Span, spans_in
from jobs.lib.money_numbers import AMOUNT, read
from jobs.lib.money_period import YEARLY, Period, irregular, period_of, periods_in
from jobs.lib.money_words import HARD, YEARLY_FROM_20000, currency_of, is_code, signs_in
from jobs.lib.text import squeeze

__all__ = ["YEARLY", "Period", "Salary", "parse_salary", "period_of", "stated_salary"]

_NOTHING = frozenset(("", "n a", "na", "null", "none", "nil", "unknown", "not specified"))
_MACHINE_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,12})?")
_LEAST_YEARLY, _MOST_YEARLY, _MOST_HOURLY = 1_000, 10_000_000, 1_000
_LEAST = 2  # of any currency for any period: below, a flag or a mistake was written
_MOST = 9_999_999_999  # of any currency; what the board stores


@dataclass(frozen=True, slots=True)
class Salary:
    """Stated pay, or why its amounts were not taken."""

    minimum: Decimal | None = None  # in `currency` per `period`; both equal for one amount
    maximum: Decimal | None = None  # None: "from 30,000" has no maximum
    currency: str = ""  # ISO 4217; "" unknown
    period: str = ""  # a Period value; "" unknown
    text: str = ""  # as stated, white space folded
    problem: str = ""  # in words for an editor; "" when fine


def parse_salary(text: str, *, country: str = "") -> Salary:
    """The one pay a text states; `country` (name or code) tells whose "$" or "kr" it is."""
    stated = squeeze(text[: LONGEST * 4])[:LONGEST]
    spans, about_pay = spans_in(stated)
    if not spans:
        return Salary(text=stated)
    if len(spans) > 1:
        came = " and ".join(_range(span) for span in spans[:3])
        return Salary(text=stated, problem=f"One pay was expected, several came: {came}.")
    signs = [*spans[0].signs, *filter(_tells_currency, signs_in(about_pay))]
    currencies = _currencies(signs, country_code(country))
    if len(currencies) > 1:
        came = " and ".join(currencies)
        return Salary(text=stated, problem=f"One currency was expected, several came: {came}.")
    currency = currencies[0] if currencies else ""
    period = _period(about_pay, spans[0], currency)
    return _checked(spans[0], currency, period, stated)


def stated_salary(
    minimum: str,
    maximum: str,
    currency: str,
    period: str = "",
    *,
    text: str = "",
    country: str = "",
) -> Salary:
    """Pay from a feed's own fields when they are filled ("0" is not), else from its text.

    Currency and period missing in the fields come from the text if it states the same pay.
    """
    stated = squeeze(text[: LONGEST * 4])[:LONGEST]
    fields = {"minimum": squeeze(minimum[:LONGEST]), "maximum": squeeze(maximum[:LONGEST])}
    filled = {name: field for name, field in fields.items() if not _is_empty(field)}
    told = squeeze(f"{' - '.join(filled.values())} {currency[:20]} {period[:20]}")[:LONGEST]
    if not filled:
        return parse_salary(text, country=country)
    bounds = {name: _one_amount(field) for name, field in filled.items()}
    for name, span in bounds.items():
        if span is None:
            problem = f"A number was expected as {name}, {filled[name]!r} came."
            return Salary(text=stated or told, problem=problem)
    low, high = (span.low if (span := bounds.get(name)) else None for name in fields)
    signs = [sign for span in bounds.values() if span for sign in span.signs]
    code = country_code(country)
    named = currency_of(currency, code)
    currencies = [named] if named else _currencies(signs, code)
    found = Span(low, high, ())
    from_text = parse_salary(text, country=country)
    same = (from_text.minimum, from_text.maximum) == (low, high)
    money = currencies[0] if len(currencies) == 1 else from_text.currency if same else ""
    unit = period_of(period)
    if not unit and name_key(period) in _NOTHING:
        unit = from_text.period if same else _assumed(found, money, "")
    return _checked(found, money, unit, stated or told)


def _is_empty(field: str) -> bool:
    return name_key(field) in _NOTHING or not field.strip("0., ")


def _one_amount(field: str) -> Span | None:
    """The single amount of a structured field; the sign of a negative one is kept."""
    machine = _MACHINE_NUMBER.fullmatch(field)
    if machine and not re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", field):
        value = Decimal(field).normalize()
        value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
        return Span(value, value, ())
    match = AMOUNT.fullmatch(squeeze(field))
    if match is None:
        return None
    amount = read(match)
    value = -amount.value if amount.negative else amount.value
    return Span(value, value, amount.signs)


def _tells_currency(sign: str) -> bool:
    """Away from the amounts only codes and real symbols count, not words as "won"."""
    return (is_code(sign) and sign.isupper()) or not sign[-1].isalpha()


def _currencies(signs: list[str], country: str) -> list[str]:
    """The different currencies of the signs; an ISO code overrides every symbol."""
    codes = [sign for sign in signs if is_code(sign)]
    told = [currency_of(sign, country) for sign in codes or signs]
    return list(dict.fromkeys(code for code in told if code))


def _period(about_pay: str, span: Span, currency: str) -> str:
    periods = periods_in(about_pay)
    if len(periods) == 1 and not irregular(about_pay):
        return str(periods[0])
    return "" if periods else _assumed(span, currency, about_pay)


def _assumed(span: Span, currency: str, words: str) -> str:
    """The one thing taken as told: 20,000 or more dollars, euros or pounds are yearly pay."""
    amount = span.low if span.low is not None else span.high
    large = amount is not None and amount >= 20_000
    return (
        str(Period.YEAR) if large and currency in YEARLY_FROM_20000 and not irregular(words) else ""
    )


def _checked(span: Span, currency: str, period: str, text: str) -> Salary:
    problem = _problem(span, currency, period)
    if problem:
        return Salary(currency=currency, period=period, text=text, problem=problem)
    return Salary(span.low, span.high, currency, period, text)


def _problem(span: Span, currency: str, period: str) -> str:
    amounts = [amount for amount in (span.low, span.high) if amount is not None]
    came = f"{_range(span)} came."
    if min(amounts) <= 0:
        return f"Pay above zero was expected, {came}"
    if max(amounts) > _MOST:
        return f"Pay up to {_MOST:,} was expected, {came}"
    if not period and max(amounts) < _LEAST:
        return f"Pay of {_LEAST} or more was expected, {came}"
    if amounts[0] > amounts[-1]:
        return f"A minimum below the maximum was expected, {came}"
    hard = currency in HARD or (not currency and any(sign.endswith("$") for sign in span.signs))
    sane = min(amounts) >= _LEAST_YEARLY and max(amounts) <= _MOST_YEARLY
    if period == Period.YEAR and hard and not sane:
        return f"Yearly pay from {_LEAST_YEARLY:,} to {_MOST_YEARLY:,} was expected, {came}"
    unsigned = not currency and not span.signs
    if period == Period.HOUR and (hard or unsigned) and max(amounts) > _MOST_HOURLY:
        return f"Hourly pay up to {_MOST_HOURLY:,} was expected, {came}"
    return ""


def _range(span: Span) -> str:
    """The bounds in words: "30,000 to 40,000"."""
    if span.low == span.high:
        return f"{span.low:,}"
    if span.low is None or span.high is None:
        return f"up to {span.high:,}" if span.low is None else f"from {span.low:,}"
    return f"{span.low:,} to {span.high:,}"
