"""What a feed says and what is stored, as a person reads it and where it differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from jobs.importer import store
from jobs.importer.differences import LABELS, difference, stored, told
from jobs.importer.foretold import names_for
from jobs.importer.records import CleanJob
from jobs.lib.differing import changed_parts, differing
from jobs.lib.money import Salary
from jobs.lib.places import parse_places
from jobs.models import Employer, Job, Place, Skill, SkillAlias, Term
from tests.make import make_employer, make_feed, make_skill

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BAKER = CleanJob(
    external_id="a",
    title="Baker",
    employer="Grain & Co",
    description="<p>Bake &amp; sell.</p><ul><li>Bread</li></ul>",
    apply_url="https://apply.example/a",
    job_type="fulltime",
    level="Senior",
    arrangement="onsite",
    category="Food",
    skills=("JS", "Javascript", "hive-keeping", "dough"),
    places=parse_places("Leeds, England, GB; Remote, Canada"),
    salary=Salary(Decimal("30000.5"), Decimal("1E+5"), "GBP", "year", "30 to 100"),
    posted_on=date(2026, 11, 1),
    expires_on=date(2027, 1, 1),
)
TOLD = {
    "title": "Baker",
    "employer": "Grain & Co",
    "places": ["Leeds, England, United Kingdom", "Remote, Canada"],
    "arrangement": "On-site",
    "job_type": "Full-time",
    "level": "Senior",
    "category": "Food",
    "industry": "",
    "skills": ["JavaScript", "hive keeping", "dough"],
    "salary": "GBP 30,000.50\u2009–\u2009100,000 a year",
    "posted_on": "1 Nov 2026",
    "expires_on": "1 Jan 2027",
    "apply_url": "https://apply.example/a",
    "description": "Bake & sell.\nBread",
}
pytestmark = pytest.mark.django_db


def told_of(job: CleanJob) -> Any:
    return told(job, names_for([job]))


def write(*jobs: CleanJob) -> None:
    store.Writer(make_feed(), now=NOW).write([(job, "0" * 64) for job in jobs])


def test_a_job_is_told_alike_before_it_is_stored_and_after() -> None:
    assert told_of(BAKER) == TOLD
    assert not any(model.objects.exists() for model in (Employer, Skill, Place))

    write(BAKER)

    assert stored([Job.objects.get().pk]) == {Job.objects.get().pk: TOLD}
    assert told_of(BAKER) == TOLD
    assert list(TOLD) == list(LABELS)


def test_facts_are_told_in_english_whatever_language_is_spoken() -> None:
    with override("de"):
        assert told_of(BAKER) == TOLD


def test_what_nobody_told_is_empty() -> None:
    bare = CleanJob("b", "Cook", "Grain", "", "https://apply.example/b")
    write(bare)

    known = {"title": "Cook", "employer": "Grain", "apply_url": "https://apply.example/b"}
    empty = {name: [] if name in ("places", "skills") else "" for name in LABELS}
    assert told_of(bare) == empty | known
    assert list(stored([Job.objects.get().pk]).values()) == [empty | known]


def test_a_spelling_that_an_editor_made_an_alias_is_no_difference() -> None:
    write(BAKER)
    terms: list[tuple[type[Term], str]] = [(Skill, "sourdough"), (Place, "Loidis"), (Employer, "G")]
    for model, spelling in terms:
        names = {Skill: "dough", Place: "Leeds, England, United Kingdom", Employer: "Grain & Co"}
        model.objects.get(name=names[model]).learn(spelling)
    other = replace(
        BAKER,
        employer="G",
        skills=("Javascript", "Hive keeping", "Sourdough", "DOUGH"),
        places=parse_places("Loidis; Remote, Canada"),
    )

    assert told_of(other) == TOLD


def test_an_employer_is_told_as_the_import_would_find_it() -> None:
    make_employer("Kelp GmbH", website="https://kelp.example")
    same = replace(BAKER, employer="Kelp")
    other = replace(
        BAKER, employer="Kelp Ltd", employer_facts={"website": "https://kelp-ltd.example"}
    )

    names = names_for([same, other])
    foreseen = [told(job, names)["employer"] for job in (same, other)]
    write(same, replace(other, external_id="b"))

    found = Job.objects.order_by("external_id").values_list("employer__name", flat=True)
    assert foreseen == list(found) == ["Kelp GmbH", "Kelp Ltd"]


def test_an_alias_of_a_renamed_term_leads_to_its_name_of_today() -> None:
    skill = make_skill("dough")
    Skill.objects.filter(pk=skill.pk).update(name="Dough making")
    assert SkillAlias.objects.get(key="dough").term_id == skill.pk

    assert told_of(replace(BAKER, skills=("Dough",)))["skills"] == ["Dough making"]


def test_only_what_differs_is_told_and_nothing_that_an_editor_keeps() -> None:
    other = TOLD | {"title": "Chef", "salary": "", "skills": ["dough"], "posted_on": ""}

    assert difference(TOLD, TOLD) == ({}, {})
    assert difference(TOLD, other, kept=["skills", "salary_text"]) == (
        {"title": "Baker", "posted_on": "1 Nov 2026"},
        {"title": "Chef", "posted_on": ""},
    )


def test_of_a_long_description_the_part_that_differs_is_told() -> None:
    words = " ".join(f"word{number}" for number in range(500))
    before, after = (
        TOLD | {"description": f"{words} {middle} {words}"} for middle in ("old part", "new")
    )

    old, new = difference(before, after)

    head, tail = f"…{words[-78:]} ", f"{words[:79]}…"
    assert (old["description"], new["description"]) == (
        f"{head}old part {tail}",
        f"{head}new {tail}",
    )


@pytest.mark.parametrize("length", [200, 1_000])
def test_a_description_that_is_another_altogether_is_cut(length: int) -> None:
    old, new = changed_parts("a " * 4_000, "b " * 4_000, length)

    assert (len(old), len(new)) == (length, length)
    assert (old[:4], old[-1], new[:4], new[-1]) == ("a a ", "…", "b b ", "…")


TEXTS = st.text("ab \n", max_size=40)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_what_differs_and_what_does_not_make_both_texts(
    head: str, one: str, two: str, tail: str
) -> None:
    before, after = head + one + tail, head + two + tail

    found = differing(before, after)

    assert (found.head + found.old + found.tail, found.head + found.new + found.tail) == (
        before,
        after,
    )
    assert (before == after) == (not found.old and not found.new)


def test_the_names_of_many_jobs_take_as_many_queries_as_those_of_two(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    jobs = [
        replace(BAKER, employer=f"E{number}", skills=(f"s{number}", f"web-{number}"))
        for number in range(500)
    ]
    for number in (2, 500):
        with django_assert_num_queries(12):
            names_for(jobs[:number])
