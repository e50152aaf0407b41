"""Pictures as files."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from PIL import Image

from jobs.importer.logos.picture import picture
from jobs.pictures.drawing import drawn
from jobs.pictures.layout import MARGIN, TILE, Facts
from jobs.pictures.look import ACCENT, INK, PAPER, TINTS, WHITE, tint
from tests.importer.logos.images import disc, file_of, png
from tests.pictures.test_layout import BAKER, FACTS

CROWDED = BAKER._replace(
    title="Sachbearbeiterin für Rechtsschutzversicherungen und Kundenbetreuung im Außendienst",
    employer="Zürcher Versicherungs-Gesellschaft und Söhne",
    places=("Zürich, Switzerland", "Frankfurt am Main, Germany"),
    pay="CHF 100,000 – 120,000 a year, 13 months",
)


def seen(image: bytes) -> Image.Image:
    return Image.open(io.BytesIO(image), formats=["PNG"])


def noise() -> bytes:
    """A logo of as many colours as it has pixels."""
    dice = random.Random(1)
    image = Image.frombytes("RGB", (128, 128), dice.randbytes(128 * 128 * 3))
    return file_of(image, "WEBP", lossless=True)


def parts(image: bytes) -> list[bytes]:
    """The names of the chunks of a PNG."""
    names, at = [], 8
    while at < len(image):
        names.append(image[at + 4 : at + 8])
        at += 12 + int.from_bytes(image[at : at + 4], "big")
    return names


@pytest.mark.parametrize("facts", [BAKER, CROWDED, CROWDED._replace(logo=noise())])
def test_a_picture_is_a_small_png_that_tells_nothing_of_the_machine(facts: Facts) -> None:
    image = drawn(facts)

    assert (seen(image).size, seen(image).mode) == ((1200, 630), "P")
    assert set(parts(image)) == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
    assert len(image) <= 30_000


def test_its_colours_are_exactly_those_of_the_site() -> None:
    image = seen(drawn(BAKER)).convert("RGB")
    colours = {colour for _count, colour in image.getcolors(300) or []}
    ground, letter = TINTS[tint("Quince")]

    assert image.getpixel((0, 0)) == PAPER
    assert {PAPER, INK, ACCENT, WHITE, ground, letter} <= colours
    assert image.getpixel((MARGIN + TILE // 2, MARGIN + 4)) == ground


def test_a_logo_stands_in_the_place_of_the_letter() -> None:
    made = picture(png(64, 64, (200, 30, 60, 255)))
    image = seen(drawn(BAKER._replace(logo=made.image))).convert("RGB")
    middle = (MARGIN + TILE // 2,) * 2

    assert image.getpixel(middle) == (200, 30, 60)
    assert image.getpixel((middle[0] - 31, middle[1])) == (200, 30, 60)
    assert image.getpixel((middle[0] - 34, middle[1])) == WHITE  # 64 pixels stay 64


def test_a_logo_of_any_colours_leaves_those_of_the_texts() -> None:
    image = seen(drawn(CROWDED._replace(logo=noise())))

    assert len(image.getpalette() or []) <= 3 * 256
    assert {PAPER, INK, ACCENT} <= {colour for _, colour in image.convert("RGB").getcolors(999)}


def test_a_long_logo_is_seen_whole() -> None:
    made = picture(file_of(disc(128, 40)))
    image = seen(drawn(BAKER._replace(logo=made.image))).convert("RGB")

    assert image.getpixel((MARGIN + 8, MARGIN + 12)) == WHITE


@settings(max_examples=25, deadline=None)
@given(FACTS)
def test_any_facts_make_a_picture(facts: Facts) -> None:
    image = drawn(facts._replace(logo=b""))

    assert seen(image).size == (1200, 630)
    assert len(image) <= 40_000


def test_the_same_facts_are_the_same_bytes_in_every_process() -> None:
    code = (
        "import hashlib\n"
        "from jobs.pictures.drawing import drawn\n"
        "from jobs.pictures.layout import Facts\n"
        f"print(hashlib.sha256(drawn(Facts{tuple(CROWDED)!r})).hexdigest())"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=Path(__file__).parents[2],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert told[0] == told[1]
