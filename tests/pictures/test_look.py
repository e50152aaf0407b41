"""Pictures look like the pages that they lead to."""

from __future__ import annotations

import re

from jobs.pictures import look
from tests.test_stylesheet import CSS, HUES, LIGHT, TOKENS, from_hex, from_oklch


def shown(linear: tuple[float, float, float]) -> look.Colour:
    """As a screen shows it: sRGB."""
    parts = (
        12.92 * one if one <= 0.0031308 else 1.055 * one ** (1 / 2.4) - 0.055 for one in linear
    )
    red, green, blue = (round(255 * min(max(part, 0), 1)) for part in parts)
    return red, green, blue


def test_the_colours_are_those_of_light_pages() -> None:
    tokens = {name: shown(from_hex(pair[LIGHT])) for name, *pair in TOKENS}

    assert [tokens[name] for name in ("paper", "ink", "quiet", "line", "accent")] == [
        look.PAPER,
        look.INK,
        look.QUIET,
        look.LINE,
        look.ACCENT,
    ]


def test_the_tiles_are_those_of_light_pages() -> None:
    tile = re.search(r"\.tile \{.*?\}", CSS, re.DOTALL)
    assert tile is not None
    told = re.findall(r"oklch\(([\d.]+)% ([\d.]+) var\(--hue\)\)", tile[0])
    ground, letter = ((float(light) / 100, float(chroma)) for light, chroma in (told[0], told[2]))

    assert [
        (shown(from_oklch(*ground, hue)), shown(from_oklch(*letter, hue))) for hue in HUES
    ] == look.TINTS


def test_shades_go_from_one_colour_to_the_other() -> None:
    assert look.shades((0, 0, 0), (30, 60, 90), 4) == [
        (0, 0, 0),
        (10, 20, 30),
        (20, 40, 60),
        (30, 60, 90),
    ]
