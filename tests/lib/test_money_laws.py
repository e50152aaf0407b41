"""What holds of pay whatever a feed writes: nothing raises, nothing is invented, all is stable."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from jobs.lib.money import YEARLY, Salary, described_salary, parse_salary, stated_salary
from jobs.lib.money.bounds import PLAUSIBLE
from jobs.lib.money.words import HARD, currency_of, signs_in
from jobs.lib.places import ParsedPlace

WORDS = st.sampled_from(
    ["$", "€", "£", "kr", "CAD", "EUR", "Rs.", "RM", "12", "18.50", "1,000", "1 000", "45.5",
     "60000", "25万", "55 T€", "0800 123 456", "k", "-", "–", "to", "from", "up to", "between",
     "and", "/hr", "per year", "p.a.", "annually", "Salary:", "Pay range", "Gehalt", "is", "the",
     "base", "bonus", "OTE", "plus", "(", ")", ";", "+", "%", "2026", "LPA", "\u0663", ".", "\n",
     "Denver:", "US:", "CA"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(WORDS, max_size=40).map("".join),
)
COUNTRIES = st.sampled_from(["", "us", "ca", "Sweden"])
DENVER = ParsedPlace("Denver, CO", "Denver", "Colorado", "us")


def all_of(text: str, country: str) -> list[Salary]:
    """What is made of a text, wherever in a record it stands."""
    found = described_salary(text, text, currency=text, country=country)
    return [
        parse_salary(text, country=country),
        parse_salary(text, country=country, place=DENVER),
        stated_salary(text, text, text, text, text=text, country=country),
        stated_salary(text, "", text, text, country=country),
        stated_salary("50000", "60000", text, text, text=text, country=country),
        *([found] if found else []),
    ]


@given(TEXTS, COUNTRIES)
@example("Salary: 月給25万円 per year", "jp")
@example("Pay: $20 $20 $20 $20", "us")
def test_any_text_gives_sane_pay_or_none(text: str, country: str) -> None:
    for found in all_of(text, country):
        amounts = [a for a in (found.minimum, found.maximum) if a is not None]
        assert not (amounts and found.problem)
        assert all(amount > 0 for amount in amounts)
        assert amounts == sorted(amounts)
        assert found.period in {"", *YEARLY}
        assert len(found.text) <= 300


@given(TEXTS, COUNTRIES)
def test_a_currency_is_one_that_the_text_names(text: str, country: str) -> None:
    code = {"Sweden": "se"}.get(country, country)
    spelt = " ".join(text.replace("万", "万 ").split())  # a sign may stand right behind it
    told = {currency_of(sign, code) for sign in [*signs_in(spelt), spelt]}
    for found in all_of(text, country):
        assert found.currency in told | {""} or found.currency in spelt


@given(TEXTS, COUNTRIES)
def test_what_is_kept_of_a_text_says_the_same_again(text: str, country: str) -> None:
    found = parse_salary(text, country=country)
    assert parse_salary(found.text, country=country) == found

    described = described_salary("", text, country=country)
    if described:
        assert parse_salary(described.text, country=country) == described
        assert described.text in " ".join(text.split())
        assert described.period


AMOUNTS = st.decimals(min_value=2, max_value=100_000, places=2).map(
    lambda amount: amount.quantize(Decimal(1)) if amount == int(amount) else amount
)


@given(AMOUNTS, AMOUNTS, st.sampled_from(sorted(HARD)), st.sampled_from(sorted(YEARLY)))
def test_pay_that_is_written_out_plainly_is_read_back(
    one: Decimal, other: Decimal, currency: str, period: str
) -> None:
    low, high = sorted((one, other))
    assume(high <= 20 * low)
    least, most = PLAUSIBLE[period]  # type: ignore[index]
    told = f"{currency} {low:,} - {high:,} per {period}"
    fits = low >= least and high <= most
    expected = Salary(low, high, currency, period, told)

    assert (parse_salary(told) == expected) == fits
    assert (described_salary("", f"Salary: {told}") is not None) == fits
    assert (stated_salary(f"{low}", f"{high}", currency, period).problem == "") == fits
    assert replace(parse_salary(told), problem="").text == told


@pytest.mark.parametrize(
    "text",
    ["$1 " * 20_000, "Pay: $20/hr " * 5_000, "9" * 60_000, "Salary: $" + "1," * 30_000,
     "( " * 30_000, "Pay: $20/hr\n" + "$1 " * 20_000, "from " * 10_000 + "$5", "1 per " * 10_000,
     "€ 1-" * 20_000],
)  # fmt: skip
def test_a_long_text_takes_no_longer_than_a_page_of_it(text: str) -> None:
    started = time.process_time()
    all_of(text, "us")
    assert time.process_time() - started < 1
