"""A place written in parts: city, region and country, once or in repeated groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from jobs.importer.dialects.look import Look
from jobs.importer.dialects.ways import First, all_of
from jobs.lib.countries import LONGEST, country_code, country_name, region_name
from jobs.lib.place_parts import pieces
from jobs.lib.place_words import is_null, without_remote
from jobs.lib.text import fold, squeeze

Parts = tuple[str, str, str]  # city, region, country
MOST = 4_000  # characters looked at, as in lib.places
_NOTHING: Parts = ("", "", "")
_CITY, _REGION, _WHOLE = 0, 1, 3
# `state` is the state of the advertisement in some feeds.
_STATES = frozenset(
    """active inactive open opened closed published unpublished draft live online offline enabled
    disabled approved pending expired archived filled new updated deleted true false yes
    no""".split()
)


class Places:
    """Places as `lib.places` reads them: "City, Region, Country", several joined by "; ".

    `whole` are paths of a place in one text. It is taken when there is no city (with the region, if
    it is a mere town), and when it tells more than the parts: several places, or remote work.
    A part that comes again, or the element `group`, begins another place. Where all cities stand
    together, and then all countries, they are paired by number; unless there are as many of both,
    the countries are left out. Country codes are written out: "CA" is no California then.
    """

    def __init__(
        self,
        whole: tuple[str, ...] = (),
        city: tuple[str, ...] = (),
        region: tuple[str, ...] = (),
        country: tuple[str, ...] = (),
        group: str = "",
    ) -> None:
        self.whole = First(*whole)
        self.group = group
        self.names = frozenset((*city, *region, *country))
        self.parts = {
            path: (part, rank)
            for part, paths in reversed(tuple(enumerate((city, region, country))))
            for rank, path in reversed(tuple(enumerate(paths)))
        }

    def __call__(self, look: Look) -> str:
        path = self.whole.path(look)
        if self.names.isdisjoint(look.values):
            return "; ".join(all_of(look, path)) if path else ""
        if path and _says_nothing(look.values[path][:LONGEST], _WHOLE):
            path = ""
        groups = [one for one in self._groups(look) if one != _NOTHING]
        if path:
            whole = "; ".join(all_of(look, path))[:MOST]
            if not any(city for city, *_ in groups):
                town = len(groups) == 1 and groups[0][1] and _is_one(whole)
                return _written(whole, *groups[0][1:]) if town else whole
            if _tells_more(whole, len(groups)):
                return whole
        return "; ".join(dict.fromkeys(filter(None, (_written(*one) for one in groups))))

    def _groups(self, look: Look) -> Iterator[Parts]:
        told = [(0, ""), (0, ""), (0, "")]
        seen: set[str] = set()
        before, first = "", True
        for path, text in look.entries:
            part = self.parts.get(path)
            if part and text and _says_nothing(text[:LONGEST], part[0]):
                text = ""
            if first and path == before and path in seen:
                columns = self._columns(look)
                if columns:
                    yield from columns
                    return
            if path == self.group or (part and path in seen):
                yield told[0][1], told[1][1], told[2][1]
                first = False
                told, seen = [(0, ""), (0, ""), (0, "")], set()
            if part and text:
                seen.add(path)
                new = part[1], squeeze(text[:LONGEST])
                told[part[0]] = _preferred(told[part[0]], new) if told[part[0]][1] else new
            if text or not part:  # <city><name> has an empty entry, too
                before = path
        yield told[0][1], told[1][1], told[2][1]

    def _columns(self, look: Look) -> list[Parts]:
        """The places of a record that tells all cities before all countries, else none."""
        lists: dict[str, list[str]] = {}
        for path, text in look.entries:
            if path == self.group:
                return []
            if path in self.parts and text:
                lists.setdefault(path, []).append(squeeze(text[:LONGEST]))
        if len(lists) < 2:
            return []
        best: list[list[str]] = [[], [], []]
        for path, texts in sorted(lists.items(), key=lambda one: self.parts[one[0]][1]):
            part = self.parts[path][0]
            texts = ["" if _says_nothing(text, part) else text for text in texts]
            if any(texts) and not best[part]:
                best[part] = texts
        length = len(best[_CITY] or best[_REGION])
        parts = [texts if len(texts) == length else [""] * length for texts in best]
        return list(zip(*parts, strict=True))


@lru_cache(maxsize=4096)
def _says_nothing(text: str, part: int) -> bool:
    return is_null(text) or (part == _REGION and fold(text) in _STATES)


def _preferred(old: tuple[int, str], new: tuple[int, str]) -> tuple[int, str]:
    """By rank; but "Bergen, Vestland" tells all that "Bergen" does, and more."""
    first, second = sorted((old, new))
    more = fold(second[1]).startswith(f"{fold(first[1])},")
    return (first[0], second[1]) if more else first


@lru_cache(maxsize=2048)
def _is_one(whole: str) -> bool:
    """Whether a text can only be the name of one place, whose region stands elsewhere."""
    return "," not in whole and len(pieces(whole)) == 1 and not without_remote(whole)[1]


@lru_cache(maxsize=2048)
def _tells_more(whole: str, groups: int) -> bool:
    return without_remote(whole)[1] or (groups == 1 and len(pieces(whole)) > 1)


@lru_cache(maxsize=2048)
def _written(city: str, region: str, country: str) -> str:
    """The parts from the smallest to the largest, each once."""
    code = country_code(country)
    name = country_name(code) if len(country) <= 3 and code else country
    kept: list[str] = []
    for part in _not_inside((city, region, name)):
        # New York, New York is told twice for a reason; Lisbon, Lisbon is not.
        if fold(part) not in map(fold, kept) or (part == region and region_name(region, code)):
            kept.append(part)
    return ", ".join(kept)


def _not_inside(parts: Iterable[str]) -> Iterator[str]:
    """A city that already holds its region or country ("Austin, TX") is not told twice."""
    inside: set[str] = set()
    for part in parts:
        if part and fold(part) not in inside:
            inside.update(fold(one) for one in part.split(",")[1:])
            yield part
