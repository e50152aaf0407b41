"""Texts in lines: as large as fits, broken between words, cut only where nothing else helps.

A word here carries the space behind it, so that the parts of one with hyphens can stand apart.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import NamedTuple

from PIL.ImageFont import FreeTypeFont

from jobs.pictures.letters import ELLIPSIS, font

LEADING = 1.16  # from one line to the next, of the size of the letters; at least
_LONG = 16  # characters: shorter words stay whole
_SEAM = re.compile(r"(?<=[-/])(?=\w{5})")


class Lines(NamedTuple):
    texts: list[str]
    font: FreeTypeFont
    size: int  # pixels

    @property
    def leading(self) -> int:
        """Pixels from one line to the next."""
        return _leading(" ".join(self.texts), self.font)

    @property
    def height(self) -> int:
        """Pixels from the top of the first line to the bottom of the last."""
        return len(self.texts) * self.leading


def fitted(
    text: str, path: Path, sizes: Sequence[int], width: int, height: int, most: int
) -> Lines:
    """The text in at most `most` lines within `width` by `height` pixels, in the first size that
    fits. One line there is always; "" is an empty one.

    In the last size words break that are too long, and an ellipsis ends what does not fit.
    """
    words = _words(text)
    for size in sizes:
        letters = font(path, size)
        room = max(1, min(most, height // _leading(text, letters)))
        if letters.getlength(text) > room * width:
            continue
        lines = _broken(words, letters, width)
        if len(lines) <= room and _longest(lines, letters) <= width:
            return Lines(_balanced(words, letters, width, len(lines)), letters, size)
    return Lines(_cut(words, letters, width, room), letters, size)


def _leading(text: str, letters: FreeTypeFont) -> int:
    """So that no mark on a letter reaches the line above, were the deepest letter over it."""
    _left, top, _right, bottom = letters.getbbox(text, anchor="ls")
    return max(ceil(letters.size * LEADING), ceil(bottom - top))


def _words(text: str) -> list[str]:
    parts = (_SEAM.split(word) if len(word) > _LONG else [word] for word in text.split(" "))
    return [piece for *pieces, last in parts for piece in (*pieces, f"{last} ")]


def _broken(words: Sequence[str], letters: FreeTypeFont, width: int) -> list[str]:
    """Lines of as many words as go into the width. A word that is longer has its own."""
    lines = [""]
    for word in words:
        longer = lines[-1] + word
        if not lines[-1] or letters.getlength(longer.rstrip()) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line.rstrip() for line in lines]


def _longest(lines: Sequence[str], letters: FreeTypeFont) -> float:
    return max(map(letters.getlength, lines))


def _balanced(words: Sequence[str], letters: FreeTypeFont, width: int, number: int) -> list[str]:
    """As many lines, of about the same length."""
    narrow, wide = width // 2, width
    while wide - narrow > 8:
        middle = (narrow + wide) // 2
        lines = _broken(words, letters, middle)
        fits = len(lines) <= number and _longest(lines, letters) <= middle
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    return _broken(words, letters, wide)


def _cut(words: Sequence[str], letters: FreeTypeFont, width: int, most: int) -> list[str]:
    pieces = [piece for word in words for piece in _pieces(word, letters, width)]
    lines = _broken(pieces, letters, width)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while letters.getlength(f"{last}{ELLIPSIS}") > width:
        last = last.rpartition(" ")[0] or last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' ,;:.-–—/|(')}{ELLIPSIS}"]


def _pieces(word: str, letters: FreeTypeFont, width: int) -> list[str]:
    """A word in pieces that each fill a line, the last one excepted."""
    ends = [at for at in range(1, len(word)) if not unicodedata.combining(word[at])] + [len(word)]
    pieces, start, first = [], 0, 0

    def length(end: int) -> float:
        return letters.getlength(word[start:end].rstrip())

    while first < len(ends):  # halving: letters without a width would all be measured together
        first = max(first + 1, bisect_right(ends, float(width), lo=first, key=length))
        pieces.append(word[start : ends[first - 1]])
        start = ends[first - 1]
    return pieces
