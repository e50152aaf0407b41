"""A job as a picture for previews of links. The same facts are always the same bytes."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image

from jobs.pictures.layout import FOOT, GAP, INNER, MARGIN, MARK, TILE, Facts, laid_out
from jobs.pictures.look import ACCENT, HEIGHT, LINE, PAPER, WHITE, WIDTH
from jobs.pictures.sheet import Sheet, Stain

REMEMBERED = 256  # pictures of each process, of about 15 KB
LOGO_COLOURS = 96
LOGO = TILE - 16  # pixels of its longer side at most


@lru_cache(maxsize=REMEMBERED)
def drawn(facts: Facts) -> bytes:
    """A PNG of WIDTH by HEIGHT pixels, without metadata."""
    layout = laid_out(facts)
    sheet = Sheet(WIDTH, HEIGHT, PAPER)
    if facts.logo:
        _logo(sheet, facts.logo)
    elif layout.tile:
        sheet.bar(MARGIN, MARGIN, TILE, TILE, TILE // 5, Stain(PAPER, layout.tile))
    sheet.bar(MARGIN, FOOT, INNER, 2, 0, Stain(PAPER, LINE))
    _mark(sheet)
    for text in layout.texts:
        sheet.write(text.words, text.left, text.baseline, text.font, text.stain)
    return sheet.png()


def _logo(sheet: Sheet, image: bytes) -> None:
    """On the white ground of a tile, as pages show it, and never blown up."""
    sheet.bar(MARGIN, MARGIN, TILE, TILE, TILE // 5, Stain(PAPER, LINE))
    sheet.bar(MARGIN + 2, MARGIN + 2, TILE - 4, TILE - 4, TILE // 5 - 2, Stain(LINE, WHITE))
    with Image.open(io.BytesIO(image), formats=["WEBP"]) as opened:
        copy = opened.convert("RGBA")
    copy.thumbnail((LOGO, LOGO), Image.Resampling.LANCZOS)
    opaque = Image.new("RGBA", copy.size, WHITE)
    opaque.alpha_composite(copy)
    left, top = (MARGIN + (TILE - side) // 2 for side in copy.size)
    sheet.paste(opaque.convert("RGB"), left, top, LOGO_COLOURS)


def _mark(sheet: Sheet) -> None:
    """The sign of the site, as in static/favicon.svg."""
    top = FOOT + GAP
    sheet.bar(MARGIN, top, MARK, MARK, MARK // 4, Stain(PAPER, ACCENT))
    for below, width in ((12, 21), (18, 21), (24, 13)):
        sheet.bar(MARGIN + 10, top + below, width, 4, 2, Stain(ACCENT, WHITE))
