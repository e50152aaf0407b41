"""Places beside the jobs of a page: those in a place, and those that most of the jobs are in."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from jobs.models import today
from jobs.search.areas import areas_of
from jobs.search.found import SearchPage
from jobs.search.landing import LEAST
from jobs.search.memory import Snapshot, current
from jobs.search.shown import FacetValue
from jobs.search.top import busiest_places, most_jobs

LISTED = 12


def places_inside(place: str) -> list[FacetValue]:
    """The places in a place (its slug) with the most live jobs, counted as choosing them would."""
    board = current()
    keys = board.names.keys("place", [place])
    memo = ("inside of", board.version, board.terms, today(), *keys.values())
    counts: dict[int, int] | None = board.memo.get(memo)
    if counts is None:
        counts = _counts(board, list(keys.values()))
        board.memo.put(memo, counts)
    return _values(board, counts)


def places_of(found: SearchPage, *, within: str = "") -> list[FacetValue]:
    """The places with the most jobs of a search that one can go to: of the world or of a place.

    Left out is what has fewer jobs than a page needs that may be listed.
    """
    board = found.board
    areas = areas_of(board)
    keys = areas.ground
    for key in board.names.keys("place", [within] if within else []).values():
        keys = np.setdiff1d(np.intersect1d(keys, areas.within(key)), [key])
    counts = busiest_places(board, found.slots, LISTED, keys)
    return _values(board, {key: count for key, count in counts.items() if count >= LEAST})


def _values(board: Snapshot, counts: Mapping[int, int]) -> list[FacetValue]:
    labels = board.names.labels("place", counts)
    rows = [(labels[key], count) for key, count in counts.items() if key in labels]
    rows.sort(key=lambda row: (-row[1], row[0].alphabetical))
    return [FacetValue(label.slug, label.label, count, selected=False) for label, count in rows]


def _counts(board: Snapshot, places: list[int]) -> dict[int, int]:
    inside = sorted(set(board.places.within(places)).difference(places))
    return most_jobs(board, "place", np.array(inside, np.int64), LISTED)
