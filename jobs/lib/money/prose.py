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
from jobs.lib.money.labels import ABOUT_PAY, LABELS, NEVER, TAIL, WORD, is_heading, words_of
from jobs.lib.money.numbers import AMOUNT
from jobs.lib.money.periods import periods_in
from jobs.lib.money.stated import Salary, parse_salary
from jobs.lib.money.words import is_code, is_sign, signs_in
from jobs.lib.text import fold, squeeze

_LONGEST_SENTENCE = 1_000
_LONGEST_HEADING = 60
_NEAR = 25  # characters between an amount and its period
_MOST_SENTENCES = 50  # with amounts of money: a text with more is a price list
# How nearly all money is written: most texts have none of it, and are not looked at any closer.
_SIGNS = "$€£₹¥₱₩₪₺₽₴₦฿₫₸"
_SPELT = re.compile(r"[0-9](?: ?(?:kr|zł|Kč|[Ee]uro|[Dd]ollar|[A-Z]{3}\b)|(?<=[A-Z]{3}.)|(?<=[A-Z]{3} .)|(?<=R[Ms] .)|(?<=Rs\. .))")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(rf"(?:[A-Z]{{1,3}})?[\d{_SIGNS}]")
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
    pays = [pay for text, before in sentences if (pay := _pay(text, before, country))]
    offered = _offered(title) if has_money(title) else ""
    if offered and (pay := _pay(offered, "Pay:" if periods_in(offered) else "", country)):
        pays.append(pay)  # a title with an amount for a period needs no label
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
    if len(sentence) > _LONGEST_SENTENCE or not _introduced(_head(sentence, start), before):
        return None
    plain = plain_dashes(sentence)
    spans, _ = spans_in(plain)
    amounts = list(islice(AMOUNT.finditer(plain), 3))
    if len(spans) != 1 or not spans[0].signs:
        return None
    for last, following in zip_longest(amounts[:2], amounts[1:3]):
        end = _end(sentence, last.end(), following.start() if following else len(sentence))
        pay = parse_salary(sentence[start:end], country=country) if end else Salary()
        if pay.period and (pay.minimum, pay.maximum) == (spans[0].low, spans[0].high):
            return pay if _codes(sentence) <= _codes(pay.text) else None
    return None


def _head(sentence: str, start: int) -> str:
    """The words before the first amount and its sign."""
    number = _NUMBER.search(sentence, start)
    head = sentence[start : number.start()].rstrip(" (") if number else sentence[start:]
    words, _, last = head.rpartition(" ")
    return words if is_sign(last.rstrip(".")) or is_sign(last) else head


def _introduced(head: str, before: str) -> bool:
    """Whether the words before an amount say that it is pay, and restrict it in no way."""
    words = set(WORD.findall(fold(head)))
    if not words <= ABOUT_PAY or re.search(r"[+&]", head) or _ASKS_TO_PAY.search(head):
        return False
    return not words.isdisjoint(LABELS) or (len(before) <= _LONGEST_HEADING and is_heading(before))


def _end(sentence: str, start: int, limit: int) -> int:
    """Where the statement ends that has its last amount before `start`; 0 if it is restricted."""
    end = start
    words = list(words_of(sentence[start:limit]))
    if any(word.folded in NEVER for word in words):
        return 0
    for word in words:
        if word.folded in TAIL:
            break
        if word.folded not in ABOUT_PAY:
            return 0
        end = start + word.end
    return end


def _perhaps_pay(sentence: str) -> Iterator[Span]:
    """Amounts of money for a period, or in a sentence about pay."""
    about = not LABELS.isdisjoint(WORD.findall(fold(sentence)))
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
