"""Spellings, slugs and white space."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from jobs.lib.text import fit_for_xml, fold, free_slug, is_null, printable, shorten, slug, squeeze


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        (".NET", "dotnet"),
        ("ASP.NET", "asp-net"),
        ("Node.js", "node-js"),
        ("R&D", "r-and-d"),
        ("CI/CD", "ci-cd"),
        ("São Paulo", "sao-paulo"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("日本", "日本"),
        ("✨", "u2728"),
        ("", "unnamed"),
        ("a" * 200, "a" * 80),
    ],
)
def test_slugs_keep_what_tells_names_apart(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_every_text_has_a_slug_that_an_address_takes(text: str) -> None:
    made = slug(text)

    assert 0 < len(made) <= 80
    assert all(character.isalnum() or character in "-_" for character in made)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zürich", "ZURICH"),
        ("  Acme   Inc ", "acme inc"),
        ("Ærø", "aero"),
        ("STRASSE", "straße"),
        ("L’Oréal", "l'oreal"),
    ],
)
def test_spellings_that_a_person_takes_for_the_same_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_printable_text_holds_nothing_unseen_and_can_be_stored(text: str) -> None:
    shown = printable(text)

    assert printable(shown) == shown
    assert not set(shown) & set("\0\x1b\x7f\u200b\u202e\u2066\ufeff")
    shown.encode()


def test_marks_piled_upon_a_letter_are_capped() -> None:
    assert len(printable("Z" + "\u0335" * 50)) == 5


def test_white_space_of_any_kind_is_folded() -> None:
    assert squeeze(" a\u00a0\u2009b\n\tc ") == "a b c"


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [("short", 10, "short"), ("one two three", 9, "one two…"), ("one, two", 7, "one…")],
)
def test_long_text_is_cut_at_a_word(text: str, length: int, expected: str) -> None:
    assert shorten(text, length) == expected


@pytest.mark.parametrize(
    ("taken", "free"), [((), "a"), (("b",), "a"), (("a",), "a-2"), (("a", "a-2", "a-4"), "a-3")]
)
def test_a_slug_that_is_taken_gets_the_first_free_number(taken: tuple[str, ...], free: str) -> None:
    assert free_slug("a", taken) == free


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "--", "...", "N/A", "n.a.", "NULL", "(none)", "Unknown", "Not  specified",
     "Not applicable", "TBD", "undisclosed", "keine Angabe", "Non spécifié", "<null>"],
)  # fmt: skip
def test_a_word_for_none_names_nothing(text: str) -> None:
    assert is_null(text)


@pytest.mark.parametrize(
    "text", ["N&A", "None of Us", "Unknown Worlds", "C", "日本", "No", "Null 7"]
)
def test_a_name_is_no_word_for_none(text: str) -> None:
    assert not is_null(text)


@given(st.text(st.characters(codec=None), max_size=20))
def test_what_is_fit_for_xml_is_read_back_as_it_was_written(text: str) -> None:
    kept = fit_for_xml(text)
    node = etree.Element("a")
    node.text = kept

    assert etree.fromstring(etree.tostring(node)).text == (kept or None)
    assert fit_for_xml(kept) == kept


def test_nothing_that_xml_may_have_is_taken_out() -> None:
    text = "\t\n\r aé\x85\u200b\ud7ff\ue000\ufffd\U0001f642\U0010ffff"

    assert fit_for_xml(f"\0\x1f{text}\ufffe\ud800") == text
