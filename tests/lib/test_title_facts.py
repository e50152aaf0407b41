"""Titles that are nothing but one, as search engines ask for them."""

from __future__ import annotations

import pytest

from jobs.lib.money import parse_salary
from jobs.lib.places import parse_places
from jobs.lib.title_facts import Known, is_alone

KNOWN = Known(
    employer="Harbourline GmbH",
    places=parse_places("Cork, Ireland; Mobile, AL, US; California, US; Remote"),
    salary=parse_salary("$20 - $25 an hour"),
    numbers="471125 https://harbourline.example/REQ-12345",
)
ALONE = [
    "Baker",
    "Baker (m/w/d)",
    "Baker II, Night Shift",
    "C# Developer",
    "Python 3 Developer",
    "PHP 8 Developer",
    "CAD 3D Designer",
    "ISO 27001 Auditor",
    "Class of 2027 Graduate",
    "Mobile Developer",
    "Corkscrew Tester",
    "Platform Engineer, Harbourline Cloud",
    "Engineer (Remote) - Platform",
    "Ireland Tax Manager",
    "Job Lead 24/7",
]
NOT_ALONE = [
    "Baker at Harbourline",
    "Baker @Harbourline",
    "Baker — Harbourline (a young company)",
    "Harbourline: Baker, Night Shift",
    "Night Shift (Harbourline GmbH) Baker",
    "Bakers for our office in Cork",
    "Cork's Best Baker",
    "Baker $25/hr, Nights",
    "Baker up to 45k EUR, Nights",
    "Baker (471125) Nights",
    "Baker #99, Nights",
    "Baker, Ref. no. 12",
    "Req A-123 Baker",
    "Job ID: 4711 Baker",
]


@pytest.mark.parametrize("title", ALONE)
def test_a_title_may_say_what_the_job_is(title: str) -> None:
    assert is_alone(title, KNOWN)


@pytest.mark.parametrize("title", NOT_ALONE)
def test_a_title_with_employer_town_pay_or_number_is_more_than_one(title: str) -> None:
    assert not is_alone(title, KNOWN)


def test_of_a_job_of_which_nothing_is_known_any_title_without_pay_or_number_is_one() -> None:
    assert is_alone("Baker, Harbourline, Cork", Known())
    assert not is_alone("Baker, 45k EUR", Known())


def test_an_employer_may_be_called_like_the_job() -> None:
    assert is_alone("Baker, Nights", Known(employer="Baker"))
    assert not is_alone("Cook at Baker", Known(employer="Baker"))
