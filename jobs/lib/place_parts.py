"""A location text taken apart: places, the parts of an address, streets, postal codes, capitals.

Nothing here knows what a place is called.
"""

from __future__ import annotations

import re

from jobs.lib.countries import name_key
from jobs.lib.text import capitalised, squeeze

_POSTAL = tuple(
    re.compile(pattern)
    for pattern in (
        r"^\d{4} ?[A-Z]{2}\b(?:\s+|$)",  # 1012 AB Amsterdam
        r"^(?:[A-Z]{1,3}-)?\d{4,6}(?:-\d{3,4})?\b\s*",  # 10115 Berlin, D-10115, 1100-123
        r"^\d{2}-\d{3}\b\s*",  # 00-001 Warszawa
        r"^\d{3} \d{2}\b\s*",  # 114 55 Stockholm
        r"\s*\b\d{5}(?:-\d{3,4})?$",  # TX 78701-1234
        r"\s+\d{4,6}(?:-\d{3})?$",  # Sydney 2000, Lisboa 1100-123
        r"\s*\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$",  # Leeds LS1 4AP
        r"\s*\b[A-Z]\d[A-Z] ?\d[A-Z]\d$",  # Toronto M5V 2T6
        r"\s+[A-Z]{1,2}\d[A-Z\d]?$",  # London EC1A
        r"\s*\b\d{3}-\d{4}$",  # Tokyo 100-0001
    )
)
_STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|av|boulevard|blvd|lane|drive|floor|suite|building|highway"
    r"|hwy)\.?$|^(?:rue|avenue|boulevard|calle|avenida|rua|via|viale|ulica|ul\.?|plaza|piazza)\s"
    r"|(?:stra(?:ß|ss)e|straat|gatan)$",
    re.IGNORECASE,
)
_DISTRICT = re.compile(
    r" (?:\d{1,2}(?:e|er|[èe]me|th|st|nd|rd)?(?: arrondissement)?"
    r"|city cent(?:re|er)|offices?|hq|headquarters)$",
    re.IGNORECASE,
)
_RIVERS = frozenset(("oder", "main", "saale", "havel", "neckar", "donau"))
_DASHES = re.compile(r" [-\u2013\u2014] |: ")
_CUTS = frozenset(";|\r\n•\x1f")
_CUT = re.compile(f"[{''.join(sorted(_CUTS))}]")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_SMALL = frozenset(
    """am an and bei da das de del della den der des di die do dos du e en et i im in la le les ob
    of on op sous sur the und upon van y""".split()
)
_LONGEST_CODE = 3  # letters; "NYC" is written so


def pieces(text: str) -> list[str]:
    """A text of several places cut at `;`, `|`, line ends and ` / `, never inside brackets."""
    text = text.replace(" / ", "\x1f")
    simple = "(" not in text and "[" not in text and "\x1f" not in text  # the usual case
    found = _CUT.split(text) if simple else _outside_brackets(text)
    _close(found, "\x1f")
    return [piece for piece in map(squeeze, found) if piece]


def dashes_to_commas(text: str) -> str:
    """ "Berlin - Germany" as "Berlin, Germany"."""
    return _DASHES.sub(", ", text)


def without_postal_code(token: str) -> str:
    """One part of an address without the postal code around it."""
    for pattern in _POSTAL if any(map(str.isdigit, token)) else ():
        bare = pattern.sub("", token).strip()
        if bare != token:
            return without_postal_code(bare)
    return token


def without_district(town: str) -> str:
    """ "Dublin" of "Dublin 2" and "Dublin office", "Paris" of "Paris 15e"."""
    return _DISTRICT.sub("", town)


def is_street(token: str) -> bool:
    """Whether a part of an address can be no town: "12 Main St", "Rue des Lilas"."""
    return any(character.isdigit() for character in token) or bool(_STREET.search(token))


def with_small_letters(name: str) -> str:
    """A name in capitals all through as it is read: "BAD EMS AN DER LAHN", but "NYC"."""
    if not name.isupper() or all(len(code) <= _LONGEST_CODE for code in name.split("/")):
        return name
    return _WORD.sub(_written, name)


def _written(match: re.Match[str]) -> str:
    """Capitals at the begin of words, as in O'Fallon and St. John's, but 's-Hertogenbosch."""
    word, start = match.group().lower(), match.start()
    elided = start and match.string[start - 1] in "'\u2019"
    return word if elided or (start and word in _SMALL) else capitalised(word)


def _outside_brackets(text: str) -> list[str]:
    found = [""]
    depth = 0
    for character in text:
        if character in _CUTS and not depth:
            _close(found, character)
            continue
        depth = max(0, depth + (character in "([") - (character in ")]"))
        found[-1] += " / " if character == "\x1f" else character
    return found


def _close(found: list[str], separator: str) -> None:
    """Start the next piece; "Frankfurt / Oder" is one town, so the river joins it again."""
    if len(found) > 1 and separator == "\x1f" and name_key(found[-1].split(",")[0]) in _RIVERS:
        found[-2:] = [f"{found[-2]} / {found[-1]}"]
    found.append("")
