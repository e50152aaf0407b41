"""By what the same job is known, and what never makes two jobs one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.importer.twin_keys import Keys, alike, keys, role_of, tells_job
from jobs.lib.urls import web_address

ADDRESS = "https://jobs.example/apply/123"


def role(title: str, employer: int = 1, places: tuple[int, ...] = (7,)) -> int | None:
    return keys(employer, title, ADDRESS, places, "").role


def apply(
    address: str, title: str = "Backend Engineer", places: tuple[int, ...] = ()
) -> int | None:
    return keys(1, title, address, places, "").apply


def test_keys_are_stable_for_ever() -> None:
    """They are stored: other digests would part every pair of twins until the next import."""
    assert keys(5, "Backend Engineer", ADDRESS, [9, 2], "<p>Build it.</p>" * 40) == Keys(
        role=-1360540324724183325, apply=-3621851831085454810, text=2521547596674883051
    )


@pytest.mark.parametrize(
    "title",
    [
        "backend engineer",
        "Backend  Engineer",
        "Back\u00e9nd Engineer",
        "Backend-Engineer",
        "Backend Engineer (m/w/d)",
        "Backend Engineer (F / M / X)",
        "Backend Engineer m/f/d",
        "(all genders) Backend Engineer",
        "Backend Engineer [gn]",
        "Backend \u2013 Engineer",
    ],
)
def test_a_role_is_the_same_however_its_title_is_set(title: str) -> None:
    assert role(title) == role("Backend Engineer")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C Developer", "C++ Developer"),
        ("C# Developer", "C Developer"),
        ("Senior Engineer", "Engineer"),
        ("Engineer I", "Engineer II"),
        ("NET Developer", ".NET Developer"),
        ("Salesperson m", "Salesperson w"),
    ],
)
def test_other_roles_stay_others(one: str, other: str) -> None:
    assert role(one) != role(other)


def test_a_title_of_signs_alone_is_still_a_role() -> None:
    assert role("(m/w/d)") not in (None, role("(m/w/x)"))
    assert role_of("\u0301") == ""
    assert role("\u0301") is None


def test_places_and_employer_are_part_of_a_role_and_their_order_is_not() -> None:
    assert role("Baker", places=(1, 2)) == role("Baker", places=(2, 1, 2))
    assert role("Baker", places=()) is None
    assert len({role("Baker"), role("Baker", employer=2), role("Baker", places=(7, 8))}) == 3


@pytest.mark.parametrize(
    "address",
    [
        "http://jobs.example/apply/123",
        "https://www.jobs.example/apply/123/",
        "https://jobs.example:443/apply/123",
        "https://jobs.example/apply/123?utm_source=a&utm_campaign=b&gclid=1&fbclid=2",
        "https://jobs.example/apply/123?GH_SRC=x7&lever-source%5B%5D=Feeder",
        "https://jobs.example/apply/123#apply",
        "https://jobs.example/apply/123#:~:text=500",
        "https://jobs.example/%61pply/123",
    ],
)
def test_an_address_is_the_same_however_it_was_reached(address: str) -> None:
    assert apply(web_address(address)) == apply(ADDRESS)


@pytest.mark.parametrize(
    "address",
    [
        "https://jobs.example/apply/124",
        "https://jobs.example/Apply/123",
        "https://other.example/apply/123",
        "https://jobs.example/apply/123?ref=5",
        "https://jobs.example/apply/123?source=b",
        "https://jobs.example:8443/apply/123",
        "https://jobs.example/apply/123#/job/9",
    ],
)
def test_another_address_is_another_job(address: str) -> None:
    assert apply(address) not in (None, apply(ADDRESS))


def test_parameters_in_another_order_are_the_same_address() -> None:
    one = "https://jobs.example/show?job=12&lang=en"

    assert apply(one) == apply("https://jobs.example/show?lang=en&job=12")
    assert apply(one) != apply("https://jobs.example/show?lang=en&job=21")


@pytest.mark.parametrize(
    "address",
    [
        "https://jobs.example",
        "https://jobs.example/careers",
        "https://jobs.example/our%20jobs?lang=en",
        "https://jobs.example/careers?utm_campaign=2026",
        "https://jobs.example/careers/engineer",
        "https://jobs2.example:8443/careers#top",
        "https://[broken/1",
    ],
)
def test_an_address_that_may_be_that_of_many_jobs_is_no_key(address: str) -> None:
    assert apply(address) is None


def test_an_address_that_spells_the_whole_title_is_one_of_a_job() -> None:
    address = "https://jobs.example/careers/senior-backend-engineer"

    assert apply(address, "Backend Engineer (m/f/d)") == apply(address, "backend engineer")
    assert apply(address) is not None
    assert apply(address, "Backend Developer") is None


def test_places_are_part_of_an_address_known_or_not() -> None:
    made = {apply(ADDRESS, places=places) for places in ((), (1,), (2,), (1, 2))}

    assert len(made - {None}) == 4


@pytest.mark.parametrize(
    ("address", "tells"),
    [
        ("https://jobs.example/apply/123", True),
        ("https://jobs.example/show?job=4711", True),
        ("https://jobs.example/#/job/815", True),
        ("https://jobs2026.example:8443/careers", False),
        ("https://jobs.example/v2/apply", False),
        ("https://jobs.example/2026/careers", False),
        ("https://jobs.example/careers?utm_content=4711", False),
        ("https://jobs.example/our%20100%25jobs", True),
        ("https://[broken/123", False),
    ],
)
def test_a_number_tells_one_job_a_year_or_a_version_none(address: str, tells: bool) -> None:
    assert tells_job(address) is tells


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("Senior Backend Engineer", "Sr. Backend Engineer, Harbourline", True),
        ("Nurse (m/w/d)", "Head Nurse", True),
        ("Nurse", "Cook", False),
        ("Night Nurse in Ward 3", "Head Cook in Kitchen 4", False),
        ("C++", "C#", False),
    ],
)
def test_titles_are_alike_when_they_share_half_of_the_shorter_one(
    one: str, other: str, are: bool
) -> None:
    assert (alike(one, other), alike(other, one), alike(one, one)) == (are, are, True)


@given(
    title=st.text(max_size=50),
    path=st.text(max_size=50),
    places=st.lists(st.integers(1, 9), max_size=4),
)
def test_keys_are_numbers_the_database_holds_and_do_not_depend_on_the_order_of_places(
    title: str, path: str, places: list[int]
) -> None:
    address = f"https://jobs.example/{path}"
    made = keys(1, title, address, places, title)

    assert all(key is None or -(2**63) <= key < 2**63 for key in made)
    assert keys(1, title, address, places[::-1] + places, title) == made
