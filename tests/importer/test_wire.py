"""What crosses the border of the child process comes out as it went in."""

from __future__ import annotations

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jobs.importer import wire
from jobs.importer.records import CleanJob, Problem, Reading, Task
from jobs.lib.footers import Footer
from jobs.lib.money import Salary
from jobs.lib.places import ParsedPlace

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
AMOUNTS = st.none() | st.decimals(0, 10**9, places=2)
PROBLEMS = st.lists(
    st.builds(Problem, WORDS, WORDS, WORDS, WORDS, WORDS, refused=st.booleans()), max_size=3
).map(tuple)
PLACES = st.builds(ParsedPlace, WORDS, WORDS, WORDS, WORDS, st.booleans())
JOBS = st.builds(
    CleanJob,
    **dict.fromkeys("external_id title employer description apply_url".split(), WORDS),
    **dict.fromkeys("job_type level arrangement category industry".split(), WORDS),
    skills=st.lists(WORDS, max_size=3).map(tuple),
    places=st.lists(PLACES, max_size=3).map(tuple),
    salary=st.builds(Salary, AMOUNTS, AMOUNTS, WORDS, WORDS, WORDS, WORDS),
    posted_on=st.none() | st.dates(),
    expires_on=st.none() | st.dates(),
    employer_facts=st.dictionaries(WORDS, WORDS, max_size=3),
    problems=PROBLEMS,
)
READINGS = st.builds(
    Reading,
    WORDS,
    seen=st.integers(0, 9),
    repairs=st.dictionaries(WORDS, st.integers(1, 9), max_size=3),
    signature=st.none() | st.builds(Footer, WORDS, WORDS, WORDS),
    date_order=WORDS,
    day_first=st.none() | st.booleans(),
    problems=PROBLEMS,
)


def over_the_wire(told: object) -> object:
    line = wire.line(told)  # type: ignore[arg-type]
    assert line.count(b"\n") == 1
    return json.loads(line)


@given(JOBS)
def test_a_job_arrives_as_it_was_sent(job: CleanJob) -> None:
    assert wire.job_in(over_the_wire(wire.job_out(job))) == job  # type: ignore[arg-type]


@given(READINGS)
def test_a_reading_arrives_as_it_was_sent(reading: Reading) -> None:
    assert wire.reading_in(over_the_wire(wire.reading_out(reading))) == reading  # type: ignore[arg-type]


def test_a_task_arrives_as_it_was_sent() -> None:
    task = Task("/a", "/b", "https://feeds.example/", signed=("Name", "https://name.example"))

    assert wire.task_in(over_the_wire(wire.task_out(task))) == task  # type: ignore[arg-type]


def test_amounts_keep_their_digits_and_days_their_date() -> None:
    job = CleanJob("1", "T", "E", "", "https://x.example", salary=Salary(Decimal("12.50")))
    job = wire.job_in(over_the_wire(wire.job_out(job)))  # type: ignore[arg-type]

    assert (str(job.salary.minimum), job.salary.maximum, job.posted_on) == ("12.50", None, None)
