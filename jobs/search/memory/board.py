"""The board at one moment. A set of jobs is one bitmap of slots: of the base, then of the delta."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import numpy as np
from pyroaring import BitMap

from jobs.models import today
from jobs.search.memory.bits import Array, bitmap, slots_of
from jobs.search.memory.memo import Memo
from jobs.search.memory.names import Names
from jobs.search.memory.places import Places
from jobs.search.memory.postings import Postings
from jobs.search.memory.segment import PREFIXES, Segment, letters_of

Value = TypeVar("Value")


class Change(NamedTuple):
    version: int
    facts: bytes | None  # None: the job left


@dataclass(frozen=True)
class Board:
    """Immutable, and so the same for a whole page whatever is written meanwhile.

    `changes` are those since the base was loaded, by job; `delta` holds the changed jobs as they
    are now; `dead` are the slots of the base that the changes replace.
    """

    version: int
    terms: int  # the state's number for names
    base: Segment
    delta: Segment
    dead: BitMap
    changes: Mapping[int, Change]
    names: Names
    fresh_names: Names  # of terms created since
    places: Places
    memo: Memo  # as long as the base lasts

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        return (self.base, self.delta) if self.delta.size else (self.base,)

    @property
    def size(self) -> int:
        return self.base.size + self.delta.size

    @property
    def live(self) -> BitMap:
        """The slots of the jobs that are open to the public today. Shared: never change it."""
        day = today().toordinal()
        if self._live[0] != day:
            expired = self._both(lambda segment: segment.expired(day))
            self.__dict__["_live"] = (day, self._present - expired)
        return self._live[1]

    @property
    def featured(self) -> BitMap:
        """The slots of the jobs that stand in front of lists today, live or not. Shared."""
        day = today().toordinal()
        return self.once(("featured", day), lambda: self._both(lambda part: part.featured(day)))

    def having(self, key: str, values: Iterable[int]) -> BitMap:
        """The jobs with one of these values of a key, live or not."""
        found = [postings[value] for value in values for postings in self.postings(key)]
        return BitMap.union(*found) if found else BitMap()

    def postings(self, key: str) -> Sequence[Postings]:
        """Of each segment."""
        if key == "country":
            return self._countries
        return [segment.postings(key) for segment in self.segments]

    def posted_since(self, day: int) -> BitMap:
        return self._both(lambda segment: segment.posted_since(day))

    def paying(self, currency: int, amount: int) -> BitMap:
        return self._both(lambda segment: segment.paying(currency, amount))

    @cached_property
    def unpaid(self) -> BitMap:
        """Jobs without pay that could be compared."""
        return self._both(lambda segment: segment.unpaid)

    @cached_property
    def stated(self) -> BitMap:
        """Jobs that state an amount, comparable or not."""
        return self._both(lambda segment: segment.stated)

    @cached_property
    def yearly(self) -> BitMap:
        """Jobs that state pay for a year."""
        return self._both(lambda segment: segment.yearly)

    def unlisted(self, kind: str) -> BitMap:
        """The primary keys of terms of a kind that are no filter."""
        parts = (self.names.unlisted, self.fresh_names.unlisted)
        return BitMap.union(*(part.get(kind, BitMap()) for part in parts))

    @property
    def currencies(self) -> list[str]:
        """The currencies in which live jobs state their pay."""
        return self.once(("currencies", today()), self._currencies)

    def _currencies(self) -> list[str]:
        codes = {int(c) for p in self.postings("currency") for c in np.flatnonzero(p.sizes)}
        live = self.live
        stated = (code for code in codes - {0} if live.intersect(self.having("currency", [code])))
        return sorted(map(letters_of, stated))

    def highest_pay(self, jobs: BitMap) -> int:
        """The highest yearly pay of these jobs in whole units, 0 when none states any."""
        pay = self.column("pay_to", slots_of(jobs))
        return max(0, int(pay.max())) // 100 if len(pay) else 0

    def column(self, name: str, slots: Array) -> Array:
        """`ids`, `posted`, `changed`, `pay_from`, `pay_to` or `employers` of slots in any order."""
        base, delta = (getattr(segment, name) for segment in (self.base, self.delta))
        old = slots < self.base.size
        found: Array = np.empty(len(slots), base.dtype)
        found[old] = base[slots[old]]
        found[~old] = delta[slots[~old] - self.base.size]
        return found

    def linked(self, name: str, slot: int) -> list[int]:
        """The `skills` or `places` of one job, in the order of its feed."""
        segment = self.base if slot < self.base.size else self.delta
        offsets, values = getattr(segment, name)
        start, end = offsets[slot - segment.offset : slot - segment.offset + 2]
        found: list[int] = values[start:end].tolist()
        return found

    def once(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What was made for this moment of the board; made when it is first asked for."""
        if key not in self._made:
            self._made[key] = make()
        found: Value = self._made[key]
        return found

    @cached_property
    def _made(self) -> dict[Hashable, Any]:
        return {}

    def ids(self, slots: Array) -> Array:
        """The ids of jobs by slots in any order."""
        return self.column("ids", slots)

    def slots(self, ids: Array) -> BitMap:
        """The slots of those of these jobs that are here, live or expired."""
        return (self.base_slots(ids) - self.dead) | self.delta_slots(ids)

    def base_slots(self, ids: Array) -> BitMap:
        """Their slots in the base, replaced ones too."""
        return bitmap(np.sort(self.base.slots(ids)))

    def delta_slots(self, ids: Array) -> BitMap:
        return bitmap(np.sort(self.delta.slots(ids)))

    def changed_since(self, version: int) -> Array:
        """The ids of the jobs that changed after a version."""
        changed = [job for job, change in self.changes.items() if change.version > version]
        return np.array(changed, np.int64)

    def newest(self, jobs: BitMap, number: int) -> Array:
        """The slots of the newest of these jobs: by posting date, unknown ones last, then by id."""
        near = self._perhaps_newest(jobs, number)
        order = np.lexsort((-self.column("ids", near), -self.column("posted", near)))
        return near[order[:number]]

    def best_paid(self, jobs: BitMap, number: int) -> Array:
        """The slots of these jobs by the yearly form of their minimum, then the newest first."""
        slots = slots_of(jobs)
        pay = self.column("pay_from", slots)
        if len(slots) > number:
            least = np.partition(pay, len(pay) - number)[len(pay) - number]
            kept = pay >= least
            slots, pay = slots[kept], pay[kept]
        order = np.lexsort((-self.column("ids", slots), -self.column("posted", slots), -pay))
        return slots[order[:number]]

    def _perhaps_newest(self, jobs: BitMap, number: int) -> Array:
        """Ascending slots that surely hold the newest of these jobs, and few others if possible."""
        if len(jobs) <= 4 * number:
            return slots_of(jobs)
        changed = BitMap(range(self.base.size, self.size)) & jobs if self.delta.size else BitMap()
        for prefix in PREFIXES:
            if number < prefix < self.base.size:
                near = self.base.newest_slots(prefix) & jobs
                if len(near) >= number:
                    return slots_of(near | changed)
        return slots_of(jobs)

    @cached_property
    def _present(self) -> BitMap:
        return BitMap(range(self.size)) - self.dead

    @cached_property
    def _live(self) -> tuple[int, BitMap]:
        return 0, BitMap()

    @cached_property
    def _countries(self) -> list[Postings]:
        return [self.places.countries(segment) for segment in self.segments]

    def _both(self, find: Callable[[Segment], BitMap]) -> BitMap:
        found = find(self.base)
        return found | find(self.delta) if self.delta.size else found
