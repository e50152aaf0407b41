"""What the database itself refuses, what it works out, and clicks by the day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError

from jobs.models import ApplyClicks, Feed, Job, today
from tests.make import make_feed, make_job

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "changes",
    [
        {"apply_url": ""},
        {"apply_url": "javascript:alert(1)"},
        {"apply_url": "ftp://a.example"},
        {"apply_url": "httpsx://a.example"},
        {"salary_min": Decimal(-1)},
        {"salary_max": Decimal("-0.01")},
        {"salary_min": Decimal(2), "salary_max": Decimal(1)},
    ],
)
def test_the_database_refuses_what_no_job_may_hold(changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_job(**changes)


def test_a_feed_has_a_job_once_and_another_feed_has_its_own() -> None:
    make_job(external_id="a", feed=make_feed())
    make_job(external_id="a", feed=make_feed())

    with pytest.raises(IntegrityError):
        make_job(external_id="a", feed=Feed.objects.first())


def test_pay_may_be_unknown_in_part() -> None:
    make_job(salary_min=Decimal(1), salary_max=Decimal(1))
    make_job(salary_min=Decimal(5))
    make_job(salary_max=Decimal(5))

    assert Job.objects.count() == 3


@pytest.mark.parametrize(
    ("low", "high", "period", "yearly"),
    [
        ("50000", "60000", "year", ("50000", "60000")),
        ("2000", "3000", "month", ("24000", "36000")),
        ("1000", "1100", "week", ("52000", "57200")),
        ("300", "400", "day", ("78000", "104000")),
        ("15.50", "20", "hour", ("32240", "41600")),
        ("30000", None, "year", ("30000", "30000")),
        (None, "40000", "year", ("40000", "40000")),
        ("50000", "60000", "", (None, None)),
        (None, None, "year", (None, None)),
    ],
)
def test_pay_is_compared_in_its_yearly_form(
    low: str | None, high: str | None, period: str, yearly: tuple[str | None, str | None]
) -> None:
    job = make_job(
        salary_min=low and Decimal(low), salary_max=high and Decimal(high), salary_period=period
    )

    job.refresh_from_db()
    assert (job.pay_from, job.pay_to) == tuple(text and Decimal(text) for text in yearly)


def test_clicks_are_counted_by_job_and_day() -> None:
    job, other = make_job(), make_job()

    for clicked in (job, job, other):
        ApplyClicks.count_one(clicked)

    counted = ApplyClicks.objects.order_by("job").values_list("job", "day", "count")
    assert list(counted) == [(job.pk, today(), 2), (other.pk, today(), 1)]


def test_clicks_of_another_day_are_another_row() -> None:
    job = make_job()
    ApplyClicks.objects.create(job=job, day=date(2026, 1, 1), count=5)

    ApplyClicks.count_one(job)

    assert sorted(ApplyClicks.objects.values_list("count", flat=True)) == [1, 5]
