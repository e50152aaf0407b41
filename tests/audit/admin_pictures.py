"""Pictures of the admin for docs/editing.md: signed in, wide, light.

python -m tests.audit.admin_pictures [FOLDER]
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.audit.browser import chromium, opened
from tests.audit.pictures import encoded
from tests.audit.site import ROOT, Site, site
from tests.audit.tools import chromium as program

SCALE, TALL = 0.7, 900
EDITOR = "editor"
PAGES = {  # and which link of the page is followed
    "desk": ("/admin/", ""),
    "job": ("/admin/jobs/job/", "#result_list tbody th a"),
    "run": ("/admin/jobs/importrun/", "#result_list tbody th a"),
    "words": ("/admin/unmapped/", ""),
}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "editing"
    if not program():
        raise SystemExit("The pictures need Chromium, and none was found on the PATH")
    folder.mkdir(parents=True, exist_ok=True)
    with (
        site() as board,
        chromium(program()) as browser,
        opened(browser, board, {"cookie": ""}) as tab,
    ):
        _sign_in(tab, board)
        for name, (path, link) in PAGES.items():
            data = encoded(_picture(tab, board.base + path, link))
            (folder / f"{name}.webp").write_bytes(data)
            print(f"  {name:<14} {len(data):>7,} bytes")


def _sign_in(tab: Page, board: Site) -> None:
    tab.goto(f"{board.base}/admin/")
    tab.get_by_label("Username:").fill(EDITOR)
    tab.get_by_label("Password:").fill(board.password)
    tab.get_by_role("button", name="Log in").click()


def _picture(tab: Page, address: str, link: str) -> Image.Image:
    tab.goto(address)
    if link:
        tab.locator(link).first.click()
    tab.wait_for_load_state("networkidle")
    taken = Image.open(BytesIO(tab.screenshot()))
    return taken.resize((round(taken.width * SCALE), round(TALL * SCALE)), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
