"""Rows by one statement each, prepared once: in SQLite nothing lies between us and the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

_VERSIONS = ("jobs_job", "excluded")


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
    changes = [f"{column} = excluded.{column}" for column in updated]
    old, new = (", ".join(f"{table}.{column}" for column in told) for table in _VERSIONS)
    changes.append(
        f"changed_at = CASE WHEN ({old}) IS ({new}) "
        "THEN jobs_job.changed_at ELSE excluded.changed_at END"
    )
    merge = f"ON CONFLICT (feed_id, external_id) DO UPDATE SET {', '.join(changes)}"
    values = ([row[name] for name in columns] for row in rows.values())
    _insert("jobs_job", tuple(columns.values()), values, merge)
    feeds = {row["feed_id"] for row in rows.values()}
    marks = ", ".join(["%s"] * len(rows))
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        for feed in feeds:
            cursor.execute(
                "SELECT external_id, id FROM jobs_job "
                f"WHERE feed_id = %s AND external_id IN ({marks})",
                [feed, *rows],
            )
            found |= dict(cursor.fetchall())
    return found


def add(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Inserts rows of which none is stored."""
    _insert(table, columns, rows)


def _insert(
    table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], rest: str = ""
) -> None:
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) {rest}", list(rows)
        )
