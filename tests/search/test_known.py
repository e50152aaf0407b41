"""The words near a misspelt one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from jobs.search.known import Known

FEW = st.text("abcé", min_size=1, max_size=6)


def near(typed: str, mistakes: int, **known: int) -> list[str]:
    """`known`: words, and how frequent each is."""
    words = Known(list(known), np.array(list(known.values()), np.int64))
    return [one.word for one in words.near(typed, mistakes)]


@pytest.mark.parametrize("typed", ["enginer", "engineeer", "enginear", "enigneer", "ngineer"])
def test_a_letter_missing_too_many_other_or_swapped_is_one_mistake(typed: str) -> None:
    assert near(typed, 1, engineer=3, baker=9) == ["engineer"]


def test_fewer_mistakes_stand_before_more_frequent_words() -> None:
    assert near("nurce", 2, nurses=900, nurse=1) == ["nurse", "nurses"]


def test_of_equally_near_words_the_more_frequent_stands_first() -> None:
    assert near("salex", 1, sales=4, sale=9) == ["sale", "sales"]


def test_words_of_all_scripts_are_compared() -> None:
    assert near("инжинер", 1, инженер=2, 看護師=1) == ["инженер"]


def test_words_with_digits_are_never_near() -> None:
    assert near("jav", 2, java8=5) == []


def test_nothing_is_near_when_nothing_is_known() -> None:
    assert near("java", 1) == []


@given(st.sets(FEW, min_size=1, max_size=40), FEW, st.sampled_from([1, 2]))
def test_no_word_within_the_mistakes_is_missed(words: set[str], typed: str, mistakes: int) -> None:
    found = near(typed, mistakes, **dict.fromkeys(words, 1))

    assert set(found) == {word for word in words if OSA.distance(word, typed) <= mistakes}
