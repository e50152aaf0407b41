"""Numbers beside pay that are none: hours of work, percentages, telephones, calendar dates."""

from __future__ import annotations

import re
from functools import lru_cache

from jobs.lib.money.words import shape

# Of an amount: "/hr", "per month".
UNIT = r"(?:/|\b(?:a|per|pro|par|por)\b) ?\w{1,9}\b"
_NOISE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[\d.,]{1,9} ?%(?: ?- ?[\d.,]{1,9} ?%)?",
        r"\b401 ?\(?k\)?",
        r"(?<![\d.,$€£])[\d.,]{1,5}\+?(?: ?(?:-|to) ?[\d.,]{1,5})? ?-?(?:hours|hrs|days"
        rf"|weeks|months|years|yrs|stunden|tage|heures|horas|shifts|payments|pagas"
        rf"|salaries)\b(?: ?{UNIT})?",
        r"(?<![\d.,$€£])[\d.,]{1,4} ?-?(?:h|hr|hour|std|day)\.? ?"
        r"(?:/|\b(?:a|per|pro|par)\b)? ?(?:week|wk|woche|semaine)\b",
        r"(?<!\w)[x\u00d7] ?1[2-6]\b",
        r"\bpaid (?:out )?(?:bi-?|semi-?)?(?:weekly|monthly|fortnightly|annually)\b",
        r"(?<![\w.,])(?:\+\d{1,3}[ (]{1,2}\d{2,4}|\(?0\d{2,5})\)?"  # a telephone
        r"(?:[ /-]\d{2,6}){2,3}\b",
        r"\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b",
    )
)
# The same in a shape, where every digit is 0: most texts have none of it.
_SHAPES_OF_NOISE = tuple(
    re.compile(
        noise.pattern.replace("401", "000").replace("(?:19|20)", "00").replace("1[2-6]", "00"),
        re.IGNORECASE,
    )
    for noise in _NOISE
)


def without_noise(text: str) -> str:
    """The text with a space for each such number."""
    if _may_have_noise(shape(text)):
        for noise in _NOISE:
            text = noise.sub(" ", text)
    return text


@lru_cache(maxsize=2_000)
def _may_have_noise(shaped: str) -> bool:
    return any(noise.search(shaped) for noise in _SHAPES_OF_NOISE)
