"""One amount of money as it is written: "CA$ 45.5k", "1.234,50 €". Never a guess at the sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from jobs.lib.money.words import CURRENCY_PATTERN

_NUMBER = (
    r"(?:\d{1,3}(?P<sep>[ ,.'\u2019])\d{3}(?:(?P=sep)\d{3}){0,3}(?:[.,]\d{1,2})?"
    r"|\d{1,2}(?:,\d{2}){1,4},\d{3}(?:\.\d{1,2})?"
    r"|\d{1,12}(?:[.,]\d{1,2})?)(?!\d|[.,'\u2019]\d)"
)
_MULTIPLIERS = {
    "k": 1000, "tsd": 1000, "thousand": 1000, "m": 10**6, "mio": 10**6, "million": 10**6,
    "t": 1000, "万": 10**4,
    "lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "lacs": 10**5, "lpa": 10**5, "crore": 10**7,
}  # fmt: skip
_MULTIPLIER = (
    r"(?: ?(?:k|tsd|thousand|mio|million|lakhs?|lacs?|lpa|crore)|(?<=\d)[m万])(?![^\W\d_])"
    r"| ?t(?= ?(?:€|eur\b))"
)
AMOUNT = re.compile(
    rf"(?P<minus>(?<!\S)-(?=[^\s-]))?(?:(?P<pre>{CURRENCY_PATTERN}) ?|(?<![\w.,]))(?P<minus2>-)?"
    rf"(?P<number>{_NUMBER})(?P<mult>(?i:{_MULTIPLIER}))?(?P<plus>\+)?(?:[,.]-(?!\d))?"
    rf"(?: ?(?P<post>{CURRENCY_PATTERN}))?",
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written, with everything beside it that says it is money."""

    value: Decimal  # multiplied out
    factor: int  # what it was multiplied by
    signs: tuple[str, ...]
    grouped: bool  # with separators between thousands
    negative: bool
    open: bool  # "50k+"

    @property
    def marked(self) -> bool:
        """Whether a currency or a multiplier stands with it."""
        return bool(self.signs) or self.factor > 1

    @property
    def whole(self) -> bool:
        """Whether it has neither thousands nor decimals, as the "55" of "55-60.000"."""
        return not self.grouped and self.value.as_tuple().exponent == 0

    @property
    def like_year(self) -> bool:
        """Whether it may as well be a year of the calendar."""
        return not self.marked and not self.grouped and 2005 <= self.value <= 2035


def read(match: re.Match[str]) -> Amount:
    """The amount of one match of AMOUNT."""
    factor = _MULTIPLIERS.get((match["mult"] or "").strip().lower(), 1)
    return Amount(
        value=_decimal(match["number"], match["sep"]) * factor,
        factor=factor,
        signs=tuple(sign for sign in (match["pre"], match["post"]) if sign),
        grouped=bool(match["sep"]),
        negative=bool(match["minus"] or match["minus2"]),
        open=bool(match["plus"]),
    )


def scaled_like(first: Amount, second: Amount) -> tuple[Decimal, Decimal]:
    """Both bounds of a range; "120-150k" means thousands twice, "500 - 1k" does not."""
    low, high = first.value, second.value
    if first.factor == 1 and second.factor > 1 and low < 1000:
        meant = second.value / second.factor >= low or high / max(low, Decimal(1)) > 100
        low = low * second.factor if meant else low
    elif second.factor == 1 and first.factor > 1 and high < 1000:
        high *= first.factor
    elif second.grouped and first.whole and low * 1000 < high < low * 2000 + 1000:
        low *= 1000  # "55-60.000"
    return low, high


def _decimal(number: str, separator: str | None) -> Decimal:
    """A lone separator before three digits is between thousands, else it is decimal."""
    if separator:
        whole, tail = number, ""
        last = max(number.rfind("."), number.rfind(","))
        if len(number) - last in (2, 3) and last > 0:
            whole, tail = number[:last], number[last + 1 :]
        return Decimal(re.sub(r"\D", "", whole) + (f".{tail}" if tail else ""))
    if number.count(",") > 1:  # 12,00,000 as India writes
        return Decimal(number.replace(",", ""))
    return Decimal(number.replace(",", "."))


def plain(amount: Decimal) -> int | float:
    """For JSON: whole where it is, else with its hundredths."""
    return int(amount) if amount == int(amount) else float(amount)
