"""Pay from feed text and feed fields."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.money import YEARLY, Salary, parse_salary, stated_salary


def pay(text: str, country: str = "") -> tuple[str, str, str, str]:
    """(minimum, maximum, currency, period) of a text without problem; "" for no amount."""
    found = parse_salary(text, country=country)
    assert found.problem == ""
    assert found.text == " ".join(text.split())
    amounts = (found.minimum, found.maximum)
    low, high = ("" if amount is None else f"{amount:f}" for amount in amounts)
    return low, high, found.currency, found.period


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$131,200-$178,400 CAD", ("131200", "178400", "CAD", "year")),
        ("£45k–£60k", ("45000", "60000", "GBP", "year")),
        ("£50K - £60K per annum", ("50000", "60000", "GBP", "year")),
        ("£50k -£60k", ("50000", "60000", "GBP", "year")),
        ("$120-150k", ("120000", "150000", "", "")),
        ("500 - 1k GBP", ("500", "1000", "GBP", "")),
        ("$28.50/hr", ("28.50", "28.50", "", "hour")),
        ("15,50 €/h", ("15.50", "15.50", "EUR", "hour")),
        ("PLN 18000-24000", ("18000", "24000", "PLN", "")),
        ("CHF 90'000 – 110'000", ("90000", "110000", "CHF", "year")),
        ("CHF 90\u2019000", ("90000", "90000", "CHF", "year")),
        ("30 000 € - 35 000 € par an", ("30000", "35000", "EUR", "year")),
        ("30\u202f000 €", ("30000", "30000", "EUR", "year")),
        ("30\u00a0000 €", ("30000", "30000", "EUR", "year")),
        ("45-55K€", ("45000", "55000", "EUR", "year")),
        ("3 000,50 zł", ("3000.50", "3000.50", "PLN", "")),
        ("€ 2.500,- per maand", ("2500", "2500", "EUR", "month")),
        ("₹12,00,000 - ₹18,00,000 p.a.", ("1200000", "1800000", "INR", "year")),
        ("₹12-18 LPA", ("1200000", "1800000", "INR", "year")),
        ("R$ 5.000,00 por mês", ("5000.00", "5000.00", "BRL", "month")),
        ("C$90k-C$110k", ("90000", "110000", "CAD", "year")),
        ("S$5,000 - S$7,000 monthly", ("5000", "7000", "SGD", "month")),
        ("US$100k", ("100000", "100000", "USD", "year")),
        ("Salary (USD): 100,000 - 120,000", ("100000", "120000", "USD", "year")),
        ("$50k-60k (CAD)", ("50000", "60000", "CAD", "year")),
        ("$45/hr - $60/hr", ("45", "60", "", "hour")),
        ("£12.50 ph", ("12.50", "12.50", "GBP", "hour")),
        ("1300 - 1400", ("1300", "1400", "", "")),
        ("1237", ("1237", "1237", "", "")),
        ("between £30,000 and £40,000", ("30000", "40000", "GBP", "year")),
        ("zwischen 30.000 und 40.000 Euro", ("30000", "40000", "EUR", "year")),
        ("de 30 000 à 35 000 €", ("30000", "35000", "EUR", "year")),
        ("min. 4.000 € max. 5.000 €", ("4000", "5000", "EUR", "")),
    ],
)
def test_ranges_and_amounts_are_read_as_written(text: str, expected: tuple[str, ...]) -> None:
    assert pay(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 30,000 EUR", ("30000", "", "EUR", "year")),
        ("ab 45.000 €", ("45000", "", "EUR", "year")),
        ("à partir de 35 000 €", ("35000", "", "EUR", "year")),
        ("Starting at £45,000/year", ("45000", "", "GBP", "year")),
        ("£100k+", ("100000", "", "GBP", "year")),
        ("£30,000 or more", ("30000", "", "GBP", "year")),
        ("up to £75,000/year", ("", "75000", "GBP", "year")),
        ("bis 60.000 EUR brutto/Jahr", ("", "60000", "EUR", "year")),
        ("Depending on experience - up to €45k", ("", "45000", "EUR", "year")),
    ],
)
def test_open_ranges_have_one_bound(text: str, expected: tuple[str, ...]) -> None:
    assert pay(text) == expected


@pytest.mark.parametrize(
    ("text", "country", "currency"),
    [
        ("$50,000", "us", "USD"),
        ("$50,000", "Canada", "CAD"),
        ("$50,000", "AU", "AUD"),
        ("$50,000", "mx", "MXN"),
        ("$50,000", "", ""),
        ("$50,000", "de", ""),
        ("$50,000 CAD", "us", "CAD"),
        ("45 000 kr", "se", "SEK"),
        ("45 000 kr", "dk", "DKK"),
        ("45 000 kr", "", ""),
        ("¥300,000", "jp", "JPY"),
        ("¥300,000", "cn", "CNY"),
        ("£50,000", "us", "GBP"),
    ],
)
def test_shared_signs_are_read_by_the_country(text: str, country: str, currency: str) -> None:
    assert parse_salary(text, country=country).currency == currency


@pytest.mark.parametrize(
    "text",
    ["", "Competitive", "DOE", "negotiable", "N/A", "2026", "401k", "0.5% equity", "15% commission",
     "OTE £60k-£80k", "40 hours per week", "5+ years", "35 Stunden/Woche", "$10,000 sign-on bonus",
     "Ref 45678", "2026-04-24", "$$$", "1.2.3.4", "99999999999999999999"],
)  # fmt: skip
def test_what_is_no_pay_gives_no_amounts_and_no_problem(text: str) -> None:
    assert parse_salary(text) == Salary(text=text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("£30k base, £60k OTE", ("30000", "30000", "GBP", "year")),
        ("€120,000 base + €20,000 bonus", ("120000", "120000", "EUR", "year")),
        ("£10,000 sign-on bonus; £40/hr", ("40", "40", "GBP", "hour")),
        ("£150k + 0.5% equity", ("150000", "150000", "GBP", "year")),
        ("£100k, 401k match", ("100000", "100000", "GBP", "year")),
        ("Salary 2026: £120k", ("120000", "120000", "GBP", "year")),
        ("£20 - £25 per hour, 40 hours per week", ("20", "25", "GBP", "hour")),
        ("£87,000 plus generous benefits", ("87000", "87000", "GBP", "year")),
        ("Developer (w/m/d) 50.000 €", ("50000", "50000", "EUR", "year")),
        ("£50,000 paid monthly", ("50000", "50000", "GBP", "year")),
    ],
)
def test_bonuses_hours_and_years_beside_the_pay_are_left_out(
    text: str, expected: tuple[str, ...]
) -> None:
    assert pay(text) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "London: £50,000-£60,000; Leeds: £40,000-£50,000",
            "One pay was expected, several came: 50,000 to 60,000 and 40,000 to 50,000.",
        ),
        ("£60,000 - £50,000", "A minimum below the maximum was expected, 60,000 to 50,000 came."),
        ("$120-90k", "A minimum below the maximum was expected, 120,000 to 90,000 came."),
        ("£0", "Pay above zero was expected, 0 came."),
        ("-5000", "Pay above zero was expected, -5,000 came."),
        ("$500/year", "Yearly pay from 1,000 to 10,000,000 was expected, 500 came."),
        ("£20,000,000/year", "Yearly pay from 1,000 to 10,000,000 was expected, 20,000,000 came."),
        ("$5,000/hour", "Hourly pay from 2 to 1,000 was expected, 5,000 came."),
        ("EUR 50,000 GBP", "One currency was expected, several came: EUR and GBP."),
    ],
)
def test_what_cannot_be_pay_is_said_and_not_taken(text: str, problem: str) -> None:
    found = parse_salary(text)
    assert (found.minimum, found.maximum, found.problem) == (None, None, problem)


def test_large_amounts_of_small_units_are_fine() -> None:
    assert pay("¥1,200/hour", "jp") == ("1200", "1200", "JPY", "hour")
    assert pay("¥15,000,000 per year", "jp") == ("15000000", "15000000", "JPY", "year")


def test_filled_fields_come_before_the_text() -> None:
    assert stated_salary("65", "85", "USD", "Hour", text="£9 a day") == Salary(
        Decimal(65), Decimal(85), "USD", "hour", "£9 a day"
    )
    assert stated_salary("$100K", "$200K", "USD", "Annual") == Salary(
        Decimal(100000), Decimal(200000), "USD", "year", "$100K - $200K USD Annual"
    )
    assert stated_salary("57500.0000", "", "EUR", "year").minimum == Decimal(57500)
    assert stated_salary("2000", "", "EUR", "MONTH").minimum == Decimal(2000)


@pytest.mark.parametrize("empty", ["", "0", "0.00", "N/A", "null"])
def test_empty_fields_leave_it_to_the_text(empty: str) -> None:
    expected = Salary(Decimal(50000), Decimal(60000), "CAD", "year", "$50k-60k CAD")
    assert stated_salary(empty, empty, "", text="$50k-60k CAD") == expected


def test_the_text_adds_currency_and_period_only_to_the_same_pay() -> None:
    same = stated_salary("50", "60", "", text="£50 - £60 an hour")
    assert (same.currency, same.period) == ("GBP", "hour")
    other = stated_salary("50", "70", "", text="£50 - £60 an hour")
    assert (other.currency, other.period) == ("", "")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        (("abc", "5", "EUR"), "A number was expected as minimum, 'abc' came."),
        (("6", "5", "EUR"), "A minimum below the maximum was expected, 6 to 5 came."),
        (("-5", "", "EUR"), "Pay above zero was expected, from -5 came."),
        (("1", "1", "USD", "year"), "Yearly pay from 1,000 to 10,000,000 was expected, 1 came."),
    ],
)
def test_insane_fields_are_said_and_not_taken(fields: tuple[str, ...], problem: str) -> None:
    found = stated_salary(*fields)
    assert (found.minimum, found.maximum, found.problem) == (None, None, problem)
    assert found.text == ""  # nobody shall read as pay what was refused
    assert stated_salary(*fields, text="By agreement").text == "By agreement"


_WORDS = st.sampled_from(
    ["$", "€", "kr", "CAD", "12", "1,000", "1 000", "45.5", "k", "-", "to", "from", "/hr",
     "per year", "bonus", "(", ")", ";", "+", "%", "2026", "LPA", "\u0663", "p.a."]
)  # fmt: skip
_TEXTS = st.one_of(st.text(), st.lists(_WORDS).map(" ".join), st.lists(_WORDS).map("".join))


@given(_TEXTS, st.sampled_from(["", "us", "Sweden"]))
def test_any_text_gives_sane_pay_or_none(text: str, country: str) -> None:
    for found in (
        parse_salary(text, country=country),
        stated_salary(text, text, text, text, text=text, country=country),
    ):
        amounts = [a for a in (found.minimum, found.maximum) if a is not None]
        assert not (amounts and found.problem)
        assert all(amount > 0 for amount in amounts)
        assert amounts == sorted(amounts)
        assert found.period in {"", *YEARLY}
        assert len(found.currency) in (0, 3)
