"""Pay that a description or a title states in so many words, when that is certain.

Certain is: a label ("Salary range:") with nothing between it and the amounts that could restrict
them to a place, a case or a person; a currency sign or code at the amounts; a period; and no other
pay in the whole text. Silence is usual here, so nothing is told when it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, zip_longest

from jobs.lib.money.amounts import Span, plain_dashes, spans_in
from jobs.lib.money.labels import LABELS, NEUTRAL, NEVER, TAIL, is_heading, words_of
from jobs.lib.money.numbers import AMOUNT
from jobs.lib.money.periods import periods_in
from jobs.lib.money.stated import Salary, parse_salary
from jobs.lib.money.words import CODES, is_code, signs_in
from jobs.lib.text import squeeze

_LONGEST_SENTENCE = 1_000
_LONGEST_HEADING = 60
_NEAR = 25  # characters between an amount and its period
_MOST_SENTENCES = 50  # with amounts of money: a text with more is a price list
# By which most texts are known to hold no money. Other words for it stand beside codes or signs.
_MARKS = (*"$€£₹¥₱₩₪₺₽₴₦฿₫₸", *sorted(CODES), "kr", "zł", "Kč", "lei", "Ft", "uro")
_SENTENCES = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-z])|\n")
_BULLET = re.compile(r"[\s\-–—•*#·>]*")
_BEFORE_IN_TITLE = re.compile(r".*(?: [-–—:·] |[|(),\[\]]|\. )")
_AFTER_IN_TITLE = re.compile(r"[|()\[\]]|, (?!\d{3}\b)| [-–—·] ")
_ASKS_TO_PAY = re.compile(r"\byou (?:will )?pay\b", re.IGNORECASE)


def described_salary(title: str, description: str, *, country: str = "") -> Salary | None:
    """The one pay that title and description (plain text, a line a block) surely state, or None.

    `country` is that of `parse_salary`; the text of the pay is the part that states it.
    """
    sentences = list(_sentences(description)) if has_money(description) else []
    pays = [pay for text, headed in sentences if (pay := _pay(text, country, headed=headed))]
    offered = _offered(title) if has_money(title) else ""
    in_title = _pay(offered, country, headed=bool(periods_in(offered))) if offered else None
    pays += [in_title] if in_title else []
    if not pays or len(sentences) > _MOST_SENTENCES:
        return None
    stated = {(pay.minimum, pay.maximum, pay.currency, pay.period) for pay in pays}
    others = {
        (span.low, span.high)
        for text in (title, *(sentence for sentence, _ in sentences))
        for span in _perhaps_pay(text)
    }
    sure = len(stated) == 1 and others <= {(pays[0].minimum, pays[0].maximum)}
    return pays[0] if sure else None


def has_money(text: str) -> bool:
    """Whether any sign of a currency is in the text: a cheap test, before its markup is read."""
    return any(mark in text for mark in _MARKS)


def _sentences(description: str) -> Iterator[tuple[str, bool]]:
    """Each sentence with money in it, and whether the one before it is a heading about pay."""
    headed = False
    for line in description.split("\n"):
        for sentence in _SENTENCES.split(line):
            if any(map(str.isdigit, sentence)):
                if has_money(sentence):
                    yield squeeze(sentence), headed
                headed = False
            elif sentence.strip():
                headed = len(sentence) <= _LONGEST_HEADING and is_heading(sentence)


def _offered(title: str) -> str:
    """The part of a title with its amounts: "£13 per hour" of "Baker (nights) - £13 per hour"."""
    amounts = list(AMOUNT.finditer(title))
    if not amounts:
        return ""
    before = _BEFORE_IN_TITLE.match(title[: amounts[0].start()])
    after = _AFTER_IN_TITLE.search(title, amounts[-1].end())
    return title[before.end() if before else 0 : after.start() if after else len(title)].strip()


def _pay(sentence: str, country: str, *, headed: bool) -> Salary | None:
    """The pay of a sentence that states it without any restriction."""
    spans, _ = spans_in(sentence[:_LONGEST_SENTENCE])
    if len(sentence) > _LONGEST_SENTENCE or len(spans) != 1 or not spans[0].signs:
        return None
    amounts = list(islice(AMOUNT.finditer(plain_dashes(sentence)), 3))
    bullet = _BULLET.match(sentence)
    start = bullet.end() if bullet else 0
    if not amounts or not _introduced(sentence[start : amounts[0].start()], headed=headed):
        return None
    for last, following in zip_longest(amounts[:2], amounts[1:3]):
        end = _end(sentence, last.end(), following.start() if following else len(sentence))
        pay = parse_salary(sentence[start:end], country=country) if end else Salary()
        if pay.period and (pay.minimum, pay.maximum) == (spans[0].low, spans[0].high):
            return pay if _codes(sentence) <= _codes(pay.text) else None
    return None


def _introduced(head: str, *, headed: bool) -> bool:
    """Whether the words before an amount say that it is pay, and restrict it in no way."""
    words = {word.folded for word in words_of(head)}
    labelled = headed or not words.isdisjoint(LABELS)
    plain = words <= LABELS | NEUTRAL and not re.search(r"[+&]", head)
    return labelled and plain and not _ASKS_TO_PAY.search(head)


def _end(sentence: str, start: int, limit: int) -> int:
    """Where the statement ends that has its last amount before `start`; 0 if it is restricted."""
    end = start
    words = list(words_of(sentence[start:limit]))
    if any(word.folded in NEVER for word in words):
        return 0
    for word in words:
        if word.folded in TAIL:
            break
        if word.folded not in NEUTRAL and word.folded not in LABELS:
            return 0
        end = start + word.end
    return end


def _perhaps_pay(sentence: str) -> Iterator[Span]:
    """Amounts of money for a period, or in a sentence about pay."""
    about = any(word.folded in LABELS for word in words_of(sentence))
    for start in range(0, len(sentence), _LONGEST_SENTENCE):
        part = sentence[start : start + _LONGEST_SENTENCE]
        if about or _has_unit(part):
            yield from (span for span in spans_in(part)[0] if span.signs)


def _has_unit(sentence: str) -> bool:
    """Whether a period stands beside some amount."""
    return any(
        periods_in(sentence[max(0, amount.start() - _NEAR) : amount.end() + _NEAR])
        for amount in AMOUNT.finditer(sentence)
    )


def _codes(text: str) -> set[str]:
    return set(filter(is_code, signs_in(text)))
