"""What a seeker types is always a query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.search.query import MAX_TERMS, Query, Term, parse


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("  ...  ", ()),
        ("Python", (Term(("python",)),)),
        ("python -php", (Term(("python",)), Term(("php",), excluded=True))),
        ('"machine learning"', (Term(("machin", "learn")),)),
        ('-"machine learning"', (Term(("machin", "learn"), excluded=True),)),
        ('"open phrase', (Term(("open", "phrase")),)),
        ("develop*", (Term(("develop",), prefix=True),)),
        ("c++ C#", (Term(("cplusplus",)), Term(("csharp",)))),
        ("front-end", (Term(("front", "end")),)),
        ("twice twice", (Term(("twice",)),)),
        ("- ' \" *", ()),
    ],
)
def test_words_phrases_exclusions_and_beginnings_are_understood(
    text: str, terms: tuple[Term, ...]
) -> None:
    assert parse(text) == Query(terms)


def test_what_is_beyond_the_limits_is_left_out_and_said() -> None:
    assert parse("a " * 400).shortened
    assert len(parse(" ".join(f"word{number}" for number in range(20))).terms) == MAX_TERMS


@given(st.text(max_size=300))
def test_every_input_is_a_query(text: str) -> None:
    for term in parse(text).terms:
        assert term.words
        assert all(word.isalnum() for word in term.words)
