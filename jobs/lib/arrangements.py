"""Where the work is done, by the feed's own field, its location text and its title: never guessed.

A description tells too much of other people's work to be asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from jobs.lib import place_words as words
from jobs.lib import vocabulary
from jobs.lib.cities import is_city
from jobs.lib.place_parts import pieces
from jobs.lib.place_readings import readings
from jobs.lib.places import PLACES_READ, ParsedPlace
from jobs.lib.plain import told

TITLE_READ = 300  # characters
LONGEST_WORD = 40  # characters of a word about the place of work
_HYBRID = re.compile(rf"\b{words.HYBRID}\b", re.IGNORECASE)
_ON_SITE = re.compile(rf"\b{words.ON_SITE}\b", re.IGNORECASE)
_SEGMENTS = re.compile(r"[()\[\],]| [-\u2013\u2014] |: ")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BREAKS = re.compile(r" [-\u2013\u2014/]+ |[|•·]|: |^[-\u2013\u2014]+ | [-\u2013\u2014]+$")
_BETWEEN = re.compile(r"[,;/|&]| [-\u2013\u2014] |\b(?:or|and|oder|und|ou|et)\b")
_GENDERS = frozenset("mwfdxhvi")
# What a title says of the work itself, a British ministry, and where somebody sets out from.
_NOT_IN_TITLES = re.compile(
    r"^(?:the )?(?:home office|office|on[- ]premises?|on location)$|\bhome[- ]based\b",
    re.IGNORECASE,
)
_REMOTE_FIRST = re.compile(
    r"(?:fully |100 ?% )?remote (?:(?:senior|sr\.?)(?! (?:living|care|services|housing))"
    r"|junior|jr\.?|lead(?! gen)|principal"
    r"|(?:staff |web |mobile )?(?:software )?(?:engineer|developer)$"
    r"|(?:software|web|mobile|front[- ]?end|back[- ]?end|full[- ]?stack|python|java|javascript"
    r"|php|ruby|react|golang|devops) (?:engineer|developer|architect)"
    r"|data (?:scientist|engineer|analyst)|product (?:manager|designer|owner)"
    r"|(?:ux|ui|graphic|web) designer)\b",
    re.IGNORECASE,
)


def arrangement(field: str, location: str, title: str, places: Sequence[ParsedPlace]) -> str:
    """The slug of the arrangement: onsite, hybrid, remote; "" when it is not told for certain.

    `places` are those of the location text. A field that says anything is the only one asked;
    location and title must not contradict each other.
    """
    if stated := told(field):
        known = vocabulary.word(stated, vocabulary.ARRANGEMENTS)
        return known.slug if known else ""
    found = {in_location(location, places), in_title(title)} - {""}
    return found.pop() if len(found) == 1 else ""


def in_location(text: str, places: Sequence[ParsedPlace]) -> str:
    """What a location text says of all its places: "Hybrid - London", "Remote, US"."""
    said = _said_of_all(text[:PLACES_READ])
    if said is not None:
        return said
    return "remote" if places and all(place.remote for place in places) else ""


@lru_cache(maxsize=1_000)  # jobs share their places
def _said_of_all(text: str) -> str | None:
    """None where nothing is said of hybrid or on-site work."""
    if not words.may_tell_arrangement(text):
        return None
    read = [(_of_piece(piece), piece) for piece in pieces(text)]
    if {word for word, _piece in read} <= {"", "remote"}:
        return None
    of_all = {word for word, piece in read if word and _is_word_alone(piece)}
    of_each = {word for word, piece in read if not _is_word_alone(piece)}
    found = of_all | (of_each - {""}) if of_all else of_each
    return found.pop() if len(found) == 1 and "?" not in found else ""


def in_title(title: str) -> str:
    """What a title says beside the role: "Welder (Remote)", "Welder - Hybrid"."""
    title = title[:TITLE_READ]
    if not words.may_tell_arrangement(title):
        return ""
    found = {word for inside in _BRACKETS.findall(title) for word in _of_list(inside)}
    for segment in _BREAKS.split(_BRACKETS.sub(" ", title)):
        first, *others = segment.split(",")
        found.update(*map(_of_list, (first, *others)))
        if _REMOTE_FIRST.match(segment.strip()):
            found.add("remote")
    return found.pop() if len(found) == 1 else ""


def _of_piece(piece: str) -> str:
    """ "hybrid remote" is hybrid; "?" for "hybrid or remote", which is neither."""
    said = {_word(segment) for segment in _SEGMENTS.split(piece)} - {"", "remote"}
    said |= {"hybrid"} if _HYBRID.search(piece) else set()
    said |= {"onsite"} if _ON_SITE.search(piece) else set()
    said |= {"remote"} if words.without_remote(piece)[1] else set()
    return said.pop() if len(said) == 1 else ("?" if said else "")


def _is_word_alone(piece: str) -> bool:
    return words.is_null(words.without_remote(piece)[0])


def _of_list(text: str) -> Iterator[str]:
    """The arrangements a part of a title names, when it names nothing else but where."""
    if not words.may_tell_arrangement(text):
        return
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    said = [_word(part) or _remote_in(part) for part in parts]
    if not any(said):
        return
    others = [part for part, word in zip(parts, said, strict=True) if not word]
    if all(_is_beside(part) or (is_city(part) and "remote" not in said) for part in others):
        yield from filter(None, said)


@lru_cache(maxsize=1_000)
def _word(text: str) -> str:
    """The arrangement a short text is a word for, where it cannot be a thing; else ""."""
    text = text.strip()
    if len(text) > LONGEST_WORD or _NOT_IN_TITLES.search(text):
        return ""
    known = vocabulary.word(text, vocabulary.ARRANGEMENTS)
    return known.slug if known else ""


def _remote_in(text: str) -> str:
    """ "Remote UK", "US Remote"."""
    area, remote = words.without_remote(text)
    known = remote and area and _is_area(area) and not _NOT_IN_TITLES.search(text)
    return "remote" if known else ""


def _is_area(text: str) -> bool:
    return bool(readings(text) or words.part_of_world(text)) and not is_city(text)


def _is_beside(text: str) -> bool:
    """Whether a word may stand beside "remote" and leave it as it is: an area, m, full-time."""
    zone = words.without_remote(f"remote {text}") == ("", True)
    kind = vocabulary.word(text, vocabulary.JOB_TYPES) or vocabulary.word(text, vocabulary.LEVELS)
    return text.lower() in _GENDERS or zone or kind is not None or _is_area(text)
