"""Landing pages: lists of jobs with an address of their own that search engines may list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote

from django.urls import reverse
from pyroaring import BitMap

from jobs.search.address import Address
from jobs.search.areas import is_ground
from jobs.search.found import SearchPage
from jobs.search.frequent import Changed, Frequent
from jobs.search.memory import Snapshot, current
from jobs.search.memory.labels import KINDS, chunks

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


Slugs = dict[int, str]  # by primary key, as they stand in addresses


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
    pairs = [pair for pair in search.pairs if pair != ("sort", "newest")]  # goes without saying
    chosen = dict(pairs)
    if total < LEAST or not _may_be_listed(board, chosen):
        return ""
    for name, keys in PAGES.items():
        if len(pairs) == len(keys) and chosen.keys() == set(keys):
            return _path(name, *(quote(chosen[key]) for key in keys if key != "arrangement"))
    return ""


def landings() -> Iterator[Landing]:
    """Every landing page of the board as it is now, each once: by kind, then by primary keys."""
    board = current()
    frequent = Frequent(board, LEAST)
    yield from _of_terms("employer", frequent.terms("employer"))
    slugs = {}
    for kind in ("category", "skill"):
        told = frequent.terms(kind)
        slugs[kind] = _slugs(kind, told)
        yield from _of_terms(kind, told, slugs[kind])
    yield from _of_terms("skill-remote", frequent.remote_skills(), slugs["skill"])
    yield from _of_places(board, frequent, slugs)


def _may_be_listed(board: Snapshot, chosen: Mapping[str, str]) -> bool:
    """Whether there are pages of these values: a skill that is no filter has none to be found."""
    if not board.unlisted("skill").isdisjoint(_keys(board, "skill", chosen)):
        return False
    if chosen.get("arrangement", "remote") != "remote":
        return False
    places = [board.places.spots.get(key) for key in _keys(board, "place", chosen)]
    return len(chosen) == 1 or all(spot and is_ground(spot) for spot in places)


def _keys(board: Snapshot, kind: str, chosen: Mapping[str, str]) -> BitMap:
    return BitMap(board.names.keys(kind, [chosen[kind]]).values() if kind in chosen else ())


def _of_terms(name: str, told: Changed, slugs: Slugs | None = None) -> Iterator[Landing]:
    slugs = _slugs(name, told) if slugs is None else slugs
    for key, changed in told.items():
        if key in slugs:
            yield _landing(name, changed, slugs[key])


def _of_places(
    board: Snapshot, frequent: Frequent, slugs: Mapping[str, Slugs]
) -> Iterator[Landing]:
    """Every place, and what there is in it."""
    places = _slugs("place", frequent.busy)
    for place, slots in frequent.places():
        if place not in places:
            continue
        yield _landing("place", frequent.changed(slots), places[place])
        if is_ground(board.places.spots[place]):
            for kind in slugs:
                for key, changed in frequent.among(slots, kind).items():
                    if key in slugs[kind]:
                        yield _landing(f"{kind}-in", changed, slugs[kind][key], places[place])


def _slugs(kind: str, keys: Iterable[int]) -> Slugs:
    """Of those of these terms that are still there."""
    terms = KINDS[kind].objects.order_by()
    rows = (terms.filter(pk__in=some).values_list("pk", "slug") for some in chunks(list(keys)))
    return {key: quote(slug) for some in rows for key, slug in some}


def _landing(name: str, changed: int, *slugs: str) -> Landing:
    return Landing(_path(name, *slugs), datetime.fromtimestamp(changed, UTC))


def _path(name: str, *slugs: str) -> str:
    before, between, after = _around(name)
    return f"{before}{between.join(slugs)}{after}"


@cache
def _around(name: str) -> tuple[str, str, str]:
    """What stands around the slugs in an address; `reverse` is too slow for all of them."""
    slugs = ["_" for key in PAGES[name] if key != "arrangement"]
    before, *between, after = reverse(name, args=slugs).split("_")
    return before, "".join(between), after
