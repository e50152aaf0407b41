"""Texts in lines: as large as fits, broken between words, cut only where nothing else helps."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from PIL.ImageFont import FreeTypeFont

from jobs.pictures.letters import ELLIPSIS, font

LEADING = 1.16  # from one line to the next, of the size of the letters


class Lines(NamedTuple):
    texts: list[str]
    font: FreeTypeFont
    size: int  # pixels

    @property
    def height(self) -> int:
        """Pixels from the top of the first line to the bottom of the last."""
        return round(len(self.texts) * self.size * LEADING)


def fitted(
    text: str, path: Path, sizes: Sequence[int], width: int, height: int, most: int
) -> Lines:
    """The text in at most `most` lines within `width` by `height` pixels, in the first size that
    fits. "" is one empty line.

    In the last size words break that are too long, and an ellipsis ends what does not fit.
    """
    for size in sizes:
        letters = font(path, size)
        room = min(most, int(height / (size * LEADING)))
        if letters.getlength(text) > room * width:
            continue
        words = text.split(" ")
        lines = broken(words, letters, width)
        if len(lines) <= room and max(map(letters.getlength, words)) <= width:
            return Lines(_balanced(words, letters, width, len(lines)), letters, size)
    return Lines(_cut(text, letters, width, max(room, 1)), letters, size)


def broken(words: Sequence[str], letters: FreeTypeFont, width: int, joint: str = " ") -> list[str]:
    """Lines of as many words as go into the width. A word that is longer has its own."""
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]}{joint}{word}"
        if letters.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _balanced(words: Sequence[str], letters: FreeTypeFont, width: int, number: int) -> list[str]:
    """As many lines, of about the same length."""
    narrow, wide = width // 2, width
    while wide - narrow > 8:
        middle = (narrow + wide) // 2
        lines = broken(words, letters, middle)
        fits = len(lines) <= number and max(map(letters.getlength, lines)) <= middle
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    return broken(words, letters, wide)


def _cut(text: str, letters: FreeTypeFont, width: int, most: int) -> list[str]:
    words = [piece for word in text.split(" ") for piece in _pieces(word, letters, width)]
    lines = broken(words, letters, width)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while letters.getlength(f"{last}{ELLIPSIS}") > width:
        last = last.rpartition(" ")[0] or last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' ,;:.-–—/|(')}{ELLIPSIS}"]


def _pieces(word: str, letters: FreeTypeFont, width: int) -> list[str]:
    """A word in pieces that each fill a line, the last one excepted."""
    pieces = [""]
    ends = [at for at in range(1, len(word)) if not unicodedata.combining(word[at])]
    for start, end in pairwise([0, *ends, len(word)]):
        letter = word[start:end]
        if letters.getlength(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
