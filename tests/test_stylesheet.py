"""The stylesheet: contrast in both schemes, both directions of writing, size, nothing unused."""

from __future__ import annotations

import re
from itertools import chain
from math import cos, radians, sin
from pathlib import Path

import brotli
import pytest

from jobs.pictures.look import TINTS

ROOT = Path(__file__).resolve().parent.parent
CSS = re.sub(r"/\*.*?\*/", "", (ROOT / "static/css/site.css").read_text(), flags=re.DOTALL)
LIGHT, DARK = 0, 1
TOKENS = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", CSS)
HUES = [float(hue) for hue in re.findall(r"--hue: (\d+)", CSS)]
Linear = tuple[float, float, float]
TEXT, CONTROL = 4.5, 3
PAIRS = [
    *((text, ground, TEXT) for text in ("ink", "quiet", "accent") for ground in ("paper", "wash")),
    ("visited", "paper", TEXT),
    ("on-accent", "accent", TEXT),
    *((control, "paper", CONTROL) for control in ("control", "accent")),
    ("control", "wash", CONTROL),
]


def from_hex(colour: str) -> Linear:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def from_oklch(lightness: float, chroma: float, hue: float) -> Linear:
    """As https://www.w3.org/TR/css-color-4/#color-conversion-code has it."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def contrast(one: Linear, other: Linear) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    dark, light = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (one, other))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_that_of_wcag() -> None:
    black, white = from_hex("#000000"), from_hex("#ffffff")

    assert contrast(black, white) == 21
    assert round(contrast(from_hex("#767676"), white), 2) == 4.54
    assert [round(part, 3) for part in from_oklch(1, 0, 0)] == [1, 1, 1]
    assert [round(part, 3) for part in from_oklch(0.627955, 0.257683, 29.2339)] == [1, 0, 0]


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize(("one", "other", "least"), PAIRS)
def test_words_and_controls_stand_out_in_both_schemes(
    one: str, other: str, least: float, scheme: int
) -> None:
    colours = {name: from_hex(pair[scheme]) for name, *pair in TOKENS}

    assert contrast(colours[one], colours[other]) >= least


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_the_letters_of_tiles_stand_out_in_both_schemes(scheme: int) -> None:
    tile = re.search(r"\.tile \{.*?\}", CSS, re.DOTALL)
    assert tile is not None
    told = re.findall(r"oklch\(([\d.]+)% ([\d.]+) var\(--hue\)\)", tile[0])
    ground, letter = (told[at + scheme] for at in (0, 2))

    shades = [
        [from_oklch(float(light) / 100, float(chroma), hue) for light, chroma in (ground, letter)]
        for hue in HUES
    ]
    assert len(shades) == len(TINTS)
    assert [pair for pair in shades if contrast(*pair) < TEXT] == []
    # A colour that no screen has would be shown as another one.
    assert [part for part in chain(*chain(*shades)) if not -0.001 <= part <= 1.001] == []


def test_nothing_stands_left_or_right_but_at_the_start_or_the_end() -> None:
    physical = r"[^-\w]((?:margin|padding|border|inset)-(?:left|right)|left|right|float)\s*:"

    assert re.findall(physical, CSS) == []
    assert re.findall(r"text-align:\s*(?:left|right)", CSS) == []


def test_the_stylesheet_is_at_most_six_kilobytes() -> None:
    assert len(brotli.compress((ROOT / "static/css/site.css").read_bytes())) <= 6 * 1024


def test_every_class_of_the_stylesheet_is_on_some_page() -> None:
    selectors = " ".join(re.findall(r"([^{};]+)\{", CSS))
    styled = set(re.findall(r"\.([a-z][\w-]*)", selectors))
    sources = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static/js").rglob("*.js")]
    used = set(re.findall(r"[\w-]+", " ".join(source.read_text() for source in sources)))
    tints = {f"tint-{number}" for number in range(len(HUES))}

    assert styled - used - tints == set()
    assert tints <= styled
