"""Values as feeds write them in earnest: markup, JSON, words for none, impossible dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jobs.importer.normalise import normalise
from jobs.importer.records import CleanJob, RawJob
from jobs.lib.places import ParsedPlace

RAW = RawJob(
    external_id="a",
    title="Baker",
    employer="Crumb",
    apply_url="https://crumb.example/apply",
    description="<p>Bread</p>",
)


def clean(**changes: str) -> CleanJob:
    made = normalise(replace(RAW, **changes), today=date(2026, 11, 23), signature=None)
    assert isinstance(made, CleanJob), made
    return made


def test_an_end_before_the_beginning_is_unknown_and_told() -> None:
    job = clean(posted="2026-11-20", expires="2026-11-19")

    assert (job.expires_on, [(told.field, told.value, told.reason) for told in job.problems]) == (
        None,
        [("expires", "2026-11-19", "expected a day after the job was posted; ignored")],
    )


@pytest.mark.parametrize(
    "never", ["9999-12-31", "9999-12-31T23:59:59Z", "2099-01-01", "2038-01-19"]
)
def test_an_end_in_another_age_is_none(never: str) -> None:
    assert clean(expires=never) == clean()


def test_a_job_that_ended_long_ago_has_ended() -> None:
    assert clean(expires="2019-01-01").expires_on == date(2019, 1, 1)


def test_markup_in_plain_fields_is_read() -> None:
    job = clean(
        title="<b>Head</b> &amp; Baker <br/>Nights",
        employer="<span>Crumb</span>",
        location="<p>Berlin, Germany</p><p>Paris, France</p>",
        skills="<ul><li>Python</li><li>Go</li></ul>",
        salary="<span>€50,000</span>",
        category="&lt;p&gt;Food&lt;/p&gt;",
    )

    assert (job.title, job.employer, job.category) == ("Head & Baker Nights", "Crumb", "Food")
    assert job.skills == ("Python", "Go")
    assert job.salary == clean(salary="€50,000").salary
    assert job.places == (
        ParsedPlace("Berlin, Germany", "Berlin", "Berlin", "de"),
        ParsedPlace("Paris, France", "Paris", country="fr"),
    )


@pytest.mark.parametrize("text", ["Baker, a < b", "C<T>", "I <3 bread"])
def test_signs_that_are_no_markup_stay(text: str) -> None:
    assert clean(title=text).title == text


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ('["Baking", "Oven, gas"]', ("Baking", "Oven", "gas")),
        ("[&quot;Baking&quot;, null]", ("Baking",)),
        ("[]", ()),
        ("[1]", ("[1]",)),
        ("[Baking] [Ovens]", ("[Baking] [Ovens]",)),
        ("[" * 5_000, ()),
    ],
)
def test_a_json_array_of_texts_is_a_list(text: str, skills: tuple[str, ...]) -> None:
    assert clean(skills=text).skills == skills


def test_escapes_of_json_bring_in_no_invisible_signs() -> None:
    text = r'["Bak\u0000ing", "Ov\u202een", "\ud800Rye"]'

    assert clean(skills=text).skills == ("Baking", "Oven", "Rye")


def test_a_json_array_of_places_is_a_list() -> None:
    assert [place.city for place in clean(location='["Berlin","Paris"]').places] == [
        "Berlin",
        "Paris",
    ]


def test_words_for_none_are_no_facts() -> None:
    none = dict.fromkeys(("job_type", "level", "category", "industry", "skills"), "Not Applicable")

    assert clean(**none, arrangement="-", employer_website="tbd") == clean()


def test_an_address_with_spaces_and_line_ends_is_mended() -> None:
    job = clean(
        apply_url="\ufeffhttps://crumb.example/apply\n    ?for=Head Baker",
        employer_website="https://crumb.example/\u200b",
    )

    assert job.apply_url == "https://crumb.example/apply?for=Head%20Baker"
    assert job.employer_facts == {"website": "https://crumb.example/"}


def test_a_list_that_is_cut_is_told() -> None:
    job = clean(
        location=";".join(f"Town {'x' * i}" for i in range(1, 26)),
        skills=",".join(f"skill {i}" for i in range(61)),
    )

    assert (len(job.places), len(job.skills)) == (20, 60)
    assert [(told.field, told.reason, told.refused) for told in job.problems] == [
        ("location", "expected at most 20 places, got 25; the first 20 are kept", False),
        ("skills", "expected at most 60 skills, got 61; the first 60 are kept", False),
    ]


def test_a_list_too_long_to_be_counted_is_told_as_one() -> None:
    job = clean(skills=",".join(f"skill {i:06}" for i in range(1_000)))

    assert [told.reason for told in job.problems] == [
        "expected at most 60 skills, got 924 or more; the first 60 are kept"
    ]


def test_a_list_that_just_fits_is_no_problem() -> None:
    job = clean(
        location=";".join(f"Town {'x' * i}" for i in range(1, 21)),
        skills=",".join(f"skill {i}" for i in range(60)),
    )

    assert job.problems == ()
