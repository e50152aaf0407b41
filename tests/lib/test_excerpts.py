"""Excerpts: the first words of a description that tell of its job."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.excerpts import READ, excerpt
from jobs.lib.html import clean, to_text
from jobs.lib.text import squeeze

ABOUT = "<p>Harbourline has fed the harbours of the north since the days of sail.</p>"
BAKE = "<p>You bake rye bread for three quays.</p>"


def told(html: str, *others: str, shown: tuple[str, ...] = ()) -> str:
    return excerpt(clean(html), [clean(other) for other in others], 120, shown=shown)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (BAKE, "You bake rye bread for three quays."),
        ("", ""),
        ("<p><br></p>", ""),
        ("You bake.\n\nYou slice.", "You bake. You slice."),
        ("<h2>Job Description</h2>" + BAKE, "You bake rye bread for three quays."),
        ("<p><strong>The role</strong></p>" + BAKE, "You bake rye bread for three quays."),
        ("<p>What you will do:</p>" + BAKE, "You bake rye bread for three quays."),
        (f"<h3>About us</h3>{ABOUT}<h3>About the role</h3>{BAKE}",
         "You bake rye bread for three quays."),
        (f"<p>Über uns</p>{ABOUT}<p>Deine Aufgaben</p>{BAKE}",
         "You bake rye bread for three quays."),
        (f"<p>About Harbourline</p>{ABOUT}<p>About you</p>{BAKE}",
         "You bake rye bread for three quays."),
        ("<p>Location: Cork</p><p>Pay Rate: $20/hr</p>" + BAKE,
         "You bake rye bread for three quays."),
        ("<p>Skills: " + "rye, " * 40 + "wax</p>" + BAKE, "You bake rye bread for three quays."),
        ("<p>https://harbourline.example/bakers</p>" + BAKE, "You bake rye bread for three quays."),
        ("<p>Overview: You bake at night.</p>", "You bake at night."),
        ("<ul><li>Rye bread</li><li>- Rolls</li></ul>", "Rye bread; Rolls"),
        ("<p>You bake:</p><ul><li>Rye.</li><li>Rolls</li></ul>", "Rye. Rolls"),
        # What there is, where nothing better is
        ("<h3>Baker</h3>", "Baker"),
        ("<p>Location: Cork</p>", "Location: Cork"),
        (f"<h3>About us</h3>{ABOUT}", to_text(ABOUT)),
    ],
)  # fmt: skip
def test_it_begins_where_the_job_is_told(html: str, expected: str) -> None:
    assert told(html) == expected


def test_what_other_jobs_of_the_employer_say_too_is_left_out() -> None:
    others = (f"{ABOUT}<p>You cook.</p>", "<p>You sail.</p>")

    assert told(ABOUT + BAKE, *others) == "You bake rye bread for three quays."
    assert told(ABOUT.upper() + BAKE, *others) == "You bake rye bread for three quays."


def test_what_is_only_boilerplate_is_better_than_nothing() -> None:
    assert told(ABOUT, ABOUT) == to_text(ABOUT)


def test_a_short_sentence_may_be_said_of_two_jobs() -> None:
    assert told("<p>You bake.</p>", "<p>You bake.</p>") == "You bake."


def test_facts_that_are_shown_beside_are_not_repeated() -> None:
    html = f"<p>Baker.</p><p>Harbourline!</p><p>Cork, IE.</p>{BAKE}"

    assert told(html, shown=("Baker", "Harbourline", "Cork, IE")) == (
        "You bake rye bread for three quays."
    )


def test_it_is_cut_at_a_word() -> None:
    assert told("<p>" + "bread " * 100 + ".</p>").endswith("bread bread…")


_BITS = ["<p>", "</p>", "<li>", "<h3>", "<strong>", "About us", "Pay: ", "You bake.", ":", "&lt;"]
HTML = st.one_of(st.text(), st.lists(st.sampled_from(_BITS)).map("".join)).map(clean)


@given(HTML, st.lists(HTML, max_size=2), st.integers(2, 200))
def test_every_text_has_a_short_excerpt_of_its_own_words(
    html: str, others: list[str], length: int
) -> None:
    found = excerpt(html, others, length)

    assert found == squeeze(found)
    assert len(found) <= length
    assert bool(found) or not any(map(str.isalnum, to_text(html)))


@pytest.mark.parametrize(
    "html",
    [
        "<" * 60_000, "<p>" * 20_000, "<li>" * 15_000, "a: " * 20_000, "- " * 30_000, ":" * 60_000,
        "<p>about " * 8_000, "&amp;" * 12_000, "<p><strong>" * 5_000, "job " * 15_000, "(" * 60_000,
        "\n" * 60_000, "x" * 60_000, "<a " * 20_000, "<p>a: b.</p>" * 5_000,
    ],
)  # fmt: skip
def test_hostile_texts_take_no_time(html: str) -> None:
    took = []
    for number in range(3):
        began = time.process_time()
        excerpt(f"{html}{number}", [f"{html} {number}"], 155)
        took.append(time.process_time() - began)

    assert min(took) < 0.01
    assert len(html) > READ
