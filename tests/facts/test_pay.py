"""Pay as a careful person reads it: texts, fields, several places, descriptions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from jobs.importer.normalise import normalise
from jobs.importer.records import CleanJob, RawJob
from jobs.lib.money import Salary, parse_salary, stated_salary
from jobs.lib.places import parse_places
from tests.facts.cases import cases

Facts = tuple[Decimal | None, Decimal | None, str, str]


def made(salary: Salary) -> Facts:
    return salary.minimum, salary.maximum, salary.currency, salary.period


def expected(case: Mapping[str, str]) -> Facts:
    low, high = (Decimal(case[name]) if case[name] else None for name in ("low", "high"))
    return low, high, case["currency"], case["period"]


def told(salary: Salary) -> tuple[Facts, str]:
    """The facts, and whether a problem is told: then currency and period are no facts either."""
    if salary.problem:
        assert (salary.minimum, salary.maximum) == (None, None)
        return (None, None, "", ""), "yes"
    return made(salary), ""


def described(**fields: str) -> CleanJob:
    """The job of a record with these fields."""
    raw = RawJob(
        external_id="1", employer="Harbourline", apply_url="https://jobs.example/1", **fields
    )
    job = normalise(raw, today=date(2026, 11, 23), signature=None)
    assert isinstance(job, CleanJob)
    return job


def by_text(kind: str, *names: str) -> list[object]:
    return [
        pytest.param(case, id=" | ".join(filter(None, (case[name] for name in names)))[:120])
        for case in cases(kind)
    ]


@pytest.mark.parametrize("case", by_text("pay", "text", "country"))
def test_a_text_says_what_a_person_reads_in_it(case: dict[str, str]) -> None:
    found = parse_salary(case["text"], country=case["country"])

    assert told(found) == (expected(case), case["problem"])
    assert found.text == " ".join(case["text"].split())


@pytest.mark.parametrize(
    "case",
    by_text("pay_fields", "minimum", "maximum", "currency_field", "period_field", "text"),
)
def test_fields_say_what_a_person_reads_in_them(case: dict[str, str]) -> None:
    found = stated_salary(
        *(case[name] for name in ("minimum", "maximum", "currency_field", "period_field")),
        text=case["text"],
        country=case["country"],
    )

    assert told(found) == (expected(case), case["problem"])


@pytest.mark.parametrize("case", by_text("pay_by_place", "text", "location"))
def test_of_several_pays_only_that_of_the_one_place_is_taken(case: dict[str, str]) -> None:
    places = parse_places(case["location"])
    countries = {place.country for place in places}
    found = stated_salary(
        "",
        "",
        "",
        text=case["text"],
        country=countries.pop() if len(countries) == 1 else "",
        place=places[0] if len(places) == 1 else None,
    )

    assert told(found) == (expected(case), case["problem"])
    assert found.text == case["text"]


def test_the_place_of_a_record_chooses_its_pay() -> None:
    text = "Denver: $120k-$140k; Austin: $110k-$130k"
    denver = described(title="Baker", salary=text, location="Denver, CO, USA")
    both = described(title="Baker", salary=text, location="Denver, CO, USA; Austin, TX, USA")

    assert made(denver.salary) == (Decimal(120000), Decimal(140000), "USD", "year")
    assert made(both.salary) == (None, None, "", "")
    assert denver.salary.text == both.salary.text == text


@pytest.mark.parametrize("case", by_text("pay_in_description", "title", "description", "country"))
def test_a_description_states_pay_only_when_it_is_certain(case: dict[str, str]) -> None:
    job = described(
        title=case["title"],
        description=case["description"],
        country=case["country"],
        location=case["country"],
    )

    assert (made(job.salary), job.salary.text) == (expected(case), case["text"])
    assert [problem for problem in job.problems if problem.field == "salary"] == []


@pytest.mark.parametrize(
    ("fields", "salary"),
    [
        ({}, Salary(Decimal(30000), Decimal(30000), "GBP", "year", "Salary: £30,000 per annum")),
        (
            {"salary": "Competitive", "salary_min": "0", "salary_currency": "GBP"},
            Salary(Decimal(30000), Decimal(30000), "GBP", "year", "Salary: £30,000 per annum"),
        ),
        ({"salary": "£14 an hour"}, Salary(Decimal(14), Decimal(14), "GBP", "hour", "£14 an hour")),
        (
            {"salary_min": "28000", "salary_currency": "GBP"},
            Salary(Decimal(28000), None, "GBP", "year", "28000 GBP"),
        ),
        ({"salary": "Competitive", "salary_currency": "USD"}, Salary(text="Competitive")),
    ],
)
def test_a_description_is_asked_where_the_feed_says_nothing(
    fields: dict[str, str], salary: Salary
) -> None:
    text = "<p>Salary: £30,000 per annum</p>"

    assert described(title="Baker", description=text, **fields).salary == salary


def test_a_description_does_not_replace_what_was_refused() -> None:
    text = "<p>Salary: £30,000 per annum</p>"
    job = described(title="Baker", description=text, salary="£60,000 - £50,000")

    assert made(job.salary) == (None, None, "GBP", "year")
    assert [(problem.value, problem.reason) for problem in job.problems] == [
        ("£60,000 - £50,000", "A minimum below the maximum was expected, 60,000 to 50,000 came.")
    ]


def test_refused_fields_are_told_to_the_editor_and_shown_to_nobody() -> None:
    fields = {"salary_min": "1", "salary_max": "1", "salary_currency": "USD"}
    job = described(title="Baker", salary_period="Hourly", **fields)

    assert job.salary.text == ""
    assert [(problem.value, problem.reason) for problem in job.problems] == [
        ("1 1 USD Hourly", "Hourly pay from 2 to 1,000 was expected, 1 came.")
    ]
