"""The colours of pictures: those of static/css/site.css on light paper."""

from __future__ import annotations

from zlib import crc32

from jobs.lib.text import fold

Colour = tuple[int, int, int]  # sRGB

WIDTH, HEIGHT = 1200, 630  # pixels: what previews of links are made for


def _colour(code: str) -> Colour:
    red, green, blue = bytes.fromhex(code)
    return red, green, blue


PAPER, INK, QUIET, LINE, ACCENT, WHITE = map(
    _colour, ("fdfdfb", "191d1b", "57605b", "dfe3df", "0b5f4c", "ffffff")
)
# The ground and the letter of a tile that stands for an employer without a logo.
TINTS = [
    (_colour(ground), _colour(letter))
    for ground, letter in (
        ("ffe8e8", "744242"),
        ("f9eddd", "694d22"),
        ("e9f2e1", "465a30"),
        ("def4ed", "1e5f50"),
        ("e1f1ff", "2f5677"),
        ("f4eafb", "5e476f"),
    )
]


def tint(name: str) -> int:
    """The number of an employer's tint, the same on every page and every day."""
    return crc32(fold(name).encode()) % len(TINTS)


def shades(ground: Colour, ink: Colour, number: int) -> list[Colour]:
    """From one to the other: the edges of letters are made of them."""
    steps = [step / (number - 1) for step in range(number)]
    return [
        (
            round(ground[0] + (ink[0] - ground[0]) * step),
            round(ground[1] + (ink[1] - ground[1]) * step),
            round(ground[2] + (ink[2] - ground[2]) * step),
        )
        for step in steps
    ]
