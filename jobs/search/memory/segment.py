"""Many jobs as arrays: what the facets count and the lists are ordered by. Immutable."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

import numpy as np
from pyroaring import BitMap

from jobs.search.memory.bits import Array, bitmap, where
from jobs.search.memory.lexicon import Lexicon
from jobs.search.memory.postings import Postings
from jobs.search.packing import UNKNOWN, Columns

PREFIXES = (1 << 9, 1 << 12, 1 << 15, 1 << 18)  # of the newest jobs, kept as sets
REMEMBERED = 256
SPARSEST = 4  # numbers for each id that is there, above which a table of slots is a waste
_NOWHERE = 2**32 - 1
SINGLE = {"employer", "job_type", "level", "category", "industry", "arrangement", "feed"}
CODED = 27  # letters of an upper case code, and none


def code_of(letters: str) -> int:
    """A code of two or three ASCII letters as a number; 0 for none."""
    number = 0
    for letter in letters.upper():
        number = number * CODED + ord(letter) - 64
    return number


def letters_of(code: int) -> str:
    letters = ""
    while code:
        code, letter = divmod(code, CODED)
        letters = chr(letter + 64) + letters
    return letters


class Segment:
    """Jobs in the order of their ids. A job's slot is its place here plus `offset`."""

    def __init__(self, ids: Array, columns: Columns, titles: Lexicon, offset: int = 0) -> None:
        """`titles`: the slots of every word of a title; those of `columns` are not looked at."""
        self.offset, self.size, self.ids = offset, len(ids), ids
        header = columns.header
        self.posted = header["posted"].copy()
        self.pay_from, self.pay_to = header["pay_from"].copy(), header["pay_to"].copy()
        self.stated = where(header["stated"] != 0, offset)
        self.yearly = where(header["yearly"] != 0, offset)
        self.unpaid = where(self.pay_to == UNKNOWN, offset)
        self.employers = header["employer"].astype(np.uint32)
        self.changed = header["changed"].astype(np.uint32)
        self._expires = header["expires"].copy()
        self._ever_featured = np.flatnonzero(header["featured"])
        self._featured = header["featured"][self._ever_featured]
        self._slots = np.arange(offset, offset + self.size, dtype=np.uint32)
        self._postings = {name: self._single(header[name]) for name in SINGLE}
        self.skills, self.places = columns.skills, columns.places
        self._postings["skill"] = self._linked(*columns.skills)
        self._postings["place"] = self._linked(*columns.places)
        self._postings["currency"] = Postings(_codes(header["currency"]), self._slots)
        self.titles = titles
        self.newest = np.lexsort((-ids, -self.posted)).astype(np.uint32)
        self._days = -self.posted[self.newest]  # ascending
        self._table = self._slots_by_id()
        self._sets: dict[Hashable, BitMap] = {}

    def postings(self, key: str) -> Postings:
        """By skill, place, currency (as `code_of`) or one of SINGLE."""
        return self._postings[key]

    def used(self, key: str) -> Array:
        """The values of a key that some job has."""
        return np.flatnonzero(self._postings[key].sizes)

    def newest_slots(self, number: int) -> BitMap:
        """The slots of so many of the newest jobs."""
        return self._kept(("newest", number), lambda: bitmap(self.newest[:number] + self.offset))

    def posted_since(self, day: int) -> BitMap:
        """Jobs posted on this day (a proleptic ordinal) or later."""
        number = int(np.searchsorted(self._days, np.int32(-day), side="right"))
        return self.newest_slots(number)

    def expired(self, today: int) -> BitMap:
        """Jobs whose last day is before `today` (a proleptic ordinal)."""
        return self._kept(("expired", today), lambda: where(self._expires < today, self.offset))

    def featured(self, today: int) -> BitMap:
        """Jobs whose last day in front of lists is `today` (a proleptic ordinal) or later."""
        slots = self._ever_featured[self._featured >= today] + self.offset
        return bitmap(slots.astype(np.uint32))

    def paying(self, currency: int, amount: int) -> BitMap:
        """Jobs that can reach a yearly amount (whole units) in a currency (as `code_of`)."""

        def find() -> BitMap:
            slots = self._postings["currency"].of(currency)
            return bitmap(slots[self.pay_to[slots - self.offset] >= amount * 100])

        return self._kept(("paying", currency, amount), find)

    def slots(self, ids: Array) -> Array:
        """The slots of those of these jobs that are here."""
        if not self.size:
            return self._slots
        inside = ids[(ids >= self.ids[0]) & (ids <= self.ids[-1])]
        if self._table is not None:
            found: Array = self._table[inside - self.ids[0]]
            found = found[found != _NOWHERE]
        else:
            places = np.searchsorted(self.ids, inside)
            found = self._slots[places[self.ids[places] == inside]]
        return found

    def _slots_by_id(self) -> Array | None:
        """The slot of every id from the first to the last; None where most would be nowhere."""
        if not self.size:
            return None
        places = self.ids - self.ids[0]
        if places[-1] >= SPARSEST * self.size:
            return None
        table: Array = np.full(places[-1] + 1, _NOWHERE, np.uint32)
        table[places] = self._slots
        return table

    def with_title_word(self, stem: str) -> BitMap:
        return self._titled(self.titles.with_stem(stem))

    def with_bare_title_words(self, words: Iterable[str]) -> BitMap:
        """Jobs with one of these bare words in the title, and not just with its stem."""
        return self._titled(number for word in words for number in self.titles.spelt(word))

    def with_title_beginning(self, prefix: str) -> BitMap:
        return self._titled(self.titles.beginning(prefix))

    def _titled(self, words: Iterable[int]) -> BitMap:
        return bitmap(np.sort(self.titles.holders(words)))

    def _kept(self, key: Hashable, make: Callable[[], BitMap]) -> BitMap:
        found = self._sets.get(key)
        if found is None:
            if len(self._sets) >= REMEMBERED:
                self._sets.clear()
            found = self._sets[key] = make()
        return found

    def _single(self, values: Array) -> Postings:
        values = values.astype(np.uint32)
        given = np.flatnonzero(values)
        return Postings(values[given], self._slots[given])

    def _linked(self, offsets: Array, values: Array) -> Postings:
        return Postings(values, np.repeat(self._slots, np.diff(offsets)))


def _codes(currencies: Array) -> Array:
    letters = np.frombuffer(currencies.tobytes(), np.uint8).reshape(-1, 3).astype(np.uint32)
    known = letters[:, 0] > 0
    values = (letters - 64) @ np.array([CODED * CODED, CODED, 1], np.uint32)
    return np.where(known, values, 0).astype(np.uint32)
