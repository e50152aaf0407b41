"""The words of a location text that are no place: "remote", "hybrid", "n/a", "(m/w/d)".

Nothing here decides where a place is.
"""

from __future__ import annotations

import re

from jobs.lib.cities import area
from jobs.lib.countries import name_key
from jobs.lib.text import squeeze

_NULLS = frozenset(
    """n a|na|null|nil|none|not specified|unspecified|undisclosed|not disclosed|tbd|tba|tbc|unknown
    |to be determined|to be confirmed|to be announced|various|various locations|various location
    |multiple|multiple locations|multiple location|several locations|many locations|all locations
    |any location|flexible location|location flexible|confidential|see description|other|others
    |various cities|various offices|verschiedene standorte|mehrere standorte|divers|diverse
    |on site|onsite|in office|hybrid|office|not applicable|no location|location tbd|undefined
    |nationwide|countrywide|statewide|bundesweit|keine angabe|keine angaben|nicht angegeben
    |mobiles arbeiten|flexible|headquarters|headquarter|hq
    |non specifie|no especificado|nao especificado|non specificato|field based|in the field
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_WORLD = re.compile(
    r"^(?:work )?(?:from )?(?:anywhere(?: in the world| on earth)?|everywhere"
    r"|(?:the )?world ?wide|(?:the (?:whole )?)?world|globally|global remote)$"
)
_MANY = ("various", "multiple", "several", "many")
_MULTIPLE = re.compile(
    r"^(?:various|multiple|several|many) (?:\w+ ){0,4}(?:locations|states|cities)$"
)
HYBRID = r"(?:h[iy]br[iy]d(?:e|o|a|es|y|er|owo|owa|owy)?|híbrid[oa]|ibrid[oa])"
ON_SITE = (
    r"(?:on[ -]?site|in[ -](?:the[ -])?office|in[ -]person|vor ort|sur (?:site|place)|au bureau"
    r"|présentiel|presencial|in (?:sede|presenza)|op (?:kantoor|locatie)|på plats)"
)
_SOFT = re.compile(
    rf"\b(?:{HYBRID}(?:[ -](?:remote|work(?:ing)?))?|remote[ -](?:ok|okay|possible|optional|option"
    rf"|friendly|eligible|available|flexible|first)|{ON_SITE})\b(?: in\b)?",
    re.IGNORECASE,
)
_REMOTE_WORDS = (
    r"(?:\b(?:fully|full|completely|entirely|all)[ -]|\b100 ?% ?)?"
    r"\b(?:remote(?:ly)?|telecommut(?:e|ing)|telework(?:ing)?|work(?:ing)? from (?:home|anywhere)"
    r"|wfh|home ?office|home[- ]based|t[ée]l[ée]travail|teletrabajo|teletrabalho|remot[oa]|virtual"
    r"|anywhere|(?:praca )?zdaln[ae]|thuiswerk(?:en)?|etätyö|(?:på )?distans)\b"
    r"(?:[ -](?:work|working|jobs?|positions?|roles?|only)\b)?"
)
_REMOTE = re.compile(_REMOTE_WORDS, re.IGNORECASE)
# Some of these stands in every word that the patterns here know.
_SIGNS = (
    *"remot hybr hibr híbr ibrid site office person bureau présent presenc sede plats".split(),
    *"kantoor locatie presenza tél tel wfh home zdaln thuis etäty distans".split(),
    *("vor ort", "sur place", "work from", "working from", "work-from", "anywhere", "virtual"),
)
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
    r"|false|nein|none|unavailable|impossible))(?=\s*(?:$|[,;|/()\u2013\u2014]|-(?!\w)))"
)
_NOT_REMOTE = re.compile(f"{_NOT_BEFORE}|{_NOT_AFTER}")
# What follows is where the work may not be done: "Remote (not US)", "Europe (except UK)".
_BUT = re.compile(
    r"[\s,;:(\[\-\u2013\u2014]*\b(?:(?:not|but|outside|excluding|excludes|excluded|excl\.?|except"
    r"|other than|apart from|without|außerhalb|außer|ausser|nicht|hors|sauf|excepto|salvo|menos"
    r"|fuera de|tranne|behalve)\s|non-(?-i:[A-Z])).*$",
    re.IGNORECASE,
)
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
    r"^(?:(?:in(?: the)?|from|within(?: the)?|based|only|across|anywhere|or|and)\b\s*"
    r"|[\s,:;/|()\-\u2013\u2014·]+)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:\s+(?:only|based|or|and|in|wide)|[\s,:;/|(\-\u2013\u2014·]+)$", re.IGNORECASE
)
_ONLY = re.compile(r"\s+only$", re.IGNORECASE)
_GENDERS = re.compile(
    r"[\s,\-\u2013\u2014]*(?:\(\s*(?:[mwfdxhvi](?:\s?[/|,*]\s?[mwfdxhvi*]){1,4}|all genders"
    r"|alle geschlechter)\s*\)|\b[mwfdxhv](?:/[mwfdxhv]){1,4}(?![\w/]))",
    re.IGNORECASE,
)
_EMPTY_BRACKETS = re.compile(r"\([\s,;/|\-\u2013\u2014]*\)")


def may_tell_arrangement(text: str) -> bool:
    """Whether a text may hold one of the words about remote, hybrid or on-site work. Fast."""
    lower = text.lower()
    return any(sign in lower for sign in _SIGNS)


def is_null(text: str) -> bool:
    """Whether the text only says that no place is told, or holds no letter at all."""
    key = name_key(text)
    letters = key[:1].isalpha() or any(map(str.isalpha, key))
    many = key.startswith(_MANY) and _MULTIPLE.match(key)
    return not letters or key in _NULLS or bool(many)


def is_world(text: str) -> bool:
    """Whether the text says "from anywhere" in any wording."""
    return bool(_WORLD.match(name_key(text)))


def part_of_world(text: str) -> str:
    """The name of a part of the world larger than a country: "EMEA", "Worldwide"; or ""."""
    if is_world(text):
        return "Worldwide"
    known = area(text)
    return known.name if known and not known.country else ""


def without_genders(text: str) -> str:
    """The text without "(m/w/d)" and the like."""
    return squeeze(_GENDERS.sub(" ", text)) if "/" in text or "(" in text else text


def without_exceptions(text: str) -> tuple[str, bool]:
    """The text without what is excepted ("Remote, but not in the US"), and whether it was."""
    bare = _BUT.sub("", text)
    return bare, bare != text


def without_remote(text: str) -> tuple[str, bool]:
    """The text without words about the place of work, and whether they said "remote"."""
    if not may_tell_arrangement(text):
        return _ONLY.sub("", text), False
    soft = _SOFT.sub(" ", _NOT_REMOTE.sub(" ", text))
    bare = _REMOTE.sub(" ", soft)
    if bare == text:
        return _ONLY.sub("", text), False
    if bare == soft:
        return trimmed(bare), False
    rest = trimmed(_TIME_ZONES.sub(" ", bare))
    return "" if _TIME_ZONES.fullmatch(rest.upper()) else rest, True


def begins_with_remote(text: str) -> bool:
    """Whether a word about remote work comes first: "Remote, UK", but not "UK (remote)"."""
    return bool(_REMOTE.match(text.lstrip()))


def parts(text: str) -> list[str]:
    """A list of areas inside one place, as in "Remote (US; CA)"."""
    return [part.strip() for part in re.split(r"[;/|,&]| and | or ", text) if part.strip()]


def trimmed(text: str) -> str:
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
