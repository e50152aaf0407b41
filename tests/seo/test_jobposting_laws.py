"""Whatever a job says, its page passes the checklist or has no markup."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.lib.money import Period
from jobs.models import Job
from jobs.seo.jobposting import EMPLOYMENT
from tests.make import make_job
from tests.seo.checklist import faults

pytestmark = pytest.mark.django_db
PLAIN = ["Chef", "Senior Engineer", "Chef II </script>", "C++ Developer & Lead"]
BEHIND = ["Quince", "Cork", "4711", "#12", "€45k", "50.000", "Toronto", "Nights", "(Sous)"]
SIGNS = [" ", ", ", " - ", " at ", " (", " | ", ": ", " in "]
PLACES = ["Cork, IE", "Toronto, ON, CA", "Remote", "Remote, US", "Remote, EMEA", "Ireland"]
PLACES += ["Remote, California, US", "Nowheretown"]
TEXTS = ["<p>Bread &amp; rolls</p>", "<ul>\n<li>&lt;!-- &lt;/script&gt;</li>\n</ul>", "a\u2028b"]


def titles() -> st.SearchStrategy[str]:
    behind = st.tuples(st.sampled_from(SIGNS), st.sampled_from(BEHIND)).map("".join)
    return st.tuples(st.sampled_from(PLAIN), st.just("") | behind).map("".join)


def amounts() -> st.SearchStrategy[list[Decimal]]:
    amount = st.decimals(Decimal(1), Decimal(10**9), places=2)
    return st.lists(amount, min_size=2, max_size=2).map(sorted)


@settings(max_examples=60, deadline=None)
@given(
    titles(),
    st.lists(st.sampled_from(PLACES), min_size=1, max_size=3, unique=True),
    st.sampled_from(["", *Job.Arrangement.values]),
    st.none() | amounts(),
    st.fixed_dictionaries(
        {
            "description": st.sampled_from(TEXTS),
            "job_type": st.sampled_from(["", "internal", *EMPLOYMENT]),
            "posted_on": st.dates(date(2026, 1, 1), date(2026, 11, 23)),
            "expires_on": st.none() | st.dates(date(2026, 11, 23), date(2027, 12, 31)),
            "salary_currency": st.sampled_from(["", "EUR", "USD"]),
            "salary_period": st.sampled_from(["", *map(str, Period)]),
        }
    ),
)
def test_any_job_passes(
    title: str,
    places: list[str],
    arrangement: str,
    pay: list[Decimal] | None,
    facts: dict[str, Any],
) -> None:
    low, high = pay or (None, None)
    facts |= {"salary_min": low, "salary_max": high, "arrangement": arrangement, "title": title}
    made = make_job(employer="Quince", places="; ".join(places), **facts)
    job = Job.objects.for_cards().get(pk=made.pk)

    page = Client().get(job.get_absolute_url()).content.decode()

    assert "TELECOMMUTE" not in page or arrangement == "remote"
    assert "JobPosting" not in page or faults(page, job) == []
