"""Which release of the board makes the pages of this process."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

import django
from django.conf import settings

FOLDERS = ("jobboard", "jobs", "templates", "static", "locale", "requirements")
KINDS = {".py", ".html", ".xml", ".tsv", ".css", ".js", ".svg", ".mo", ".speculationrules", ".txt"}


def fingerprint(root: Path) -> str:
    """Of everything that pages are made by. The same on every machine with the same files.

    By what is in them: a number is forgotten when one line is mended in a hurry, and the times of
    files are those of their copying.
    """
    digest = blake2b(django.__version__.encode(), digest_size=16)
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in KINDS:
                digest.update(b"%b\0%b" % (str(file.relative_to(root)).encode(), file.read_bytes()))
    return digest.hexdigest()


RELEASE = fingerprint(settings.BASE_DIR)  # when the process starts: that is the code it runs
