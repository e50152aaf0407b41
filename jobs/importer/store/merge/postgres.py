"""Rows by COPY, the fastest way in; jobs through a temporary table that is merged as a set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

INCOMING = "jobs_incoming"  # of this connection alone, empty outside `save`
_VERSIONS = ("jobs_job", "EXCLUDED")


def save(
    rows: Mapping[str, Mapping[str, Any]],
    columns: Mapping[str, str],
    updated: Sequence[str],
    told: Sequence[str],
) -> dict[str, int]:
    """Inserts jobs of one feed, or sets the columns `updated` of those that are stored.

    `changed_at` is set where one of the columns `told` changes, and only there. `rows` are by
    external id, their values and `columns` by attribute of Job. Returns the primary keys by
    external id.
    """
    listed = ", ".join(columns.values())
    values = ([row[name] for name in columns] for row in rows.values())
    changes = [f"{column} = EXCLUDED.{column}" for column in updated]
    old, new = (", ".join(f"{table}.{column}" for column in told) for table in _VERSIONS)
    changes.append(
        f"changed_at = CASE WHEN ({old}) IS NOT DISTINCT FROM ({new}) "
        "THEN jobs_job.changed_at ELSE EXCLUDED.changed_at END"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS {INCOMING} ON COMMIT DELETE ROWS "
            f"AS SELECT {listed} FROM jobs_job WITH NO DATA"
        )
        add(INCOMING, tuple(columns.values()), values)
        cursor.execute(
            f"INSERT INTO jobs_job ({listed}) SELECT {listed} FROM {INCOMING} "
            f"ON CONFLICT (feed_id, external_id) DO UPDATE SET {', '.join(changes)} "
            "RETURNING external_id, id"
        )
        ids = dict(cursor.fetchall())
        cursor.execute(f"TRUNCATE {INCOMING}")  # a caller may have a transaction around several
    return ids


def add(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Inserts rows of which none is stored."""
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row(row)
