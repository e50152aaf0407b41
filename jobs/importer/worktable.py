"""What came beside what is stored, in a small SQLite file: a feed may have any number of jobs.

The parent fills `stored`; the child, which knows no other database, fills the rest; then the parent
asks. Nothing here outlives the run.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from jobs.importer.records import RawJob, Stored
from jobs.importer.twin_keys import alike, tells_job

BATCH = 500  # rows a transaction: clicks and edits on SQLite wait for one batch at most
_SCHEMA = """
CREATE TABLE IF NOT EXISTS stored (
  id TEXT PRIMARY KEY, hash TEXT, closed INT, by_editor INT, missing INT, fresh INT,
  link TEXT, title TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS incoming (
  id TEXT PRIMARY KEY, hash TEXT, link TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS staged (number INTEGER PRIMARY KEY, id TEXT, job TEXT, fragment TEXT);
CREATE INDEX IF NOT EXISTS staged_id ON staged (id);
CREATE TABLE IF NOT EXISTS rebound (old TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID;
"""
# Which of the stored jobs, once the ids that were renumbered are known.
_LISTS = {
    "vanished": "SELECT id FROM stored s WHERE NOT closed AND NOT EXISTS "
    "(SELECT 1 FROM incoming i WHERE i.id = s.id)",
    "reopen": "SELECT s.id FROM stored s JOIN incoming i USING (id) WHERE closed AND NOT by_editor",
    "found": "SELECT s.id FROM stored s JOIN incoming i USING (id) WHERE missing",
}
# All in one pass, for a feed may have a million jobs.
_COUNTS = """
SELECT
  TOTAL(NOT closed AND NOT fresh) AS open,
  TOTAL(NOT closed AND NOT fresh AND i.id IS NOT NULL) AS kept,
  TOTAL(NOT closed AND NOT fresh AND i.id IS NULL) AS lost,
  TOTAL(NOT closed AND i.id IS NULL) AS vanished,
  TOTAL(closed AND NOT by_editor AND i.id IS NOT NULL) AS reopen,
  TOTAL(s.hash = i.hash AND (NOT closed OR by_editor)) AS unchanged
FROM stored s LEFT JOIN incoming i ON i.id = s.id
"""
# An Apply address that one new id and one vanished id have, and nobody else, may be one job.
_RENUMBERED = """
SELECT s.id, i.id, s.link, s.title, staged.job
FROM incoming i JOIN stored s ON s.link = i.link JOIN staged ON staged.id = i.id
WHERE i.link IN (SELECT link FROM incoming WHERE link IS NOT NULL GROUP BY link HAVING COUNT(*) = 1)
  AND s.link IN (SELECT link FROM stored GROUP BY link HAVING COUNT(*) = 1)
  AND NOT EXISTS (SELECT 1 FROM stored WHERE id = i.id)
  AND NOT EXISTS (SELECT 1 FROM incoming WHERE id = s.id)
"""


class Worktable:
    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        # A crash ends the run, so the file need not survive one.
        self._connection.executescript(
            f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000; {_SCHEMA}"
        )

    def close(self) -> None:
        self._connection.close()

    def begin(self) -> None:
        self._connection.execute("BEGIN")

    def commit(self) -> None:
        self._connection.execute("COMMIT")

    def put_stored(self, jobs: Iterable[Stored]) -> None:
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT INTO stored VALUES (?, ?, ?, ?, ?, ?, ?, ?)", jobs)
        # Without it, every new id is compared with every stored one.
        self._connection.execute("CREATE INDEX stored_link ON stored (link)")
        self._connection.execute("COMMIT")

    def forget_incoming(self) -> None:
        """Before a document is read anew, repaired or with another signature."""
        self._connection.executescript("DELETE FROM incoming; DELETE FROM staged")

    def stored_hash(self, job: str) -> str | None:
        row = self._connection.execute("SELECT hash FROM stored WHERE id = ?", (job,)).fetchone()
        return row[0] if row else None

    def incoming_hash(self, job: str) -> str | None:
        row = self._connection.execute("SELECT hash FROM incoming WHERE id = ?", (job,)).fetchone()
        return row[0] if row else None

    def put_incoming(self, job: str, content_hash: str, link: str | None) -> bool:
        """False when the id came before: nothing is changed then."""
        done = self._connection.execute(
            "INSERT OR IGNORE INTO incoming VALUES (?, ?, ?)", (job, content_hash, link)
        )
        return bool(done.rowcount)

    def stage(self, job: str, raw: str, fragment: str) -> None:
        self._connection.execute(
            "INSERT INTO staged (id, job, fragment) VALUES (?, ?, ?)", (job, raw, fragment)
        )

    def staged(self, job: str) -> str | None:
        row = self._connection.execute("SELECT job FROM staged WHERE id = ?", (job,)).fetchone()
        return row[0] if row else None

    def restage(self, job: str, raw: str, content_hash: str) -> None:
        """Replaces what was staged under an id, after a duplicate added to it."""
        self._connection.execute("UPDATE staged SET job = ? WHERE id = ?", (raw, job))
        self._connection.execute("UPDATE incoming SET hash = ? WHERE id = ?", (content_hash, job))

    def drop_unchanged(self) -> None:
        """Forgets staged jobs that are stored just so: a merged duplicate turned out the same."""
        self._connection.execute(
            "DELETE FROM staged WHERE id IN "
            "(SELECT id FROM stored s JOIN incoming i USING (id) WHERE s.hash = i.hash)"
        )

    def to_write(self) -> Iterator[tuple[str, str, str, str]]:
        """(id, content hash, raw job as JSON, fragment) of what is new or changed, in the feed's
        order; the fragment of what was known to be refused when it was staged, otherwise empty."""
        yield from self._connection.execute(
            "SELECT id, COALESCE(hash, ''), job, fragment FROM staged "
            "LEFT JOIN incoming USING (id) ORDER BY number"
        )

    def rebind(self) -> None:
        """Binds renumbered ids to the jobs they were; `rebound` lists them.

        One Apply address is one job when it tells the job (by a number), or when the titles are
        alike: an employer's "/careers" is the address of whatever he advertises.
        """
        if not self.count_staged():  # nothing is new
            return
        found = self._connection.execute(_RENUMBERED)
        pairs = (
            (old, new)
            for old, new, link, title, job in found
            if tells_job(link) or alike(title, RawJob(*json.loads(job)).title)
        )
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT INTO rebound VALUES (?, ?)", pairs)
        self._connection.execute(
            "UPDATE stored SET id = (SELECT id FROM rebound WHERE old = stored.id), hash = '' "
            "WHERE id IN (SELECT old FROM rebound)"
        )
        self._connection.execute("COMMIT")

    def rebound(self) -> Iterator[tuple[str, str]]:
        """(old id, new id) of the jobs that were renumbered."""
        yield from self._connection.execute("SELECT old, id FROM rebound ORDER BY old")

    def counts(self) -> dict[str, int]:
        """How many stored jobs are `open`, `kept`, `lost` (fresh ones aside), `vanished`, to
        `reopen`, `unchanged`."""
        told = self._connection.execute(_COUNTS)
        names = [column[0] for column in told.description]
        return dict(zip(names, map(int, told.fetchone()), strict=True))

    def count_staged(self) -> int:
        number: int = self._connection.execute("SELECT COUNT(*) FROM staged").fetchone()[0]
        return number

    def batches(self, name: str) -> Iterator[list[str]]:
        """The ids of a list, sorted, at most BATCH at a time."""
        rows = self._connection.execute(f"{_LISTS[name]} ORDER BY 1")
        while batch := rows.fetchmany(BATCH):
            yield [row[0] for row in batch]

    def kind(self, job: str) -> str:
        """What writing this id means: `created`, `reopened` or `updated`."""
        row = self._connection.execute(
            "SELECT closed AND NOT by_editor FROM stored WHERE id = ?", (job,)
        ).fetchone()
        if row is None:
            return "created"
        return "reopened" if row[0] else "updated"
