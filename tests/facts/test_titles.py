"""Titles as they are shown, as a person would shorten them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.importer.normalise import normalise
from jobs.importer.records import CleanJob, RawJob
from jobs.lib.money import parse_salary
from jobs.lib.places import parse_places
from jobs.lib.text import squeeze
from jobs.lib.titles import LONGEST, Known, shown_title
from tests.facts.cases import cases

CASES = cases("titles")
APPLY = "https://harbourline.example/apply"


def record(case: dict[str, str]) -> RawJob:
    number = case["id"] or "a"
    return RawJob(
        external_id=number,
        title=case["title"],
        employer=case["employer"] or "Harbourline",
        apply_url=number if number.startswith("http") else APPLY,
        location=case["location"],
        country=case["country"],
        arrangement=case["arrangement"],
        salary=case["salary"],
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"][:40])
def test_a_title_says_what_the_job_is_and_no_more(case: dict[str, str]) -> None:
    job = normalise(record(case), today=date(2026, 11, 23), signature=None)

    assert isinstance(job, CleanJob)
    assert job.title == case["shown"]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 45


KNOWN = Known(
    employer="Harbourline GmbH",
    places=parse_places("Berlin, Germany; Remote, US"),
    arrangement="remote",
    salary=parse_salary("$20 - $25 an hour"),
    numbers="4711 https://harbourline.example/REQ-12345",
)
_BITS = [*"-,|:/()[]!#*\"' ", " - ", " at ", ", ", "Baker", "BAKER", "Harbourline", "Berlin", "US"]
_BITS += ["Remote", "$20/hr", "4711", "REQ-12345", "(m/w/d)", "H/F", "Senior", "URGENT", "HIRING"]
_BITS += ["✨", "\ufe0f", "é", "“", "”", "of", "Germany", "RN", "II", "İ", "ß", "ǅ"]


def words(title: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", title.casefold()))


TITLES = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(_BITS), max_size=14).map("".join))


@given(TITLES.map(squeeze).filter(bool))
def test_no_title_is_empty_and_every_word_of_it_was_there(title: str) -> None:
    shown = shown_title(title, KNOWN)

    assert shown
    assert len(shown) <= LONGEST
    assert not words(shown) - words(title)


@given(TITLES.map(squeeze).filter(bool))
def test_a_shown_title_is_shown_as_it_is(title: str) -> None:
    shown = shown_title(title, KNOWN)

    assert shown_title(shown, KNOWN) == shown
