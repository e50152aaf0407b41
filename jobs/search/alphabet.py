"""The terms of a kind in the order of their names, without keeping the names."""

from __future__ import annotations

import numpy as np

from jobs.lib.text import fold
from jobs.search.memory import Snapshot
from jobs.search.memory.bits import Array
from jobs.search.memory.labels import KINDS


def places(board: Snapshot, kind: str, keys: Array) -> Array:
    """The places in the alphabet of the terms with these primary keys, unknown ones last."""
    stamp = (board.terms, board.fresh_names.known[kind])
    stored = board.memo.get(("alphabet", kind))
    if stored is None or stored[0] != stamp:
        stored = (stamp, _places(kind))
        board.memo.put(("alphabet", kind), stored)
    found: Array = stored[1]
    return found[np.minimum(keys, len(found) - 1)]


def _places(kind: str) -> Array:
    """By primary key. The names are read once, for all searches until there are others."""
    named = KINDS[kind].objects.order_by().values_list("name", "pk")
    keys = [pk for _name, pk in sorted((fold(name), pk) for name, pk in named.iterator())]
    found = np.full(max(keys, default=0) + 2, len(keys), np.uint32)
    found[keys] = np.arange(len(keys))
    return found
