"""Landing pages: lists of jobs with an address of their own that search engines may list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote

import numpy as np
from django.urls import reverse
from pyroaring import BitMap

from jobs.models import today
from jobs.search.address import Address
from jobs.search.areas import is_ground
from jobs.search.found import SearchPage
from jobs.search.frequent import Frequent
from jobs.search.memory import Snapshot, current
from jobs.search.memory.bits import Array
from jobs.search.memory.labels import KINDS, chunks

USUAL_ORDER = frozenset({("sort", "newest")})  # of a list without words: goes without saying
LEAST = 5  # live jobs: fewer make no page worth finding
# What is chosen on each kind of page, one value of each key and nothing else; by names of views.
PAGES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "employer": ("employer",),
        "category": ("category",),
        "skill": ("skill",),
        "skill-remote": ("skill", "arrangement"),
        "place": ("place",),
        "category-in": ("category", "place"),
        "skill-in": ("skill", "place"),
    }
)
NAMES = tuple(PAGES)
ROW = np.dtype([("page", "u1"), ("key", "u4"), ("place", "u4"), ("changed", "u4")])
AT_ONCE = 2_000  # pages whose terms are looked up together

Slugs = dict[tuple[str, int], str]  # as they stand in addresses, by kind and primary key


class Landing(NamedTuple):
    path: str
    changed: datetime  # UTC, the newest Job.changed_at among its live jobs


def landing_path(found: SearchPage) -> str:
    """Of the landing page that shows exactly these jobs in this order; "" where there is none."""
    if found.page > 1:
        return ""
    return path_of(found.board, found.whole, found.total)


def path_of(board: Snapshot, search: Address, total: int) -> str:
    """Of the landing page of a search that finds `total` jobs; "" where there is none."""
    pairs = [pair for pair in search.pairs if pair not in USUAL_ORDER]
    chosen = dict(pairs)
    if total < LEAST or not _may_be_listed(board, chosen):
        return ""
    for name, keys in PAGES.items():
        if len(pairs) == len(keys) and chosen.keys() == set(keys):
            return _path(name, *(quote(chosen[key]) for key in keys if key != "arrangement"))
    return ""


def landings(start: int = 0, end: int | None = None) -> Iterator[Landing]:
    """Every landing page of the board as it is now, each once, or a slice of them.

    Their order is the same as long as the board is, and no slice takes longer to begin.
    """
    table = _table(current())[start:end]
    slugs: Slugs = {}
    for first in range(0, len(table), AT_ONCE):
        rows = table[first : first + AT_ONCE]
        slugs |= _slugs(rows, slugs)
        for number, key, place, changed in rows.tolist():
            name = NAMES[number]
            terms = [(PAGES[name][0], key), ("place", place)] if place else [(PAGES[name][0], key)]
            found = [slugs[term] for term in terms if term in slugs]
            if len(found) == len(terms):  # a term may be gone since
                yield Landing(_path(name, *found), datetime.fromtimestamp(changed, UTC))


def changes() -> Array:
    """When the newest change of each landing page was: seconds since 1970, in their order."""
    changed: Array = _table(current())["changed"]
    return changed


def _may_be_listed(board: Snapshot, chosen: Mapping[str, str]) -> bool:
    """Whether there are pages of these values: a term that is no filter has none to be found."""
    kinds = (kind for kind in KINDS if kind in chosen)
    if any(not board.unlisted(kind).isdisjoint(_keys(board, kind, chosen)) for kind in kinds):
        return False
    if chosen.get("arrangement", "remote") != "remote":
        return False
    places = [board.places.spots.get(key) for key in _keys(board, "place", chosen)]
    return len(chosen) == 1 or all(spot and is_ground(spot) for spot in places)


def _keys(board: Snapshot, kind: str, chosen: Mapping[str, str]) -> BitMap:
    return BitMap(board.names.keys(kind, [chosen[kind]]).values() if kind in chosen else ())


def _table(board: Snapshot) -> Array:
    """The landing pages in 13 bytes each; there are as many of them as of jobs on some boards."""
    return board.once(("landings", today()), lambda: _made(board))


def _made(board: Snapshot) -> Array:
    frequent = Frequent(board, LEAST)
    parts = [(kind, 0, frequent.terms(kind)) for kind in ("employer", "category", "skill")]
    parts += [("skill-remote", 0, frequent.remote_skills()), *frequent.places()]
    sizes = [len(told.keys) for _kind, _place, told in parts]
    numbers = [NAMES.index(f"{kind}-in" if place else kind) for kind, place, _told in parts]
    table = np.empty(sum(sizes), ROW)
    table["page"] = np.repeat(np.array(numbers, np.uint8), sizes)
    table["place"] = np.repeat(np.array([place for _kind, place, _told in parts]), sizes)
    table["key"] = np.concatenate([told.keys for _kind, _place, told in parts])
    table["changed"] = np.concatenate([told.changed for _kind, _place, told in parts])
    return table


def _slugs(rows: Array, known: Slugs) -> Slugs:
    """Of the terms of these pages, without those that are known."""
    found: Slugs = {}
    for kind in {keys[0] for keys in PAGES.values()}:
        numbers = [number for number, name in enumerate(NAMES) if PAGES[name][0] == kind]
        used = [rows["key"][np.isin(rows["page"], numbers)]]
        if kind == "place":
            used.append(rows["place"][rows["place"] > 0])
        keys = np.unique(np.concatenate(used)).tolist()
        terms = KINDS[kind].objects.order_by()
        for some in chunks([key for key in keys if (kind, key) not in known]):
            slugs = terms.filter(pk__in=some).values_list("pk", "slug")
            found |= {(kind, key): quote(slug) for key, slug in slugs}
    return found


def _path(name: str, *slugs: str) -> str:
    before, between, after = _around(name)
    return f"{before}{between.join(slugs)}{after}"


@cache
def _around(name: str) -> tuple[str, str, str]:
    """What stands around the slugs in an address; `reverse` is too slow for all of them."""
    slugs = ["_" for key in PAGES[name] if key != "arrangement"]
    before, *between, after = reverse(name, args=slugs).split("_")
    return before, "".join(between), after
