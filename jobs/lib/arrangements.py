"""Where the work is done, by the feed's own field, its location text and its title: never guessed.

A description tells too much of other people's work to be asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from jobs.lib import place_words as words
from jobs.lib import vocabulary
from jobs.lib.arrangement_words import arrangement_named
from jobs.lib.place_parts import pieces
from jobs.lib.places import PLACES_READ, ParsedPlace
from jobs.lib.plain import told
from jobs.lib.title_arrangements import in_title

_HYBRID = re.compile(rf"\b{words.HYBRID}\b", re.IGNORECASE)
_ON_SITE = re.compile(rf"\b{words.ON_SITE}\b", re.IGNORECASE)
_SEGMENTS = re.compile(r"[()\[\],]| [-\u2013\u2014] |: ")


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


def _of_piece(piece: str) -> str:
    """ "hybrid remote" is hybrid; "?" for "hybrid or remote", which is neither."""
    said = {arrangement_named(segment) for segment in _SEGMENTS.split(piece)} - {"", "remote"}
    said |= {"hybrid"} if _HYBRID.search(piece) else set()
    said |= {"onsite"} if _ON_SITE.search(piece) else set()
    said |= {"remote"} if words.without_remote(piece)[1] else set()
    return said.pop() if len(said) == 1 else ("?" if said else "")


def _is_word_alone(piece: str) -> bool:
    return words.is_null(words.without_remote(piece)[0])
