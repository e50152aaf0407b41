"""Where the texts of a picture stand."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobs.pictures.layout import FOOT, MARGIN, RIGHT, Facts, Text, laid_out
from jobs.pictures.look import HEIGHT, TINTS, tint

BAKER = Facts("Baker", "Quince", ("Cork, Ireland",), "Hybrid", "EUR 30,000 a year", "Job board")
LONG = "Llanfairpwllgwyngyll, Wales"
WORDS = st.lists(st.text("AgjÄŽ…Wil ж0\N{ROCKET}日\u0301", max_size=70), max_size=6).map(" ".join)
FACTS = st.builds(
    Facts,
    title=WORDS,
    employer=WORDS,
    places=st.lists(WORDS, max_size=20).map(tuple),
    arrangement=st.sampled_from(["", "Hybrid"]),
    pay=WORDS,
    site=WORDS,
    logo=st.sampled_from([b"", b"an image"]),
)


def words(facts: Facts) -> list[str]:
    return [text.words for text in sorted(laid_out(facts).texts, key=lambda text: text.baseline)]


def told(**changes: object) -> list[str]:
    return words(BAKER._replace(**changes))


def test_a_picture_tells_what_a_card_tells() -> None:
    assert words(BAKER) == [
        *("Quince", "Q", "Baker", "Cork, Ireland  ·  Hybrid", "EUR 30,000 a year", "Job board")
    ]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({"pay": ""}, ["Quince", "Q", "Baker", "Cork, Ireland  ·  Hybrid", "Job board"]),
        ({"places": (), "pay": ""}, ["Quince", "Q", "Baker", "Hybrid", "Job board"]),
        ({"places": (), "pay": "", "arrangement": ""}, ["Quince", "Q", "Baker", "Job board"]),
        ({"logo": b"an image"}, ["Quince", *words(BAKER)[2:]]),
        ({"employer": "株式会社"}, words(BAKER)[2:]),
        ({"title": "パン職人"}, ["Q", "Quince", *words(BAKER)[3:]]),
        ({"title": "パン職人", "employer": "株式会社"}, ["Job board", *words(BAKER)[3:5]]),
        ({"places": ("東京",)}, [*words(BAKER)[:3], "Hybrid", *words(BAKER)[4:]]),
        (
            {"places": ("東京", "Cork")},
            [*words(BAKER)[:3], "Cork  ·  +1  ·  Hybrid", *words(BAKER)[4:]],
        ),
    ],
)  # fmt: skip
def test_what_is_not_known_or_cannot_be_drawn_is_left_out(
    changes: dict[str, object], lines: list[str]
) -> None:
    assert told(**changes) == lines


def test_places_without_room_are_counted() -> None:
    assert told(places=(LONG,) * 30)[3] == f"{LONG}  ·  +29  ·  Hybrid"


def test_pay_is_never_cut() -> None:
    assert told(pay="EUR 30,000 and more, " * 5) == [*words(BAKER)[:4], "Job board"]


def test_the_tile_has_the_tint_of_the_employer() -> None:
    layout = laid_out(BAKER)
    letter = next(text for text in layout.texts if text.words == "Q")

    assert (layout.tile, letter.stain) == (TINTS[tint("Quince")][0], TINTS[tint("Quince")])
    assert laid_out(BAKER._replace(logo=b"an image")).tile is None


def box(text: Text) -> tuple[float, float, float, float]:
    left, top, right, bottom = text.font.getbbox(text.words, anchor="ls")
    return text.left + left, text.baseline + top, text.left + right, text.baseline + bottom


def overlap(one: Text, other: Text) -> bool:
    (left, top, right, bottom), (start, upper, end, lower) = box(one), box(other)
    return left < end and start < right and top < lower and upper < bottom


@given(FACTS)
@example(BAKER._replace(title="gj " * 14 + "ŽA\u0308\u0301 " * 14))  # deep letters over tall ones
def test_every_text_is_on_the_picture_and_none_on_another(facts: Facts) -> None:
    texts = laid_out(facts).texts

    for text in texts:
        left, top, right, bottom = box(text)
        assert (left >= MARGIN - 10, top >= MARGIN // 2, right <= RIGHT + 10) == (True, True, True)
        assert bottom <= (HEIGHT - 20 if text.baseline > FOOT else FOOT)
    assert [pair for pair in combinations(texts, 2) if overlap(*pair)] == []
