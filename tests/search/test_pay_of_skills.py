"""What a skill's jobs pay: half of them, as stated, in one currency and for a year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from jobs.models import Job
from jobs.search import index, memory
from jobs.search.page import results
from jobs.search.pay import ENOUGH, Half, middle_half, yearly_pay
from tests.make import make_job

pytestmark = pytest.mark.django_db


def pay(low: int | None, high: int | None, **changes: Any) -> Job:
    facts: dict[str, Any] = {
        "skills": ("Baking",),
        "salary_min": None if low is None else Decimal(low),
        "salary_max": None if high is None else Decimal(high),
        "salary_currency": "EUR",
        "salary_period": "year",
    }
    return make_job(**facts | changes)


def paid(skill: str) -> list[Half]:
    return yearly_pay(results(QueryDict(f"skill={skill}")))


def test_half_of_twenty_jobs_is_between_their_quartiles() -> None:
    for number in range(1, 18):
        pay(1000 * number, 1000 * number + 500)
    pay(18_000, None)
    pay(None, 19_000)
    last = pay(20_000, 20_001)

    assert paid("baking") == [Half("EUR", 20, 5_250, 15_250)]

    Job.objects.filter(pk=last.pk).update(hidden=True)
    index.put([last.pk])
    memory.current(now=True)
    assert paid("baking") == []


def test_other_periods_currencies_skills_and_unstated_pay_are_not_converted() -> None:
    for _number in range(ENOUGH):
        pay(40_000, 50_000)
    for _number in range(ENOUGH + 1):
        pay(400_000, 600_000, salary_currency="INR")
    for _number in range(ENOUGH - 1):
        pay(1, 2, salary_currency="USD")
    pay(20, 30, salary_period="hour")
    pay(20, 30, salary_period="")
    pay(1, 1, skills=("Ovens",))
    pay(None, None)

    assert paid("baking") == [
        Half("INR", 21, 500_000, 500_000),
        Half("EUR", 20, 45_000, 45_000),
    ]
    assert paid("ovens") == []


@given(st.lists(st.integers(1, 50), min_size=1, max_size=60))
def test_at_most_a_quarter_is_below_the_half_and_at_most_a_quarter_above(
    amounts: list[int],
) -> None:
    low, high = middle_half(np.array(amounts))

    assert {low, high} <= set(amounts)
    assert 4 * sum(amount < low for amount in amounts) <= len(amounts)
    assert 4 * sum(amount > high for amount in amounts) <= len(amounts)
    assert 2 * sum(low <= amount <= high for amount in amounts) >= len(amounts)
