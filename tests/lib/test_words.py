"""Words: the same ones are made of a job's text and of a seeker's query."""

from __future__ import annotations

from collections import Counter

import pytest
from environs import EnvError
from hypothesis import given
from hypothesis import strategies as st

from jobboard.env import language
from jobs.lib.spellings import is_trade, same_spellings
from jobs.lib.tables import listed, rows
from jobs.lib.words import (
    BETWEEN,
    BODY_WORDS,
    LANGUAGES,
    MAX_WORD,
    bare_words,
    body_words,
    name_words,
    speak,
    spoken,
    words,
    words_of_names,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Engineers engineering", ["engin", "engin"]),
        ("C, C++, C# and F#", ["c", "cplusplus", "csharp", "and", "fsharp"]),
        (".NET ASP.NET", ["dotnet", "asp", "dotnet"]),
        ("Node.js NodeJS node js", ["node", "js", "node", "js", "node", "js"]),
        ("São Paulo", ["sao", "paulo"]),
        ("C#.NET c++17 Objective-C", ["csharp", "dotnet", "cplusplus", "17", "objectivec"]),
        ("R&D r & d AT&T", ["rnd", "rnd", "atnt"]),
        ("go to market, Go-live; Go!", ["goto", "market", "goliv", "go"]),
        ("C-level e-mail K-12", ["clevel", "email", "k12"]),
        ("Ph.D. R.N. U.S.A. e.g.", ["phd", "rn", "usa", "eg"]),
        ("Front-end, back end, full-timers", ["frontend", "backend", "full", "timer"]),
        ("front endless ends", ["front", "endless", "end"]),
        ("Koch (m/w/d) Vendeur h/f", ["koch", "vendeur"]),
        ("Java™ soft\u00adware \u2019tis", ["java", "softwar", "tis"]),
        ("ＦＵＬＬ Ｃ＋＋ Straße", ["full", "cplusplus", "strass"]),
        ("Привет, мир", ["привет", "мир"]),
        ("product production", ["product", "production"]),
        ("accountants account", ["accountant", "account"]),
        ("excellent Excel", ["excellent", "excel"]),
        ("adviser centre programmes", ["advisor", "center", "program"]),
        ("developers development", ["developer", "develop"]),
        ("in transit, a transition", ["in", "transit", "a", "transition"]),
        ("terminal termination", ["terminal", "termin"]),
        ("doctors doctorate", ["doctor", "doctoral"]),
        ("public publications publicity", ["public", "publication", "publicity"]),
        ("vets vetting", ["vet", "vetting"]),
        ("operatives operations", ["operative", "oper"]),
        ("utilities utilise utilization", ["utility", "utilize", "utilize"]),
        ("politics politely", ["polit", "polite"]),
        ("busy business", ["busi", "business"]),
        ("optimise optimization optimal", ["optimize", "optimize", "optimum"]),
        ("prioritised prioritizing priority", ["prioritize", "prioritize", "prioriti"]),
        ("paediatrics jewellery mouldings", ["pediatric", "jeweler", "mold"]),
        ("CI/CD 24/7", ["ci", "cd", "24", "7"]),
        ("O'Neill’s", ["oneil"]),
        ("web3 b2b", ["web3", "b2b"]),
        ("日本語", ["日本語"]),
        ("--- !!!", []),
    ],
)
def test_text_becomes_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_no_word_has_two_stems() -> None:
    table = rows("stems.tsv", 3)
    each = Counter((language, word) for language, _own, all_ in table for word in listed(all_))

    assert [word for word, number in each.items() if number > 1] == []
    assert [*table] == sorted(table)


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


def test_between_two_names_stands_what_is_in_no_text() -> None:
    assert words_of_names(["Machine learning", "", "C++"]) == [
        "machin", "learn", BETWEEN, BETWEEN, "cplusplus",
    ]  # fmt: skip
    assert words(f"a {BETWEEN} b") == ["a", "b"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_are_stemmed_in_the_language_of_the_site(code: str) -> None:
    before = spoken()
    try:
        speak(code)
        assert spoken() == code
        assert words("") == []
        assert [word.isalnum() for word in words("Ärztinnen медсестры engineers")] == [True] * 3
    finally:
        speak(before)


def test_each_language_has_stems_of_its_own() -> None:
    before = spoken()
    try:
        speak("de")
        assert words("Ärztinnen Fahrerinnen production") == ["arztinn", "fahr", "production"]
    finally:
        speak(before)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Sr.", ("senior", "snr")),
        ("admin", ("administrator", "administrative")),
        ("UK", ("United Kingdom",)),
        ("Deutschland", ("Germany",)),
        ("Germany", ()),
        ("it", ("information technology",)),
        ("Front-end developer", ("frontend development", "frontend engineer")),
        ("dentistry", ("dentist", "dental")),
        ("per", ()),
        ("Gent", ("Ghent",)),
        ("Gurugram", ("Gurgaon",)),
        ("Ghent", ()),
        ("Vienne", ()),
        ("xyzzy", ()),
    ],
)
def test_spellings_that_everybody_knows(text: str, others: tuple[str, ...]) -> None:
    assert same_spellings(text) == others


def test_a_trade_is_no_other_name_of_who_does_it() -> None:
    assert [is_trade(text) for text in ("Dental", "law", "dentist", "sr")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_a_language_without_stemmer_is_refused() -> None:
    with pytest.raises(EnvError, match=r"expected one of ar ca .* yi, got 'xx'"):
        language("xx")
    assert language("DE") == "de"
