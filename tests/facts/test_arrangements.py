"""Where the work is done, as a careful person reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.arrangements import arrangement
from jobs.lib.places import parse_places
from tests.facts.cases import cases

CASES = cases("arrangements")


def read(field: str, location: str, title: str) -> str:
    return arrangement(field, location, title, parse_places(location))


@pytest.mark.parametrize("case", CASES, ids=lambda case: " # ".join(case.values()))
def test_the_place_of_work_is_what_a_person_reads(case: dict[str, str]) -> None:
    assert read(case["field"], case["location"], case["title"]) == case["arrangement"]


@given(st.text(), st.text(), st.sampled_from(["", "flexitime", "Remote", "hybrid"]))
def test_any_texts_give_one_of_three_words_or_none(location: str, title: str, field: str) -> None:
    assert read(field, location, title) in ("", "onsite", "hybrid", "remote")


@given(st.lists(st.sampled_from("Remote Hybrid On-site ( ) , - / Leeds Welder or not".split())))
def test_a_field_that_says_something_is_the_only_one_asked(texts: list[str]) -> None:
    text = " ".join(texts)

    assert read("hybrid", text, text) == "hybrid"
    assert read("flexitime", text, text) == ""
