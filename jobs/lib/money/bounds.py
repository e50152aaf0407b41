"""Amounts that cannot be pay: a slip of the feed, a placeholder, or pay for another period."""

from __future__ import annotations

from decimal import Decimal

from jobs.lib.money.amounts import Span
from jobs.lib.money.periods import Period
from jobs.lib.money.words import HARD

# The least and the most of a HARD currency that is believed to be pay for a period.
PLAUSIBLE = {
    Period.HOUR: (2, 1_000),
    Period.DAY: (10, 10_000),
    Period.WEEK: (25, 25_000),
    Period.MONTH: (50, 100_000),
    Period.YEAR: (1_000, 10_000_000),
}
_ADVERBS = {
    Period.HOUR: "Hourly", Period.DAY: "Daily", Period.WEEK: "Weekly", Period.MONTH: "Monthly",
    Period.YEAR: "Yearly",
}  # fmt: skip
_LEAST = 2  # of any currency for any period: below, a flag or a mistake was written
_MOST = 9_999_999_999  # of any currency; what the board stores
_WIDEST = 20  # times the minimum: beyond, the bounds are for two periods, or one is made up


def problem_of(span: Span, currency: str, period: str) -> str:
    """Why the amounts cannot be pay, in words for an editor; "" when they can.

    `currency` is an ISO code or "" for unknown, `period` a `Period` value or "".
    """
    expected = _expected(span, currency, period)
    return f"{expected} was expected, {in_words(span)} came." if expected else ""


def in_words(span: Span) -> str:
    """The bounds: "30,000 to 40,000", "from 30,000"."""
    if span.low == span.high:
        return f"{span.low:,}"
    if span.low is None or span.high is None:
        return f"up to {span.high:,}" if span.low is None else f"from {span.low:,}"
    return f"{span.low:,} to {span.high:,}"


def _expected(span: Span, currency: str, period: str) -> str:
    amounts = [amount for amount in (span.low, span.high) if amount is not None]
    least, most = min(amounts), max(amounts)
    if least <= 0:
        return "Pay above zero"
    if most > _MOST:
        return f"Pay up to {_MOST:,}"
    if amounts[0] > amounts[-1]:
        return "A minimum below the maximum"
    if not period and most < _LEAST:
        return f"Pay of {_LEAST} or more"
    if period and (expected := _for_period(span, currency, Period(period), least, most)):
        return expected
    return f"A maximum of at most {_WIDEST} times the minimum" if most > least * _WIDEST else ""


def _for_period(span: Span, currency: str, period: Period, least: Decimal, most: Decimal) -> str:
    low, high = PLAUSIBLE[period]
    if currency in HARD or (not currency and any(sign.endswith("$") for sign in span.signs)):
        fine = low <= least and most <= high
        return "" if fine else f"{_ADVERBS[period]} pay from {low:,} to {high:,}"
    unsigned = not currency and not span.signs
    return f"Hourly pay up to {high:,}" if unsigned and period == "hour" and most > high else ""
