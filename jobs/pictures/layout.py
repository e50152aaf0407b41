"""Where each text of a picture stands. What cannot be drawn is left out, and the rest closes up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PIL.ImageFont import FreeTypeFont

from jobs.pictures.letters import OWN, font, legible
from jobs.pictures.lines import Lines, fitted
from jobs.pictures.look import ACCENT, HEIGHT, INK, PAPER, QUIET, TINTS, WIDTH, Colour, tint
from jobs.pictures.sheet import Stain

MARGIN, TILE, MARK, GAP = 80, 96, 40, 32  # pixels; the mark is that of the site
RIGHT, INNER = WIDTH - MARGIN, WIDTH - 2 * MARGIN
FOOT = HEIGHT - 104  # the line above the name of the site
SPACE = 16  # between the headline and each fact
TITLES, NAMES, FACT, SITE = (84, 76, 68, 60, 54, 48, 42), (40, 36, 32), 34, (30,)  # of letters
RISE = 0.9  # of the size of letters: from the top of a line to where they stand
MOST_LINES, MOST_PLACES = 3, 12
JOINT = "  ·  "
PLAIN = Stain(PAPER, INK)


class Facts(NamedTuple):
    """What a picture tells, each as a reader is to see it, "" where it is not known."""

    title: str
    employer: str
    places: tuple[str, ...]
    arrangement: str
    pay: str
    site: str  # its name
    logo: bytes = b""  # WebP of our own making


class Text(NamedTuple):
    words: str
    left: int
    baseline: int
    font: FreeTypeFont
    stain: Stain


class Layout(NamedTuple):
    texts: list[Text]
    tile: Colour | None  # the ground of the employer's letter; None without one


def laid_out(facts: Facts) -> Layout:
    """Every text inside the margins, and none on another."""
    title, employer, site = map(legible, (facts.title, facts.employer, facts.site))
    ground, ink = TINTS[tint(facts.employer)]
    letter = "" if facts.logo else employer[:1].upper()
    headline = title or employer or site
    texts = _body(headline, facts, MARGIN + TILE + GAP if letter or facts.logo else MARGIN)
    if letter:
        texts.append(_letter(letter, Stain(ground, ink)))
    if title and employer:
        texts.append(_beside(TILE, MARGIN, employer, OWN.text, NAMES))
    if site != headline:
        texts.append(_beside(MARK, FOOT + GAP, site, OWN.title, SITE))
    return Layout(texts, ground if letter else None)


def _letter(letter: str, stain: Stain) -> Text:
    letters = font(OWN.title, TILE // 2)
    left = MARGIN + (TILE - round(letters.getlength(letter))) // 2
    return Text(letter, left, MARGIN + TILE * 2 // 3, letters, stain)


def _beside(square: int, top: int, name: str, path: Path, sizes: Sequence[int]) -> Text:
    """The name that belongs to a square of this size."""
    left = MARGIN + square + square // 4 + 6
    line = fitted(name, path, sizes, RIGHT - left, square, 1)
    return Text(line.texts[0], left, top + square // 2 + line.size // 3, line.font, PLAIN)


def _body(headline: str, facts: Facts, top: int) -> list[Text]:
    told = _told(facts)
    room = FOOT - GAP - top - sum(lines.height + SPACE for lines, _stain in told)
    if headline:
        lines = fitted(headline, OWN.title, TITLES, INNER, room, MOST_LINES)
        top += min(GAP, (room - lines.height) // 3)  # what is short does not hang from above
        told.insert(0, (lines, PLAIN))
    texts = []
    for lines, stain in told:
        for number, words in enumerate(lines.texts):
            baseline = top + number * lines.leading + round(lines.size * RISE)
            texts.append(Text(words, MARGIN, baseline, lines.font, stain))
        top += lines.height + SPACE
    return texts


def _told(facts: Facts) -> list[tuple[Lines, Stain]]:
    """Where, and for how much: a fact is there as a whole or not at all."""
    quiet, strong = font(OWN.text, FACT), font(OWN.title, FACT)
    lines = [
        (_where(facts, quiet), quiet, Stain(PAPER, QUIET)),
        (legible(facts.pay), strong, Stain(PAPER, ACCENT)),
    ]
    return [
        (Lines([words], letters, FACT), stain)
        for words, letters, stain in lines
        if words and letters.getlength(words) <= INNER
    ]


def _where(facts: Facts, letters: FreeTypeFont) -> str:
    """As many places as there is room for, the number of the others, and the arrangement."""
    names = [name for name in map(legible, facts.places[:MOST_PLACES]) if name]
    arrangement = legible(facts.arrangement)
    for shown in range(len(names), 0, -1):
        others = len(facts.places) - shown
        parts = [*names[:shown], f"+{others}" if others else "", arrangement]
        words = JOINT.join(filter(None, parts))
        if letters.getlength(words) <= INNER:
            return words
    return arrangement
