"""Several pays of one text, each for a place: which of them is for the place of the job.

Taken only when it is certain. A name that is no region or country may be an area around the job's
town ("Bay Area"), so beside it only the town's own name is believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from jobs.lib.countries import country_code, regions_by_text
from jobs.lib.money.amounts import plain_dashes, spans_in
from jobs.lib.money.labels import ABOUT_PAY
from jobs.lib.money.numbers import AMOUNT
from jobs.lib.money.words import CODES, is_code, signs_in
from jobs.lib.places import ParsedPlace, parse_places
from jobs.lib.text import fold

_PARTS = re.compile(r"[;|]| / |, (?!\d{3}\b)| or (?=[^\W\d_]|[$€£(])")
_REST = re.compile(r"(?:the )?(?:rest of|all other|elsewhere in)(?: the)? ", re.IGNORECASE)
_FOR = frozenset(("candidates", "applicants", "employees", "based", "located", "only"))


class _Labelled(NamedTuple):
    text: str
    place: ParsedPlace


def part_for(text: str, place: ParsedPlace) -> str:
    """The part of a text whose pay is for this place; "" when that is not certain."""
    labelled = _labelled(text, place.country)
    fitting = [one for one in labelled if _fits(one.place, place, [o.place for o in labelled])]
    if len(fitting) != 1:
        return ""
    part = fitting[0].text
    codes, own = (set(filter(is_code, signs_in(one))) for one in (text, part))
    return part if own or not codes else ""


def _labelled(text: str, country: str) -> list[_Labelled]:
    """Its parts with one pay each, and the place each is for; none unless all are written alike."""
    parts = _parts(plain_dashes(text))
    if len(parts) < 2:
        return []
    before, behind = zip(*map(_around, parts), strict=True)
    for names, others in ((before, behind), (behind, before)):
        places = [parse_places(_REST.sub("", name), country=country) for name in names]
        known = not any(others) and all(len(place) == 1 for place in places)
        if known and not any(_of_two_minds(name, names, country) for name in names):
            return [_Labelled(part, one) for part, (one,) in zip(parts, places, strict=True)]
    return []


def _of_two_minds(name: str, names: Sequence[str], country: str) -> bool:
    """Whether a code may be a country or a region: "CA" beside "US" or for a job in Canada."""
    if not country_code(name) or not regions_by_text(name):
        return False
    return country_code(name) == country or any(map(country_code, set(names) - {name}))


def _parts(text: str) -> list[str]:
    """The text in parts with an amount each; what has none belongs to the next that has."""
    parts, begun = [], ""
    for piece in _PARTS.split(text):
        begun = f"{begun}, {piece}" if begun else piece
        if spans_in(begun)[0]:
            parts.append(begun)
            begun = ""
    return [*parts, begun] if begun.strip() else parts


def _around(part: str) -> tuple[str, str]:
    """What stands before and behind the amounts of a part, without words about pay."""
    amounts = list(AMOUNT.finditer(part))
    if not amounts:
        return part, part
    return _name(part[: amounts[0].start()]), _name(part[amounts[-1].end() :])


def _name(text: str) -> str:
    words = text.replace("(", " ").replace(")", " ").replace("/", " ").split()
    while words and _says_nothing(words[0]):
        del words[0]
    while words and _says_nothing(words[-1]):
        del words[-1]
    return " ".join(words).strip(" :,-")


def _says_nothing(word: str) -> bool:
    bare = word.strip(" :.,-")
    if bare.isupper():  # "IN" is Indiana
        return bare in CODES
    return not bare or fold(bare) in ABOUT_PAY | _FOR


def _fits(label: ParsedPlace, place: ParsedPlace, labels: Sequence[ParsedPlace]) -> bool:
    """Whether a label surely names the place, seen beside all labels of the text."""
    remote = sum(one.remote for one in labels)
    if label.remote or (place.remote and remote):
        return label.remote and place.remote and remote == 1 and not (label.city or place.city)
    if label.city:
        regions = {label.region, place.region} - {""}
        return fold(label.city) == fold(place.city) and len(regions) < 2
    if any(one.city and not one.remote for one in labels) or label.country != place.country:
        return False
    if label.region:
        return label.region == place.region
    regions = {one.region for one in labels if one.country == place.country} - {""}
    return (
        bool(label.country) and (not regions or bool(place.region)) and place.region not in regions
    )
