"""Pay that a description or a title states in so many words, when that is certain.

Certain is: a label ("Salary range:") with nothing between it and the amounts that could restrict
them to a place, a case or a person; a currency sign or code at the amounts; a period; and no other
pay in the whole text. Silence is usual here, so nothing is told when it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, zip_longest

from jobs.lib.countries import LONGEST, country_code
from jobs.lib.money.amounts import Span, plain_dashes, spans_in
from jobs.lib.money.labels import (
    ABOUT_PAY,
    ADDED,
    LABELS,
    NEVER,
    OPEN,
    TAIL,
    WORD,
    is_heading,
    words_of,
)
from jobs.lib.money.numbers import AMOUNT
from jobs.lib.money.periods import periods_in
from jobs.lib.money.stated import Salary, parse_salary
from jobs.lib.money.words import currency_of, is_code, is_sign
from jobs.lib.text import fold, squeeze

_LONGEST_SENTENCE = 1_000
_LONGEST_HEADING = 60
_NEAR = 25  # characters between an amount and its period
# Of sentences with money in a text, and of amounts in a sentence: beyond, it is a price list.
_MOST_SENTENCES, _MOST_AMOUNTS = 40, 10
# How nearly all money is written: most texts have none of it, and are not looked at any closer.
_SIGNS = "$€£₹¥₱₩₪₺₽₴₦฿₫₸"
_SPELT = re.compile(
    r"[0-9](?: ?\(?(?:kr|zł|Kč|[Ee]uro|[Dd]ollar|[A-Z]{3}\b)"
    r"|(?<=[A-Z]{3}.)|(?<=[A-Z]{3} .)|(?<=R[Ms] .)|(?<=Rs\. .))"
)
_CODE = re.compile(r"(?<![A-Z])[A-Z]{3}(?![A-Z])")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(rf"(?:[A-Z]{{1,3}})?[\d{_SIGNS}]")
_SENTENCES = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-z])|\n")
_BULLET = re.compile(r"[\s\-–—•*#·>]*")
_BEFORE_IN_TITLE = re.compile(r".*(?: [-–—:·] |[|(),\[\]]|\. )")
_AFTER_IN_TITLE = re.compile(r"[|()\[\]]|, (?!\d{3}\b)| [-–—·] ")
_PAYING = re.compile(r"\b(?:we|you) (?:will )?pay\b", re.IGNORECASE)


def described_salary(
    title: str, description: str, *, currency: str = "", country: str = ""
) -> Salary | None:
    """The one pay that title and description (plain text, a line a block) surely state, or None.

    None as well where it contradicts `currency`, the feed's field for it; `country` is that of
    `parse_salary`. The text of the pay is the part that states it.
    """
    sentences = list(_sentences(description)) if has_money(description) else []
    if len(sentences) > _MOST_SENTENCES or any(len(s) > _LONGEST_SENTENCE for s, _ in sentences):
        return None
    pays = [pay for text, before in sentences if (pay := _pay(text, before, country))]
    offered = _offered(title) if has_money(title) else ""
    if offered and (pay := _pay(offered, "Pay:" if periods_in(offered) else "", country)):
        pays.append(pay)  # a title with an amount for a period needs no label
    stated = {(pay.minimum, pay.maximum, pay.currency, pay.period) for pay in pays}
    if len(stated) != 1:
        return None
    for text in (title, *(text for text, _ in sentences)):
        if any((span.low, span.high) != _bounds(pays[0]) for span in _perhaps_pay(text)):
            return None
    named = {pays[0].currency, currency_of(currency, country_code(country))} - {""}
    return pays[0] if len(named) < 2 else None


def has_money(text: str) -> bool:
    """Whether a sign or code of a currency is in the text: a cheap test, before it is read."""
    return any(sign in text for sign in _SIGNS) or bool(_SPELT.search(text))


def _sentences(description: str) -> Iterator[tuple[str, str]]:
    """Each sentence with money in it, and the one before it, which may be a heading."""
    before = ""
    for line in description.split("\n"):
        if not _DIGIT.search(line) or not has_money(line):
            before = line
            continue
        for sentence in _SENTENCES.split(line):
            if _DIGIT.search(sentence) and has_money(sentence):
                yield squeeze(sentence), before
            before = sentence


def _offered(title: str) -> str:
    """The part of a title with its amounts: "£13 per hour" of "Baker (nights) - £13 per hour"."""
    amounts = list(AMOUNT.finditer(title))
    if not amounts:
        return ""
    before = _BEFORE_IN_TITLE.match(title[: amounts[0].start()])
    after = _AFTER_IN_TITLE.search(title, amounts[-1].end())
    return title[before.end() if before else 0 : after.start() if after else len(title)].strip()


def _pay(sentence: str, before: str, country: str) -> Salary | None:
    """The pay of a sentence that states it without any restriction; `before` may be its heading."""
    bullet = _BULLET.match(sentence)
    start = bullet.end() if bullet else 0
    if not _introduced(_head(sentence, start), before, country):
        return None
    plain = plain_dashes(sentence)
    amounts = list(islice(AMOUNT.finditer(plain), 3))
    spans, about = spans_in(plain) if amounts else ((), "")
    if len(spans) != 1 or not (spans[0].signs or _codes(sentence)):
        return None
    for last, following in zip_longest(amounts[:2], amounts[1:3]):
        end = _end(sentence, last.end(), following.start() if following else len(sentence))
        if not end:
            return None
        pay = parse_salary(sentence[start:end], country=country)
        if _bounds(pay) == (spans[0].low, spans[0].high) and _is_whole(pay, sentence, about):
            return pay
    return None


def _is_whole(pay: Salary, sentence: str, about: str) -> bool:
    """Whether there is a period, and no other one nor a currency in the rest of the sentence.

    `about` is what of the sentence speaks of pay.
    """
    if not pay.period or not _codes(sentence) <= _codes(pay.text):
        return False
    return bool(periods_in(pay.text)) or (len(about) <= LONGEST and not periods_in(about))


def _bounds(pay: Salary) -> tuple[Decimal | None, Decimal | None]:
    return pay.minimum, pay.maximum


def _head(sentence: str, start: int) -> str:
    """The words before the first amount and its sign."""
    number = _NUMBER.search(sentence, start)
    head = sentence[start : number.start()].rstrip(" (") if number else sentence[start:]
    words, _, last = head.rpartition(" ")
    return words if is_sign(last.rstrip(".")) or is_sign(last) else head


def _introduced(head: str, before: str, country: str) -> bool:
    """Whether the words before an amount say that it is pay, and restrict it in no way."""
    words = WORD.findall(fold(head))
    others = " ".join(word for word in words if word not in ABOUT_PAY)
    if others and not (country and country_code(others) == country):
        return False
    if re.search(r"[+&]", head) or _PAYING.search(head):
        return False
    return not LABELS.isdisjoint(words) or (len(before) <= _LONGEST_HEADING and is_heading(before))


def _end(sentence: str, start: int, limit: int) -> int:
    """Where the statement ends that has its last amount before `start`; 0 if it is restricted."""
    end = start
    words = list(words_of(sentence[start:limit]))
    if any(word.folded in NEVER for word in words):
        return 0
    for word in words:
        between = sentence[start : start + word.start]
        if word.folded in TAIL or (word.folded in ADDED and "+" in between and "(" not in between):
            break
        if word.folded not in ABOUT_PAY:
            return 0
        if word.folded not in OPEN:
            end = start + word.end
    initials = sentence[end - 2 : end - 1] == "." and sentence.startswith(".", end)  # "p.a."
    return end + (initials or sentence.startswith(")", end))


def _perhaps_pay(sentence: str) -> Iterator[Span]:
    """Amounts of money for a period, or in a sentence about pay."""
    if not LABELS.isdisjoint(WORD.findall(fold(sentence))) or _has_unit(sentence):
        yield from (span for span in spans_in(sentence)[0] if span.signs)


def _has_unit(sentence: str) -> bool:
    """Whether a period stands beside some amount."""
    amounts = list(islice(AMOUNT.finditer(sentence), _MOST_AMOUNTS))
    return len(amounts) == _MOST_AMOUNTS or any(
        periods_in(sentence[max(0, amount.start() - _NEAR) : amount.end() + _NEAR])
        for amount in amounts
    )


def _codes(text: str) -> set[str]:
    return set(filter(is_code, _CODE.findall(text)))
