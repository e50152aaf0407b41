"""Short texts that are a word for where the work is done: "on-site", "Hybrid", "100% remote"."""

from __future__ import annotations

import re
from functools import lru_cache

from jobs.lib import vocabulary

LONGEST_WORD = 40  # characters of a word about the place of work
# What a title says of the work itself, a British ministry, and where somebody sets out from.
IN_THE_WORK = re.compile(
    r"^(?:the )?(?:home office|office|on[- ]premises?|on location)$|\bhome[- ]based\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1_000)
def arrangement_named(text: str) -> str:
    """The arrangement a short text is a word for, where it cannot be a thing; else ""."""
    text = text.strip()
    if len(text) > LONGEST_WORD or IN_THE_WORK.search(text):
        return ""
    known = vocabulary.word(text, vocabulary.ARRANGEMENTS)
    return known.slug if known else ""
