"""Writes the errors that a proxy in front answers by itself: see docs/serving.md."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from jobs.management.exits import DISK, USAGE
from jobs.standing import STANDING, languages, standing

STYLE = settings.BASE_DIR / "static" / "css" / "site.css"
_STYLE_LINK = re.compile(r'<link rel="stylesheet"[^>]*>')
_ICON_LINK = re.compile(r'<link rel="icon"[^>]*>')


class Command(BaseCommand):
    help = (
        "Writes the pages that a proxy in front shows when it turns visitors away, or the board is "
        "down: one file for each error and language, with all that it needs in it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="made when it is missing")

    def handle(self, *_args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        try:
            pages = _pages()
        except ValueError as error:  # the addresses of styles come from there
            raise CommandError("Run collectstatic first.", returncode=USAGE) from error
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, page in pages.items():
                (folder / name).write_text(page, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}", returncode=DISK) from error
        self.stdout.write(f"{folder}: {', '.join(sorted(pages))}")


def _pages() -> dict[str, str]:
    style = STYLE.read_text(encoding="utf-8")
    return {
        f"{status}.{language.partition('-')[0]}.html": _whole(standing(status, language), style)
        for status in STANDING
        for language in languages()
    }


def _whole(page: str, style: str) -> str:
    """The page with its style in it, and without a second request for an icon."""
    page = _STYLE_LINK.sub(lambda _link: f"<style>\n{style}</style>", page)
    return _ICON_LINK.sub('<link rel="icon" href="data:,">', page)
