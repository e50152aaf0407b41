"""From a raw record to checked facts: what is unknown stays empty, what is refused says why."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.importer.normalise import content_hash, normalise, rules_key
from jobs.importer.records import CleanJob, Problem, RawJob
from jobs.lib.footers import Footer
from jobs.lib.money import Salary
from jobs.lib.places import ParsedPlace

TODAY = date(2026, 11, 23)
RAW = RawJob(
    external_id="a",
    title="Baker",
    employer="Crumb",
    apply_url="https://crumb.example/apply",
    description="<p>Bread</p>",
)


def clean(**changes: str) -> CleanJob:
    made = normalise(replace(RAW, **changes), today=TODAY, signature=None)
    assert isinstance(made, CleanJob), made
    return made


def refused(**changes: str) -> Problem:
    made = normalise(replace(RAW, **changes), today=TODAY, signature=None)
    assert isinstance(made, Problem), made
    return made


def test_a_record_that_tells_little_makes_a_job_that_knows_little() -> None:
    assert clean() == CleanJob(
        external_id="a",
        title="Baker",
        employer="Crumb",
        description="<p>Bread</p>",
        apply_url="https://crumb.example/apply",
    )


def test_a_record_that_tells_much_makes_a_job_of_facts() -> None:
    job = clean(
        title="Baker,  Crumb",
        salary="$50,000-$60,000 CAD",
        location="Toronto, ON, CA; Remote, US",
        skills="Baking, Python/Java",
        job_type="full-time",
        level="mid",
        arrangement="Fully remote",
        category="Food",
        industry="N/A",
        posted="2026-11-20",
        expires="2026-12-24",
        employer_website="https://crumb.example",
        employer_description="<b>We</b> bake.",
        employer_logo="nonsense",
    )

    assert job == CleanJob(
        external_id="a",
        title="Baker",
        employer="Crumb",
        description="<p>Bread</p>",
        apply_url="https://crumb.example/apply",
        job_type="full-time",
        level="mid",
        arrangement="remote",
        category="Food",
        skills=("Baking", "Python", "Java"),
        places=(
            ParsedPlace("Toronto, ON, CA", "Toronto", "Ontario", "ca"),
            ParsedPlace("Remote, US", country="us", remote=True),
        ),
        salary=Salary(Decimal(50000), Decimal(60000), "CAD", "year", "$50,000-$60,000 CAD"),
        posted_on=date(2026, 11, 20),
        expires_on=date(2026, 12, 24),
        employer_facts={"description": "We bake.", "website": "https://crumb.example"},
    )


@pytest.mark.parametrize(
    ("country", "currency"), [("Toronto, ON, CA", "CAD"), ("Austin, TX, US", "USD"), ("", "")]
)
def test_a_bare_dollar_is_read_by_the_country_or_not_at_all(country: str, currency: str) -> None:
    assert clean(salary="$80,000", location=country).salary.currency == currency


@pytest.mark.parametrize("signs", ["R&amp;D", "R&#38;D", "R&D"])
def test_entities_left_in_a_title_are_read(signs: str) -> None:
    assert clean(title=f"{signs} Engineer").title == "R&D Engineer"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Baker,  Crumb", "Baker"),
        ("Baker - Crumb", "Baker"),
        ("Baker at Crumb", "Baker"),
        ("Baker (Crumb)", "Baker"),
        ("Crumb", "Crumb"),
        ("Breadcrumb", "Breadcrumb"),
    ],
)
def test_the_employer_at_the_end_of_a_title_is_taken_off(title: str, shown: str) -> None:
    assert clean(title=title).title == shown


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"external_id": ""}, "external_id"),
        ({"external_id": "x" * 256}, "external_id"),
        ({"external_id": "&amp;" * 60}, "external_id"),
        ({"title": "\u200b"}, "title"),
        ({"title": "N/A"}, "title"),
        ({"title": "<b>-</b>"}, "title"),
        ({"employer": "Undisclosed"}, "employer"),
        ({"employer": "keine Angabe"}, "employer"),
        ({"employer": "not  SPECIFIED"}, "employer"),
        ({"title": "x" * 301}, "title"),
        ({"employer": ""}, "employer"),
        ({"apply_url": ""}, "apply_url"),
        ({"apply_url": "javascript:alert(1)"}, "apply_url"),
        ({"apply_url": "ftp://crumb.example/"}, "apply_url"),
        ({"apply_url": "http://127.0.0.1/"}, "apply_url"),
        ({"apply_url": "//crumb.example/"}, "apply_url"),
        ({"apply_url": "mailto:jobs@crumb.example"}, "apply_url"),
    ],
)
def test_a_record_without_what_a_job_needs_is_refused(changes: dict[str, str], field: str) -> None:
    problem = refused(**changes)

    assert (problem.field, problem.refused) == (field, True)
    assert problem.reason.startswith("expected")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"posted": "soon"}, "posted"),
        ({"posted": "2031-01-01"}, "posted"),
        ({"posted": "2019-01-01"}, "posted"),
        ({"expires": "never"}, "expires"),
        ({"expires": "0001-01-01T00:00:00"}, "expires"),
        ({"expires": "1900-01-01"}, "expires"),
        ({"expires": "1970-01-01"}, "expires"),
        ({"arrangement": "sometimes"}, "arrangement"),
        ({"employer_website": "www"}, "employer_website"),
        ({"salary_min": "90000", "salary_max": "10000", "salary_currency": "EUR"}, "salary"),
    ],
)
def test_a_fact_that_is_not_understood_is_left_out_and_told(
    changes: dict[str, str], field: str
) -> None:
    job = clean(**changes)

    assert [problem.field for problem in job.problems] == [field]
    assert not job.problems[0].refused
    assert replace(job, problems=(), salary=Salary()) == clean()


@pytest.mark.parametrize("nothing", ["", "N/A", "null", "-", "tbd", "Not specified"])
def test_a_word_for_nothing_is_no_date_that_was_not_understood(nothing: str) -> None:
    job = clean(posted=nothing, expires=nothing)

    assert (job.posted_on, job.expires_on, job.problems) == (None, None, ())


@pytest.mark.parametrize(("text", "advice"), [("03/04/2026", True), ("soon", False)])
def test_a_date_that_could_be_two_days_is_told_with_what_to_do(text: str, advice: bool) -> None:
    reasons = [problem.reason for problem in clean(posted=text, expires=text).problems]

    assert ["`dates: day first`" in reason for reason in reasons] == [advice, advice]


def test_the_hash_changes_with_the_record_the_signature_and_the_overrides() -> None:
    signature = Footer("By X", "X", "https://x.example")
    hashes = {
        content_hash(RAW, rules_key(None, "")),
        content_hash(RAW, rules_key(signature, "")),
        content_hash(RAW, rules_key(None, "overrides")),
        content_hash(replace(RAW, title="Other"), rules_key(None, "")),
        content_hash(replace(RAW, title="", job_type="Baker"), rules_key(None, "")),
    }

    assert len(hashes) == 5


@given(st.builds(RawJob, **{field.name: st.text(max_size=60) for field in fields(RawJob)}))
def test_any_record_is_a_job_or_a_problem(raw: RawJob) -> None:
    made = normalise(raw, today=TODAY, signature=None)

    assert isinstance(made, CleanJob | Problem)


@given(st.text(max_size=200))
def test_no_text_of_a_job_holds_what_a_database_refuses(text: str) -> None:
    facts = dict.fromkeys(
        ("title", "employer", "description", "category", "location", "salary", "skills"), text
    )
    made = normalise(replace(RAW, **facts), today=TODAY, signature=None)

    if isinstance(made, CleanJob):
        whole = repr(made)
        assert "\\x00" not in whole
        made.description.encode()
        made.title.encode()
