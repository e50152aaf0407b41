"""The places that lie in a place, as its page lists them."""

from __future__ import annotations

import numpy as np

from jobs.models import today
from jobs.search.memory import Snapshot, current
from jobs.search.shown import FacetValue
from jobs.search.top import most_jobs

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
    labels = board.names.labels("place", counts)
    rows = [(labels[key], count) for key, count in counts.items() if key in labels]
    rows.sort(key=lambda row: (-row[1], row[0].alphabetical))
    return [FacetValue(label.slug, label.label, count, selected=False) for label, count in rows]


def _counts(board: Snapshot, places: list[int]) -> dict[int, int]:
    inside = sorted(set(board.places.within(places)).difference(places))
    return most_jobs(board, "place", np.array(inside, np.int64), LISTED)
