"""Words: the same ones are made of a job's text and of a seeker's query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.words import MAX_WORD, bare_words, words


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
