"""Amounts that cannot be pay: a slip of the feed, a placeholder, or pay for another period."""

from __future__ import annotations

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
LEAST = 2  # of any currency for any period: below, a flag or a mistake was written
_MOST = 9_999_999_999  # of any currency; what the board stores
_WIDEST = 20  # times the minimum: beyond, the bounds are for two periods, or one is made up
_ADVERBS = {
    Period.HOUR: "Hourly", Period.DAY: "Daily", Period.WEEK: "Weekly", Period.MONTH: "Monthly",
    Period.YEAR: "Yearly",
}  # fmt: skip


def problem_of(span: Span, currency: str, period: str) -> str:
    """Why the amounts cannot be pay, in words for an editor; "" when they can.

    `currency` is an ISO code or "" for unknown, `period` a `Period` value or "".
    """
    amounts = [amount for amount in (span.low, span.high) if amount is not None]
    least, most = min(amounts), max(amounts)
    came = f"{in_words(span)} came."
    if least <= 0:
        return f"Pay above zero was expected, {came}"
    if most > _MOST:
        return f"Pay up to {_MOST:,} was expected, {came}"
    if amounts[0] > amounts[-1]:
        return f"A minimum below the maximum was expected, {came}"
    if not period:
        if most < LEAST:
            return f"Pay of {LEAST} or more was expected, {came}"
    elif currency in HARD or (not currency and any(sign.endswith("$") for sign in span.signs)):
        low, high = PLAUSIBLE[Period(period)]
        if least < low or most > high:
            adverb = _ADVERBS[Period(period)]
            return f"{adverb} pay from {low:,} to {high:,} was expected, {came}"
    elif period == Period.HOUR and not currency and not span.signs and most > 1_000:
        return f"Hourly pay up to 1,000 was expected, {came}"
    if most > least * _WIDEST:
        return f"A maximum of at most {_WIDEST} times the minimum was expected, {came}"
    return ""


def in_words(span: Span) -> str:
    """The bounds: "30,000 to 40,000", "from 30,000"."""
    if span.low == span.high:
        return f"{span.low:,}"
    if span.low is None or span.high is None:
        return f"up to {span.high:,}" if span.low is None else f"from {span.low:,}"
    return f"{span.low:,} to {span.high:,}"
