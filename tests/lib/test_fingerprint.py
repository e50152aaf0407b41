"""When two descriptions say the same, and when one says too little to tell."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.fingerprint import LEAST, fingerprint
from jobs.lib.html import clean

SAID = (
    "You bake bread and rolls from four in the morning, in a team of three. You know sourdough, "
    "you like people, and you are not afraid of an oven that is older than you. We pay above "
    "the rate, close at noon & give you each second Saturday off. Café crème is on the house!"
)


def test_a_fingerprint_is_stable_for_ever() -> None:
    """It is stored: another one would part every pair of twins until the next import."""
    assert fingerprint(f"<p>{SAID}</p>") == 5005337622047150709


@pytest.mark.parametrize(
    "text",
    [
        SAID,
        SAID.upper(),
        SAID.replace(" ", "\n\n  "),
        SAID.replace(" ", "\u00a0"),
        SAID.replace(". ", ".</p><p>").replace("&", "&amp;"),
        SAID.replace(", ", "</li><li>").replace("!", "."),
        SAID.replace("Café crème", "<b>Cafe creme</b>"),
        SAID.replace("in a team", '<a href="https://bread.example/team?a=1">in a team</a>'),
        SAID.replace("You bake", "\u201cYou\u201d \u2014 bake"),
        SAID.replace("Café", "Cafe\u0301"),
        clean(SAID.replace(". ", ".\n\n")),
    ],
)
def test_a_text_is_the_same_however_it_is_set(text: str) -> None:
    assert fingerprint(text) == fingerprint(f"<p>{SAID}</p>")


@pytest.mark.parametrize(
    ("word", "other"), [("four", "five"), ("three", "3"), ("Saturday", "Sunday"), (" not ", " ")]
)
def test_one_other_word_makes_another_text(word: str, other: str) -> None:
    assert fingerprint(SAID.replace(word, other)) not in (None, fingerprint(SAID))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<p></p>",
        "Apply now on our website, where you find more about this job and about us.",
        "!" * 1_000,
        "<p>Bread</p>" * (LEAST // 5 - 1),
        "\u0301" * 1_000,
    ],
)
def test_a_short_text_tells_nothing(text: str) -> None:
    assert fingerprint(text) is None


@pytest.mark.parametrize(
    "end", ["...", "\u2026", " [\u2026]", " (...)", "\u2026</p>", "...</p>\n", " &hellip;", "....."]
)
def test_a_text_that_is_cut_off_tells_only_how_it_begins(end: str) -> None:
    assert fingerprint(f"<p>{SAID} And that is{end}") is None


def test_scripts_without_spaces_have_fingerprints() -> None:
    japanese = "\u79c1\u305f\u3061\u306f\u30d1\u30f3\u3092\u713c\u304d\u307e\u3059\u3002" * 8
    other = japanese.replace("\u30d1\u30f3", "\u9b5a")

    assert fingerprint(japanese) is not None
    assert fingerprint(japanese) == fingerprint(japanese.replace("\u3002", "\uff01\n"))
    assert fingerprint(japanese) != fingerprint(other)


@given(st.text(max_size=400) | st.text("<>&;.\u2026 a\u00e9\u4e00\ud800", max_size=400))
def test_any_text_has_one_that_the_database_holds_or_none(text: str) -> None:
    made = fingerprint(text)

    assert made is None or -(2**63) <= made < 2**63
    assert fingerprint(f"<p>\n{text}</p>") == made or "<" in text or ">" in text


@pytest.mark.parametrize("text", ["<", "<a", "&", "&#", "&amp", "\u4e00 ", "\u2026", "\u00e9 a"])
def test_the_longest_hostile_texts_take_no_time(text: str) -> None:
    began = perf_counter()

    fingerprint(text * (64 * 1024 // len(text)))

    assert perf_counter() - began < 0.5
