"""The board's fixed words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.vocabulary import ARRANGEMENTS, JOB_TYPES, LEVELS, Word, word

ALL = (JOB_TYPES, LEVELS, ARRANGEMENTS)


def slug(text: str, words: tuple[Word, ...]) -> str:
    found = word(text, words)
    return found.slug if found else ""


def test_the_words_are_fixed() -> None:
    assert [(one.slug, one.name) for one in JOB_TYPES] == [
        ("full-time", "Full-time"),
        ("part-time", "Part-time"),
        ("contract", "Contract"),
        ("temporary", "Temporary"),
        ("internship", "Internship"),
        ("freelance", "Freelance"),
        ("volunteer", "Volunteer"),
        ("other", "Other"),
    ]
    assert [(one.slug, one.name) for one in LEVELS] == [
        ("entry", "Entry level"),
        ("mid", "Mid level"),
        ("senior", "Senior"),
        ("lead", "Lead"),
        ("executive", "Executive"),
    ]
    assert [(one.slug, one.name) for one in ARRANGEMENTS] == [
        ("onsite", "On-site"),
        ("hybrid", "Hybrid"),
        ("remote", "Remote"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FULL_TIME", "full-time"), ("Full Time", "full-time"), ("fulltime", "full-time"),
        ("Vollzeit", "full-time"), ("Heltid", "full-time"), ("Teilzeit", "part-time"),
        ("Temps  partiel", "part-time"), ("contractor", "contract"), ("Intern", "internship"),
        ("Praktikum", "internship"), ("Freelancer", "freelance"), ("CDI", ""), ("permanent", ""),
        ("full-or-part-time", ""), ("", ""), ("-", ""),
    ],
)  # fmt: skip
def test_job_types_are_known_in_several_languages(text: str, expected: str) -> None:
    assert slug(text, JOB_TYPES) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("junior", "entry"), ("Graduate", "entry"), ("ENTRY_LEVEL", "entry"), ("mid", "mid"),
     ("Intermediate", "mid"), ("Sr.", "senior"), ("Team Lead", "lead"), ("C-level", "executive"),
     ("MID_SENIOR_LEVEL", ""), ("director", ""), ("associate", "")],
)  # fmt: skip
def test_levels_that_are_unclear_stay_unknown(text: str, expected: str) -> None:
    assert slug(text, LEVELS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("On-site", "onsite"), ("on site", "onsite"), ("in office", "onsite"), ("HYBRID", "hybrid"),
     ("telecommute", "remote"), ("Fully remote", "remote"), ("WFH", "remote"),
     ("Télétravail", "remote"), ("COVID-19", "")],
)  # fmt: skip
def test_arrangements_are_known(text: str, expected: str) -> None:
    assert slug(text, ARRANGEMENTS) == expected


def test_every_spelling_means_one_word() -> None:
    wrong = [
        (spelling, one.slug)
        for words in ALL
        for one in words
        for spelling in (one.slug, one.name, *one.aliases)
        if word(spelling, words) != one
    ]
    assert wrong == []


@given(st.text())
def test_any_text_is_a_word_or_none(text: str) -> None:
    assert all(word(text, words) in (None, *words) for words in ALL)
