"""The periods pay is stated for."""

from __future__ import annotations

import pytest

from jobs.lib.money import YEARLY, Period, parse_salary, period_of


@pytest.mark.parametrize(
    ("text", "period"),
    [("£20,000", "year"), ("£19,999", ""), ("20,000 ILS", ""), ("20,000 PLN", ""), ("20,000", ""),
     ("£25,000 fortnightly", ""), ("£25,000 per hour or per day", "")],
)  # fmt: skip
def test_only_large_amounts_of_some_currencies_are_yearly_unsaid(text: str, period: str) -> None:
    assert parse_salary(text).period == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("annually", "year"), ("Annual", "year"), ("per annum", "year"), ("p.a.", "year"),
        ("YEAR", "year"), ("PER_YEAR", "year"), ("brutto/Jahr", "year"), ("jährlich", "year"),
        ("/hr", "hour"), ("hourly", "hour"), ("€/h", "hour"), ("an hour", "hour"),
        ("pro Stunde", "hour"), ("à l'heure", "hour"), ("p/h", "hour"),
        ("monthly", "month"), ("par mois", "month"), ("por mes", "month"), ("al mese", "month"),
        ("weekly", "week"), ("per day", "day"), ("Daily", "day"),
        ("biweekly", ""), ("bi-weekly", ""), ("fortnightly", ""), ("", ""), ("(w/m/d)", ""),
        ("per hour or per year", ""), ("year of birth", ""),
    ],
)  # fmt: skip
def test_a_period_is_known_by_its_words(text: str, period: str) -> None:
    assert period_of(text) == period


def test_every_period_has_its_yearly_factor() -> None:
    assert YEARLY == {"hour": 2080, "day": 260, "week": 52, "month": 12, "year": 1}
    assert set(YEARLY) == {str(period) for period in Period}
