"""The snapshot of this process: half a second old, and never a second."""

from __future__ import annotations

import logging
from threading import Lock, Thread
from time import monotonic

from django.db import DatabaseError, connection

from jobs.search import rows
from jobs.search.memory.loading import State, is_overgrown, loaded, patched, state
from jobs.search.memory.snapshot import Snapshot

FRESH, OLDEST = 0.5, 0.9  # seconds before the database is asked again, and must have been
log = logging.getLogger("jobs.search")


class Memory:
    """One for a process. Readers share a snapshot; one thread at a time makes the next."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._snapshot: Snapshot | None = None
        self._state = State()
        self._asked = -FRESH
        self._written = False
        self._reader: Thread | None = None

    def current(self, *, now: bool = False) -> Snapshot:
        """The board as it was at most OLDEST ago, and as it is after a write of this process.

        `now`: as it is in any case. Raises DatabaseError when the database cannot be asked.
        Not to be asked inside a transaction that writes: what is then rolled back was seen by all.
        """
        found = self._fresh(now)
        if found is not None:
            return found
        # Who only finds it a little old goes on with it while another thread asks.
        old = self._snapshot
        wait = now or self._written or old is None or self._age() >= OLDEST
        if not self._lock.acquire(blocking=wait):
            return old  # type: ignore[return-value]  # None has waited
        try:
            return self._fresh(now) or self._renewed()  # another thread may have asked meanwhile
        finally:
            self._lock.release()

    def told(self) -> State:
        """What the database has told last: never of anything newer than what `current` knows now.

        As fresh as `current`, and for the same price. What is made after it was asked is at least
        as new as it says.
        """
        self.current()
        return self._state

    def _fresh(self, now: bool) -> Snapshot | None:
        """The snapshot, if it need not be asked whether it is the newest."""
        return None if now or self._written or self._age() >= FRESH else self._snapshot

    def _age(self) -> float:
        return monotonic() - self._asked

    def forget(self) -> None:
        """As in a process that has just started."""
        with self._lock:
            self._snapshot = None
            self._written = False

    def note_write(self) -> None:
        self._written = True

    def _renewed(self) -> Snapshot:
        written, self._written = self._written, False  # what is written from now on asks again
        try:
            asked = monotonic()
            found, newest = self._snapshot, state()
            if found is None:
                found = loaded(newest)
            elif (newest.version, newest.terms) != (found.version, found.terms):
                found = patched(found, newest) or loaded(newest)
        except BaseException:
            self._written = written
            raise
        self._snapshot, self._state, self._asked = found, newest, asked  # the snapshot first
        if is_overgrown(found) and not (self._reader and self._reader.is_alive()):
            # Nobody waits for it: until then the old base goes on with a longer delta.
            self._reader = Thread(target=self._read_anew, name="search-reader", daemon=True)
            self._reader.start()
        return found

    def _read_anew(self) -> None:
        try:
            fresh = loaded(state())
            with self._lock:
                newer = patched(fresh, state())
                # Else so much has changed meanwhile that the next patch shall try again.
                if newer and self._snapshot is not None:  # nor was it forgotten
                    self._snapshot = newer
        except DatabaseError:
            log.warning("the board could not be read anew", exc_info=True)
        finally:
            connection.close()


_memory = Memory()
current = _memory.current
told = _memory.told
forget = _memory.forget
rows.on_write.append(_memory.note_write)
