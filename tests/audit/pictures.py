"""A sheet of every type of page: wide and narrow, light and dark. For docs/pages.md.

    python -m tests.audit.pictures [--only search,job] [FOLDER]

The sample on its day, so that a sheet changes only when its page does. Without --only the gallery
that shows them all, FOLDER.md, is written anew.
"""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser

from tests.audit.browser import HEIGHT, SCHEMES, chromium, opened
from tests.audit.site import ROOT, Site, site
from tests.audit.tools import chromium as program

WIDTHS = (1280, 390)
GAP, GROUND = 24, (128, 132, 130)
INTRODUCTION = """\
# The pages

Every type of page with the sample, on a wide screen and a phone, in light and dark, as the browser
of the reader prefers. Made by `make pictures`; `make audit` measures the same pages."""
SCALE, QUALITY, LARGEST = 0.55, (60, 45, 30, 20), 60_000  # bytes


def main() -> None:
    parser = ArgumentParser(
        "python -m tests.audit.pictures",
        description=__doc__,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "pages")
    parser.add_argument("--only", default="", help="types of page, with commas between them")
    asked = parser.parse_args()
    if not program():
        raise SystemExit("The pictures need Chromium, and none was found on the PATH")
    only = set(filter(None, asked.only.split(",")))
    asked.folder.mkdir(parents=True, exist_ok=True)
    with site() as board, chromium(program()) as browser:
        pages = [
            page for page in board.pages if page["path"] and (not only or page["name"] in only)
        ]
        for page in pages:
            data = encoded(sheet(browser, board, page))
            (asked.folder / f"{page['name']}.webp").write_bytes(data)
            print(f"  {page['name']:<14} {len(data):>7,} bytes")
    if not only:
        asked.folder.with_suffix(".md").write_text(gallery(asked.folder.name, pages))


def gallery(folder: str, pages: list[dict[str, Any]]) -> str:
    shown = [
        f"![{page['name']}: {page['caption']}]({folder}/{page['name']}.webp)" for page in pages
    ]
    return "\n\n".join([INTRODUCTION, *shown]) + "\n"


def sheet(browser: Browser, site: Site, page: dict[str, Any]) -> Image.Image:
    """Light above dark, wide beside narrow: the first window of each."""
    joined = Image.new("RGB", (sum(WIDTHS) + GAP * 3, (HEIGHT + GAP) * 2 + GAP), GROUND)
    for row, scheme in enumerate(SCHEMES):
        left = GAP
        for width in WIDTHS:
            with opened(browser, site, page, width, scheme) as tab:
                tab.goto(site.base + page["path"], wait_until="networkidle")
                taken = Image.open(BytesIO(tab.screenshot()))
            joined.paste(taken, (left, GAP + row * (HEIGHT + GAP)))
            left += width + GAP
    size = (round(joined.width * SCALE), round(joined.height * SCALE))
    return joined.resize(size, Image.Resampling.LANCZOS)


def encoded(picture: Image.Image) -> bytes:
    """As good as fits into the bytes a sheet may have."""
    for quality in QUALITY:
        target = BytesIO()
        picture.save(target, "WEBP", quality=quality, method=6)
        if target.tell() <= LARGEST:
            return target.getvalue()
    raise SystemExit(f"expected a sheet of at most {LARGEST:,} bytes, got {target.tell():,}")


if __name__ == "__main__":
    main()
