"""Words: the same ones are made of a job's text and of a seeker's query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.words import BODY_WORDS, MAX_WORD, bare_words, body_words, name_words, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Engineers engineering", ["engin", "engin"]),
        ("C, C++, C# and F#", ["c", "cplusplus", "csharp", "and", "fsharp"]),
        (".NET ASP.NET", ["dotnet", "asp", "dotnet"]),
        ("Node.js NodeJS node js", ["node", "js", "node", "js", "node", "js"]),
        ("São Paulo", ["sao", "paulo"]),
        ("R&D", ["r", "d"]),
        ("CI/CD", ["ci", "cd"]),
        ("O'Neill’s", ["oneil"]),
        ("web3 b2b", ["web3", "b2b"]),
        ("日本語", ["日本語"]),
        ("--- !!!", []),
    ],
)
def test_text_becomes_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_words_are_short_and_hold_letters_and_digits_only(text: str) -> None:
    for word in (*words(text), *bare_words(text)):
        assert word.isalnum()
        assert len(word) <= MAX_WORD


@given(st.lists(st.text(max_size=20) | st.sampled_from(["C#", ".NET", "node.js", "O'Neil", "g++"])))
def test_names_have_the_words_they_have_in_a_list(names: list[str]) -> None:
    one_by_one = [word for name in names for word in name_words(name)]

    assert one_by_one == words(" , ".join(names))


def test_a_description_has_the_words_of_its_text_and_not_of_its_tags() -> None:
    assert body_words("<p>We&#39;re <strong>bak</strong>ing</p><p>C++ &amp; C#</p>") == [
        "were",
        "bake",
        "cplusplus",
        "csharp",
    ]


def test_words_beyond_many_are_not_looked_for() -> None:
    assert body_words("word " * 10_000) == ["word"] * BODY_WORDS
