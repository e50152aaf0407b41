"""The words of a location text that are no place: separators, postal codes, "remote", "n/a".

Nothing here decides where a place is.
"""

from __future__ import annotations

import re

from jobs.lib.countries import name_key
from jobs.lib.text import squeeze

_NULLS = frozenset(
    """n a|na|null|nil|none|not specified|unspecified|undisclosed|not disclosed|tbd|tba|tbc|unknown
    |to be determined|to be confirmed|to be announced|various|various locations|various location
    |multiple|multiple locations|multiple location|several locations|many locations|all locations
    |any location|flexible location|location flexible|confidential|see description|other|others
    |various cities|various offices|verschiedene standorte|mehrere standorte|divers|diverse
    |on site|onsite|in office|hybrid|office|not applicable|no location|location tbd|undefined
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_AREAS = frozenset(
    """emea|apac|latam|amer|americas|america|the americas|europe|eu|european union|eea|asia|africa
    |asia pacific|north america|south america|latin america|central america|middle east|mena|dach
    |nordics|benelux|cee|anz|oceania|eastern europe|western europe|central europe|uk and ireland
    |global|globally|world|worldwide|anywhere|everywhere|international|emeia|noram|na or eu
    |scandinavia|baltics|balkans|caribbean|southeast asia|south asia|east coast|west coast
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_WORLD = re.compile(
    r"^(?:work )?(?:from )?(?:anywhere(?: in the world| on earth)?|everywhere"
    r"|(?:the )?world ?wide|global(?:ly)?|the (?:whole )?world)$"
)
_MULTIPLE = re.compile(
    r"^(?:various|multiple|several|many) (?:\w+ ){0,4}(?:locations|states|cities)$"
)
_SOFT = re.compile(
    r"\b(?:hybrid(?:[ -]remote)?|remote[ -](?:ok|okay|possible|optional|option|friendly|eligible"
    r"|available|flexible|first)|on-?site|in[ -]office)\b(?: in\b)?",
    re.IGNORECASE,
)
_REMOTE_WORDS = (
    r"(?:\b(?:fully|full|completely|entirely|all)[ -]|\b100 ?% ?)?"
    r"\b(?:remote(?:ly)?|telecommut(?:e|ing)|telework(?:ing)?|work(?:ing)? from (?:home|anywhere)"
    r"|wfh|home ?office|home[- ]based|t[ée]l[ée]travail|teletrabajo|remoto|virtual)\b"
    r"(?:[ -](?:work|working|jobs?|positions?|roles?|only)\b)?"
)
_REMOTE = re.compile(_REMOTE_WORDS, re.IGNORECASE)
# "NO" in capitals beside "remote" is Norway, unless everything is in capitals.
_NOT_BEFORE = (
    r"\b(?:[Nn]o|NO(?= REMOTE)|(?i:not|non|never|keine?|nicht|pas de))[ -]"
    rf"(?i:(?:an? )?{_REMOTE_WORDS}"
    r"(?: (?:possible|available|allowed|offered|options?|m[öo]glich)\b)?)"
)
_NOT_AFTER = (
    rf"(?i:{_REMOTE_WORDS})(?:\s*[:=]\s*(?i:no)|[\s,(\-\u2013\u2014]+[Nn]o"
    r"|[\s:=,(\-\u2013\u2014]+(?i:(?:is |ist )?(?:not|nicht|non)"
    r"(?: (?:possible|available|allowed|offered|eligible|supported|an option|m[öo]glich))?"
    r"|false|nein|none|unavailable|impossible))(?=\s*(?:$|[,;|/()\-\u2013\u2014]))"
)
_NOT_REMOTE = re.compile(f"{_NOT_BEFORE}|{_NOT_AFTER}")
# Two letters (ET, PT) are more often a state or country; "Grand Est" is a region of France.
_ZONE = (
    r"(?:(?<![Gg]rand )(?<!GRAND )\b(?:[ECMP][SD]T|GMT|UTC|CES?T|BST)\b"
    r"(?:\s?[+\-\u2212±/]{1,3}\s?\d{1,2}(?::?\d\d)?\b)?)"
)
_TIME_ZONES = re.compile(
    rf"{_ZONE}(?:\s*(?:[/,&\-\u2013]|\bto\b|\bor\b|\band\b)\s*{_ZONE})*"
    r"(?:[ -]?(?i:time ?zones?|time|business hours|working hours|hours|hrs)\b)?"
)
_LEADING = re.compile(
    r"^(?:(?:in|from|within|based|only|across|anywhere|or|and)\b\s*|[\s,:;/|()\-\u2013\u2014·]+)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:\s+(?:only|based|or|and|in|wide)|[\s,:;/|(\-\u2013\u2014·]+)$", re.IGNORECASE
)
_ONLY = re.compile(r"\s+only$", re.IGNORECASE)
_POSTAL = tuple(
    re.compile(pattern)
    for pattern in (
        r"^\d{4} ?[A-Z]{2}\b\s+",  # 1012 AB Amsterdam
        r"^(?:[A-Z]{1,3}-)?\d{4,6}(?:-\d{3,4})?\b\s*",  # 10115 Berlin, D-10115, 1100-123
        r"^\d{3} \d{2}\b\s*",  # 114 55 Stockholm
        r"\s*\b\d{5}(?:-\d{3,4})?$",  # TX 78701-1234
        r"\s+\d{4,6}(?:-\d{3})?$",  # Sydney 2000, Lisboa 1100-123
        r"\s*\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$",  # Leeds LS1 4AP
        r"\s*\b[A-Z]\d[A-Z] ?\d[A-Z]\d$",  # Toronto M5V 2T6
        r"\s+[A-Z]{1,2}\d[A-Z\d]?$",  # London EC1A
        r"\s*\b\d{3}-\d{4}$",  # Tokyo 100-0001
    )
)
_RIVERS = frozenset(("oder", "main", "saale", "havel", "neckar", "donau"))
_EMPTY_BRACKETS = re.compile(r"\([\s,;/|\-\u2013\u2014]*\)")
_DASHES = re.compile(r" [-\u2013\u2014] ")


def is_null(text: str) -> bool:
    """Whether the text only says that no place is told, or holds no letter at all."""
    key = name_key(text)
    return not key or key.isdigit() or key in _NULLS or bool(_MULTIPLE.match(key))


def is_world(text: str) -> bool:
    """Whether the text says "anywhere" in any wording."""
    return bool(_WORLD.match(name_key(text)))


def is_area(text: str) -> bool:
    """Whether the text names a part of the world larger than a country."""
    return name_key(text) in _AREAS or is_world(text)


def without_remote(text: str) -> tuple[str, bool]:
    """The text without words about the place of work, and whether they said "remote"."""
    soft = _SOFT.sub(" ", _NOT_REMOTE.sub(" ", text))
    bare = _REMOTE.sub(" ", soft)
    if bare == text:
        return _ONLY.sub("", text), False
    if bare == soft:
        return _trim(bare), False
    area = _trim(_TIME_ZONES.sub(" ", bare))
    return "" if _TIME_ZONES.fullmatch(area.upper()) else area, True


def without_postal_code(token: str) -> str:
    """One part of an address without the postal code around it."""
    for pattern in _POSTAL:
        bare = pattern.sub("", token).strip()
        if bare != token:
            return bare
    return token


def pieces(text: str) -> list[str]:
    """A text of several places cut at `;`, `|`, line ends and ` / `, never inside brackets."""
    found = [""]
    depth = 0
    for character in text.replace(" / ", "\x1f").replace("\r", "\n"):
        depth = max(0, depth + (character == "(") - (character == ")"))
        if character in ";|\n\x1f" and not depth:
            _close(found, character)
        else:
            found[-1] += " / " if character == "\x1f" else character
    _close(found, "\x1f")
    return [piece for piece in map(squeeze, found) if piece]


def parts(text: str) -> list[str]:
    """A list of areas inside one place, as in "Remote (US; CA)"."""
    return [part.strip() for part in re.split(r"[;/|,&]| and | or ", text) if part.strip()]


def dashes_to_commas(text: str) -> str:
    """ "Berlin - Germany" as "Berlin, Germany"."""
    return _DASHES.sub(", ", text)


def _close(found: list[str], separator: str) -> None:
    """Start the next piece; "Frankfurt / Oder" is one town, so the river joins it again."""
    if len(found) > 1 and separator == "\x1f" and name_key(found[-1]) in _RIVERS:
        found[-2:] = [f"{found[-2]} / {found[-1]}"]
    found.append("")


def _trim(text: str) -> str:
    """Brackets, separators and small words left at the ends once other words are gone."""
    text = squeeze(_EMPTY_BRACKETS.sub(" ", text))
    for _ in range(8):  # each pass takes one word off; no honest text needs more
        shorter = _TRAILING.sub("", _LEADING.sub("", text))
        if "(" not in shorter:
            shorter = shorter.removesuffix(")").rstrip()
        if shorter == text:
            break
        text = shorter
    return text
