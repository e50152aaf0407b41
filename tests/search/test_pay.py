"""The pay filter: the top of the range, a year, within one currency, and unknown pay stays."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.http import QueryDict

from jobs.search.page import SearchPage, results
from tests.make import make_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> None:
    for name, low, high, currency, period in (
        ("usd-high", 90000, 120000, "USD", "year"),
        ("usd-low", 30000, 50000, "USD", "year"),
        ("usd-hour", 50, 60, "USD", "hour"),
        ("usd-somehow", 900, 1000, "USD", ""),
        ("eur-high", 150000, 200000, "EUR", "year"),
        ("unsaid", None, None, "", ""),
    ):
        make_job(
            external_id=name,
            salary_min=low and Decimal(low),
            salary_max=high and Decimal(high),
            salary_currency=currency,
            salary_period=period,
        )


def search(query: str) -> SearchPage:
    return results(QueryDict(query), facets=("salary",))


def found(query: str) -> set[str]:
    return {job.external_id for job in search(query).jobs}


@pytest.mark.parametrize(
    ("query", "jobs"),
    [
        ("salary=100000", {"usd-high", "usd-hour", "usd-somehow", "unsaid"}),
        ("salary=100000&pay=stated", {"usd-high", "usd-hour"}),
        ("salary=121000&pay=stated", {"usd-hour"}),
        ("salary=100000&currency=EUR", {"eur-high", "unsaid"}),
        ("salary=100000&currency=EUR&pay=stated", {"eur-high"}),
        ("salary=1&salary=999999&pay=stated", {"usd-high", "usd-low", "usd-hour"}),
        ("pay=stated", {"usd-high", "usd-low", "usd-hour", "usd-somehow", "eur-high"}),
        ("currency=EUR", {"usd-high", "usd-low", "usd-hour", "usd-somehow", "eur-high", "unsaid"}),
    ],
)
def test_pay_is_compared_within_a_currency(board: None, query: str, jobs: set[str]) -> None:
    assert found(query) == jobs


def test_the_highest_stated_minimum_comes_first_in_the_chosen_currency(board: None) -> None:
    order = [job.external_id for job in search("sort=salary").jobs]
    in_euro = [job.external_id for job in search("sort=salary&currency=EUR").jobs]

    assert order == ["usd-hour", "usd-high", "usd-low", "usd-somehow", "eur-high", "unsaid"]
    assert in_euro == ["eur-high", "usd-hour", "usd-high", "usd-low", "usd-somehow", "unsaid"]


def test_the_currencies_of_the_board_can_be_chosen(board: None) -> None:
    assert search("").currencies == ["EUR", "USD"]
    assert search("").currency == "USD"
    assert search("currency=EUR").facets["salary"].values[-1].label.endswith(" EUR or more")


def test_the_usual_currency_goes_without_saying(board: None) -> None:
    assert str(search("currency=USD&salary=5").address) == "salary=5"
    assert str(search("currency=EUR&salary=5").address) == "salary=5&currency=EUR"


def test_a_sort_that_means_nothing_is_not_carried_on(board: None) -> None:
    assert str(search("salary=5&sort=up").address) == "salary=5"
    assert str(search("salary=5&sort=salary").address) == "salary=5&sort=salary"
