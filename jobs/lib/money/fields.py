"""Pay from a feed's own fields, and from the text beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from jobs.lib.countries import LONGEST, country_code
from jobs.lib.money.amounts import Span, spans_in
from jobs.lib.money.numbers import AMOUNT, read
from jobs.lib.money.periods import period_of
from jobs.lib.money.stated import (
    Salary,
    assumed,
    checked,
    currencies_of,
    is_empty,
    one_line,
    parse_salary,
)
from jobs.lib.money.words import currency_of
from jobs.lib.places import ParsedPlace
from jobs.lib.text import squeeze

_MACHINE_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,12})?")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


class _Amount(NamedTuple):
    span: Span
    words: str  # what stands behind the number: "/hr"


def stated_salary(
    minimum: str,
    maximum: str,
    currency: str,
    period: str = "",
    *,
    text: str = "",
    country: str = "",
    place: ParsedPlace | None = None,
) -> Salary:
    """Pay from a feed's own fields when they are filled ("0" is not), else from its text.

    Currency and period missing in the fields come from the text if it states the same pay; where
    it contradicts them they are unknown. `country` and `place` are those of `parse_salary`.
    The text is the feed's own, else the fields in a row; of refused fields there is none to show.
    """
    if not minimum and not maximum:
        return parse_salary(text, country=country, place=place)
    fields = {"minimum": squeeze(minimum[:LONGEST]), "maximum": squeeze(maximum[:LONGEST])}
    filled = {name: field for name, field in fields.items() if not is_empty(field)}
    if not filled:
        return parse_salary(text, country=country, place=place)
    told = one_line(f"{' - '.join(filled.values())} {currency[:20]} {period[:20]}")
    beside = one_line(text)
    amounts: dict[str, _Amount] = {}
    for name, field in filled.items():
        amount = _amount(field, alone=len(filled) == 1)
        if amount is None:
            problem = f"A number was expected as {name}, {field!r} came."
            return Salary(text=beside, problem=problem)
        amounts[name] = amount
    found = _completed(amounts, currency, period, beside, country)
    return found if beside or found.problem else replace(found, text=told)


def _completed(
    amounts: Mapping[str, _Amount], currency: str, period: str, text: str, country: str
) -> Salary:
    """The amounts of the fields with currency and period, as fields and text agree on them."""
    span = _joined({name: amount.span for name, amount in amounts.items()})
    code = country_code(country)
    named = currency_of(currency, code)
    currencies = currencies_of([*span.signs, named] if named else span.signs, code)
    money = currencies[0] if len(currencies) == 1 else ""
    units = {period_of(words) for words in (period, *(one.words for one in amounts.values()))}
    unit = max(units) if len(units - {""}) == 1 else ""
    unsaid = is_empty(period) and not units - {""}
    beside = parse_salary(text, country=country) if text else Salary()
    if (beside.minimum, beside.maximum) == (span.low, span.high):
        told = parse_salary(text).currency  # "$" says it only together with the country
        money = _agreed(money, told) if currencies else beside.currency
        unit = beside.period if unsaid else _agreed(unit, beside.period)
    if unsaid and not unit:
        unit = assumed(span, money, text)
    return checked(span, money, unit, text)


def _amount(field: str, *, alone: bool) -> _Amount | None:
    """What a field holds: a number, and where it is the only one filled perhaps a whole range."""
    machine = _MACHINE_NUMBER.fullmatch(field)
    if machine and not _THOUSANDS.fullmatch(field):
        value = Decimal(field).normalize()
        value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
        return _Amount(Span(value, value, ()), "")
    match = AMOUNT.match(field)
    behind = field[match.end() :] if match else ""
    if match and (not behind or (period_of(behind) and not any(map(str.isdigit, behind)))):
        amount = read(match)
        value = -amount.value if amount.negative else amount.value
        return _Amount(Span(value, value, amount.signs), behind)
    spans, words = spans_in(field) if alone else ((), "")
    return _Amount(spans[0], words) if len(spans) == 1 else None


def _joined(spans: Mapping[str, Span]) -> Span:
    """One span of the fields' amounts; a field alone leaves the other bound open."""
    only = next(iter(spans.values()))
    if len(spans) == 1 and only.low != only.high:
        return only
    low, high = (spans[name].low if name in spans else None for name in ("minimum", "maximum"))
    return Span(low, high, tuple(sign for span in spans.values() for sign in span.signs))


def _agreed(ours: str, theirs: str) -> str:
    return "" if ours and theirs and ours != theirs else ours
