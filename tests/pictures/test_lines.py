"""Texts in lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jobs.pictures.letters import ELLIPSIS, OWN, font
from jobs.pictures.lines import LEADING, Lines, fitted

SIZES = (80, 60, 40)
WORDS = st.text(alphabet="abcimwäßЖ-.,(", min_size=1, max_size=60)
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)


def lines(text: str, width: int = 600, height: int = 300, most: int = 3) -> Lines:
    return fitted(text, OWN.title, SIZES, width, height, most)


def told(made: Lines) -> tuple[list[str], int]:
    return made.texts, made.size


def test_a_short_title_is_large() -> None:
    assert told(lines("Baker")) == (["Baker"], 80)


def test_a_longer_one_breaks_into_lines_of_about_one_length() -> None:
    assert told(lines("Senior Engineer for Bread")) == (["Senior Engineer", "for Bread"], 80)
    assert told(lines("one two three four", width=560)) == (["one two", "three four"], 80)


def test_letters_become_smaller_before_a_word_breaks() -> None:
    assert told(lines("Krankenversicherungen")) == (["Krankenversicherungen"], 40)


def test_a_long_word_with_hyphens_breaks_behind_them() -> None:
    made = lines("Versicherungs-Außendienstmitarbeiter")

    assert told(made) == (["Versicherungs-", "Außendienstmitarbeiter"], 40)
    assert lines("Full-Stack (React/Node) Engineer").texts == [
        "Full-Stack",
        "(React/Node)",
        "Engineer",
    ]


def test_the_longest_words_break_in_the_smallest_letters() -> None:
    made = lines("Rechtsschutzversicherungsgesellschaften")

    assert ("".join(made.texts), len(made.texts), made.size) == (
        "Rechtsschutzversicherungsgesellschaften",
        2,
        40,
    )


def test_what_does_not_fit_ends_in_an_ellipsis_at_a_word() -> None:
    first, last = lines("word " * 60, most=2).texts

    assert first == "word word word word word"
    assert last.endswith("word…")


def test_a_low_room_has_fewer_lines() -> None:
    assert len(lines("word " * 60, height=100).texts) == 2
    assert len(lines("word " * 60, height=10).texts) == 1


def test_marks_stay_with_their_letter() -> None:
    made = lines("x\u0323\u0302" * 200, most=100, height=10_000)

    assert [text[0] for text in made.texts] == ["x"] * len(made.texts)


@given(TEXTS, st.integers(200, 1100), st.integers(50, 300), st.integers(1, 3))
def test_lines_stay_in_their_room_and_lose_nothing_but_the_end(
    text: str, width: int, height: int, most: int
) -> None:
    made = lines(text, width, height, most)

    assert made.font == font(OWN.title, made.size)
    assert [line for line in made.texts if made.font.getlength(line) > width] == []
    assert len(made.texts) <= most
    assert len(made.texts) == 1 or made.size * LEADING * len(made.texts) <= height
    whole, shown = text.replace(" ", ""), "".join(made.texts).replace(" ", "")
    cut = shown.removesuffix(ELLIPSIS)
    assert whole == shown or (shown != cut and whole.startswith(cut))
