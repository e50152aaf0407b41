"""By what two texts are the same: letters and digits, whatever markup and signs are between."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from html import unescape

from jobs.lib.text import unaccented

LEAST = 200  # bytes of letters and digits, some forty words: what is shorter is said of many jobs
LONGEST_KNOWN = 40  # characters; where words have no spaces between them, every run is another
_TAG = re.compile(r"<[^<>]*>")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_CUT = ("\u2026", "...")
_AFTER_CUT = " \t\r\n)]}>"
_LOWER = bytes(range(256)).lower()
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())


def fingerprint(html: str) -> int | None:
    """A signed 64-bit digest of the words of cleaned HTML, folded; where a word ends is no part.

    None of a text too short to tell one job from another, and of one that is cut off ("...") and
    so tells only how it begins. It is stored: whoever changes it raises `RULES_VERSION`.
    """
    text = _TAG.sub("", html)
    if "&" in text:
        text = unescape(text)
    if text[-20:].rstrip(_AFTER_CUT).endswith(_CUT):
        return None
    if not text.isascii():
        text = _FOREIGN.sub(_letters, text)
    letters = text.encode(errors="surrogatepass").translate(_LOWER, _SIGNS)
    if len(letters) < LEAST:
        return None
    return int.from_bytes(blake2b(letters, digest_size=8).digest(), "big", signed=True)


def _letters(found: re.Match[str]) -> str:
    signs = found[0]
    return _known(signs) if len(signs) < LONGEST_KNOWN else _bare(signs)


def _bare(signs: str) -> str:
    return "".join(filter(str.isalnum, unaccented(signs)))


_known = lru_cache(maxsize=10_000)(_bare)  # an accent in a word, a quotation mark: the same few
