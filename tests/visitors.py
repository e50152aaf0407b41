"""Browsers as they name themselves. Without a name the test client is a program."""

from __future__ import annotations

CHROME = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36"
)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0"
PERSON, ANOTHER = {"User-Agent": CHROME}, {"User-Agent": FIREFOX}
