"""Which texts can be drawn, and in what. A letter without a shape is never drawn as a box.

Our own font has Latin, Greek and Cyrillic; fonts/README.md says where it is from.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from PIL import ImageFont

from jobs.lib.text import printable, squeeze

ELLIPSIS = "…"
PROBE = 24  # pixels: large enough that no two letters are drawn alike
_NO_CHARACTER = "\uffff"  # that no font has: it is drawn as what stands for missing ones
# Default_Ignorable_Code_Point of Unicode: where a word may break, what joins, which form to take.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
# Signs, their parts, and what is for private use: without them a text says the same.
_DECORATION = {"So", "Sk", "Me", "Cf", "Co"}
_EMOJI = range(0x1F000, 0x1FB00)  # also those that are newer than this Python


class Typeface(NamedTuple):
    text: Path
    title: Path


FONTS = Path(__file__).parent / "fonts"
OWN = Typeface(FONTS / "Inter-Text.ttf", FONTS / "Inter-Title.ttf")


@lru_cache(maxsize=64)
def font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """`size` in pixels. Raises OSError for a file that is no font."""
    return ImageFont.truetype(path, size)


def legible(text: str, face: Typeface = OWN) -> str:
    """The text without what only decorates it; "" when one of its letters has no shape."""
    told = _UNSEEN.sub("", printable(text))
    kept = "".join(char for char in told if _has(face.text, char) or not _decorates(char))
    drawn = all(_has(face.text, char) for char in kept)
    return squeeze(kept) if drawn and any(char.isalnum() for char in kept) else ""


def _decorates(char: str) -> bool:
    return unicodedata.category(char) in _DECORATION or ord(char) in _EMOJI


@lru_cache(maxsize=8192)
def _has(path: Path, char: str) -> bool:
    return char.isspace() or _shape(path, char) != _missing(path)


@lru_cache
def _missing(path: Path) -> tuple[bytes, tuple[int, int], float]:
    return _shape(path, _NO_CHARACTER)


def _shape(path: Path, char: str) -> tuple[bytes, tuple[int, int], float]:
    probe = font(path, PROBE)
    mask = probe.getmask(char)
    return bytes(mask), mask.size, probe.getlength(char)
