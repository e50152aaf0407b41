"""Which slots have a value. Values are small whole numbers: primary keys and codes."""

from __future__ import annotations

import numpy as np
from pyroaring import BitMap

from jobs.search.memory.bits import Array, bitmap

REMEMBERED = 4096  # bitmaps kept; others are made again
_NONE = BitMap()


class Postings:
    """Immutable. `sizes[value]` is how many links a value has, at least the number of its jobs."""

    def __init__(self, values: Array, slots: Array) -> None:
        self.sizes: Array = (
            np.bincount(values).astype(np.uint32) if len(values) else np.zeros(1, np.uint32)
        )
        self._starts = np.concatenate(([0], np.cumsum(self.sizes))).astype(np.uint32)
        self._slots = slots.astype(np.uint32, copy=False)[by_value(values)]
        self._bitmaps: dict[int, BitMap] = {}

    def of(self, value: int) -> Array:
        """The slots of a value, ascending."""
        if not 0 <= value < len(self.sizes):
            return self._slots[:0]
        return self._slots[self._starts[value] : self._starts[value + 1]]

    def __getitem__(self, value: int) -> BitMap:
        """The same as a set that is shared: never change it."""
        found = self._bitmaps.get(value)
        if found is None:
            slots = self.of(value)
            if not len(slots):
                return _NONE
            if len(self._bitmaps) >= REMEMBERED:
                self._bitmaps.clear()
            found = self._bitmaps[value] = bitmap(slots)
        return found


def by_value(values: Array) -> Array:
    """The order that sorts whole numbers below 2**32, equal ones as they stood.

    By halves of 16 bits, which numpy sorts by radix: several times as fast as at once.
    """
    low = np.argsort((values & 0xFFFF).astype(np.uint16), kind="stable")
    high = (values >> 16).astype(np.uint16)
    if not high.any():
        return low
    return low[np.argsort(high[low], kind="stable")]
