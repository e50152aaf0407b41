"""The amounts of money in a text, as ranges. Numbers that are no pay are left out.

Bonuses, equity, hours of work, years and percentages are no pay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from jobs.lib.money.noise import UNIT, without_noise
from jobs.lib.money.numbers import AMOUNT, Amount, read, scaled_like
from jobs.lib.money.periods import periods_in
from jobs.lib.money.words import shape
from jobs.lib.text import fold

_NOT_PAY = re.compile(
    r"\b(?:ote|on[- ]target|bonus(?:es)?|sign(?:ing)?[- ]on|signing|commissions?|equity|stocks?"
    r"|rsus?|options|relocation|stipend|allowance|401 ?\(?k\)?|pension|provision|pramie|prime"
    r"|insurance|retirement|reimburse\w{0,5}|budget|revenue|funding|tips|incentives?"
    r"|variable[sn]?|overtime|tuition|zulagen?|zuschlage?)\b"
)
_CLAUSES = re.compile(
    r" \+ ?|\+(?=[^\W\d_])| & |[;(){}\[\]|•]|, (?!\d{3}\b)"
    r"| (?:plus|with|and|und|mit|avec|con|et|zzgl\.?|zuzüglich) ",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:between|zwischen|entre|von|van|de|da|from|от)\b ?([^;()]{1,40}?)"
    r" (?:and|und|et|y|e|en|to|bis|à|a|tot|до) (?=\D{0,6}\d)",
    re.IGNORECASE,
)
_NEAR = 20  # characters from an amount to the end of its period
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_GLUED = re.compile(r"(?<=\d)( ?[kKT])(?=[A-Z]{3}\b|€)")  # "55 TEUR"
_IDEOGRAPHS = re.compile(r"(?<=[\u3040-\u30ff\u4e00-\u9fff])(?=\d)|(?<=\d万)")  # written together
_TO = re.compile(
    rf"(?:{UNIT}\.? ?)?"
    r"(?:min\.? ?)?(?:-|to|max(?:imum|\.)?|bis|bis zu|a|until|till?|do|tot"
    r"|up to|hasta|jusqu.?a|~|\.{2,3}|y)?"
)
_AT_LEAST = re.compile(
    r"(?:\b(?:from|ab|start(?:s|ing)? (?:at|from)|a partir d[eu]|des|desde|min(?:imum|\.)?|at least"
    r"|mindestens|over|more than|od|vanaf|fran|fra|dal?|от)|>=?|≥)[\s:]*$"
)
_AT_MOST = re.compile(
    r"(?:\b(?:up ?to|bis(?: zu)?|jusqu.?a|hasta|max(?:imum|imal|\.)?|under|below|less than|ate"
    r"|fino a|tot|do|до|not exceeding|no more than)|<=?|≤)[\s:]*$"
)
# The other bound is there, and no amount: "£30,000 - 35,0000", "£30,000 - £XX".
_HALF = re.compile(r" ?(?:-|to|bis|a) ?(?:\d|[$€£]\S|x{2})")
_PER = r"(?:(?:/ ?|(?:per|an?) )\w{1,6})?"
_AND_MORE = re.compile(
    rf"{_PER}(?:\+(?!\w)| ?\+| ?(?:and (?:up|above)|or more|(?:\w+ )?minimum\b|min\b|upwards))"
)
_OR_LESS = re.compile(rf"{_PER} ?(?:max(?:imum)?\b|or less)")
_LABELS = re.compile(
    r"\b(?:salary|pay|wage|rate|range|base|basic|gross|net|compensation|brutto|netto|gehalt"
    r"|salaire|salario|sueldo|lohn|brut|bruto|ca|circa|approx|about|around|year|annual|per|hour"
    r"|month|day|week|depending|on|experience|doe|competitive|negotiable|vb"
    r"|verhandelbar|from|up|to|ab|bis|or|at|starting)\b"
)
_ABOUT_PAY = re.compile(
    r"\b(?:salar|pay|wage|rate|range|compensation|remuneration|gehalt|lohn|vergutung|brutto|netto"
    r"|salaire|sueldo|retribu|stipendio|lon\b|loon|wynagrodzenie)"
)


@dataclass(frozen=True, slots=True)
class Span:
    """One stated pay: a single amount has both bounds equal, an open one lacks a bound."""

    low: Decimal | None
    high: Decimal | None
    signs: tuple[str, ...]  # currency signs and codes beside the amounts


def spans_in(text: str) -> tuple[tuple[Span, ...], str]:
    """The different pays of a text (white space folded), and the text that speaks of pay."""
    clauses = list(_pay_clauses(text))
    found = [(span, sure) for clause in clauses for span, sure in _spans(clause)]
    sure_ones = [span for span, sure in found if sure]
    kept = sure_ones or [span for span, _ in found]
    different = {(span.low, span.high): span for span in reversed(kept)}
    return tuple(reversed(different.values())), " ; ".join(clauses)


def plain_dashes(text: str) -> str:
    """The text with "-" for every dash, as long as before."""
    return text if text.isascii() else text.translate(_DASHES)


def _pay_clauses(text: str) -> Iterator[str]:
    text = plain_dashes(text)
    text = _GLUED.sub(r"\1 ", text)
    if not text.isascii():
        text = _IDEOGRAPHS.sub(" ", text)
    text = without_noise(text)
    for clause in _CLAUSES.split(_BETWEEN.sub(r" \1 - ", text)):
        if clause.strip() and not _NOT_PAY.search(fold(clause)):
            yield clause


@lru_cache(maxsize=2_000)
def _words_of(shaped: str) -> tuple[bool, bool]:
    """Whether a clause has nothing but amounts and words for pay, and whether it is about pay."""
    words = fold(AMOUNT.sub("", shaped))
    plain = not re.search(r"[^\W\d_]", _LABELS.sub("", words))
    return plain, plain or bool(_ABOUT_PAY.search(words) or periods_in(words))


def _spans(clause: str) -> Iterator[tuple[Span, bool]]:
    """Each pay of a clause, and whether it is surely pay rather than some number."""
    matches = list(AMOUNT.finditer(clause))
    joined = {i for i, (a, b) in enumerate(pairwise(matches)) if _is_range(clause, a, b)}
    plain, told = _words_of(shape(clause))
    for index, match in enumerate(matches):
        if index - 1 in joined:
            continue
        pair = matches[index : index + 2] if index in joined else [match]
        amounts = [read(one) for one in pair]
        marked = any(amount.marked for amount in amounts)
        sure = marked or bool(periods_in(clause[pair[-1].end() :][:_NEAR]))
        year = all(amount.like_year for amount in amounts)
        grouped = any(amount.grouped for amount in amounts) or len(amounts) == 2
        large = grouped and any(amount.value >= 1000 for amount in amounts)
        flag = all(amount.value < 2 for amount in amounts)
        chained = index in joined and index + 1 in joined  # "30k - 35k - 40k"
        if chained or (len(pair) == 1 and _HALF.match(fold(clause[pair[0].end() :]))):
            continue
        if sure or (not year and ((large and told) or (plain and not flag))):
            yield _span(clause, pair, amounts), sure or large


def _is_range(clause: str, first: re.Match[str], second: re.Match[str]) -> bool:
    gap = fold(clause[first.end() : second.start()])
    dash = bool(second["minus"])  # "$50k -$60k"
    return bool(_TO.fullmatch(gap)) and bool(dash or _last_word(gap))


def _last_word(gap: str) -> str:
    """What stands between two amounts once "/hr" and the like is gone."""
    return re.sub(rf"^{UNIT}\.?", "", gap).strip()


def _span(clause: str, pair: list[re.Match[str]], amounts: list[Amount]) -> Span:
    signs = tuple(sign for amount in amounts for sign in amount.signs)
    if len(amounts) == 2:
        low, high = scaled_like(*amounts)
        return Span(-low if amounts[0].negative else low, high, signs)
    value = -amounts[0].value if amounts[0].negative else amounts[0].value
    before, after = fold(clause[: pair[0].start()]), fold(clause[pair[0].end() :])
    if _AT_MOST.search(before) or _OR_LESS.match(after):
        return Span(None, value, signs)
    if amounts[0].open or _AT_LEAST.search(before) or _AND_MORE.match(after):
        return Span(value, None, signs)
    return Span(value, value, signs)
