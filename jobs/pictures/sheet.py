"""A picture of few colours: everything is stained through a mask, from its ground to its ink.

Blending colours first and choosing few of them afterwards is slower, and changes them.
"""

from __future__ import annotations

import io
from itertools import chain
from typing import NamedTuple

from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

from jobs.pictures.look import Colour, shades

STEPS = 16  # from a ground to the ink on it: the edges of letters
SMOOTH = 4  # times as large as they become are shapes drawn


class Stain(NamedTuple):
    ground: Colour  # what is there already
    ink: Colour


class Sheet:
    """Holds 256 colours: at most fifteen stains, and fewer beside an image."""

    def __init__(self, width: int, height: int, paper: Colour) -> None:
        self._image = Image.new("P", (width, height), 0)
        self._colours = [paper]
        self._ramps: dict[Stain, list[int]] = {}

    def write(self, words: str, left: int, baseline: int, font: FreeTypeFont, stain: Stain) -> None:
        """From the point where the first letter stands on its line."""
        box = [round(side) for side in font.getbbox(words, anchor="ls")]
        mask = Image.new("L", (box[2] - box[0] + 2, box[3] - box[1] + 2))
        ImageDraw.Draw(mask).text((1 - box[0], 1 - box[1]), words, 255, font, anchor="ls")
        self._lay(mask, left + box[0] - 1, baseline + box[1] - 1, stain)

    def bar(
        self, left: int, top: int, width: int, height: int, round_by: int, stain: Stain
    ) -> None:
        """A rectangle with round corners of this radius."""
        large = Image.new("L", (width * SMOOTH, height * SMOOTH))
        corner = (large.width - 1, large.height - 1)
        ImageDraw.Draw(large).rounded_rectangle((0, 0, *corner), round_by * SMOOTH, 255)
        self._lay(large.reduce(SMOOTH), left, top, stain)

    def paste(self, image: Image.Image, left: int, top: int, colours: int) -> None:
        """An opaque image, in at most so many colours of its own."""
        few = image.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        moved = few.point([len(self._colours) + number for number in range(256)])
        palette = few.getpalette() or []
        self._colours += zip(palette[::3], palette[1::3], palette[2::3], strict=True)
        self._image.paste(moved, (left, top))

    def png(self) -> bytes:
        """Without metadata."""
        self._image.putpalette(list(chain.from_iterable(self._colours)))
        sink = io.BytesIO()
        self._image.save(sink, "PNG")
        return sink.getvalue()

    def _lay(self, mask: Image.Image, left: int, top: int, stain: Stain) -> None:
        if stain not in self._ramps:
            first = len(self._colours)
            self._ramps[stain] = [first + value * STEPS // 256 for value in range(256)]
            self._colours += shades(*stain, STEPS)
        seen = mask.point(lambda value: 255 if value * STEPS >= 256 else 0)
        self._image.paste(mask.point(self._ramps[stain]), (left, top), seen)
