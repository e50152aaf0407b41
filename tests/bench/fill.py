"""Rows into tables as fast as the database takes them: COPY, or many rows a statement.

What would be checked and sorted row by row (indexes, foreign keys) waits until all are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

INDEXES = """SELECT i.indexrelid::regclass::text, i.indrelid::regclass::text, c.conname,
    pg_get_constraintdef(c.oid), pg_get_indexdef(i.indexrelid)
    FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype = 'u'
    WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisprimary"""


def load(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(rows))


@contextmanager
def loading(tables: Sequence[str]) -> Iterator[None]:
    """Around all calls of `load` for these empty tables."""
    if connection.vendor == "postgresql":
        with _later(tables):
            yield
        _numbered(tables)
    else:
        connection.disable_constraint_checking()
        with transaction.atomic():
            yield
        connection.enable_constraint_checking()
    _settle()


@contextmanager
def _later(tables: Sequence[str]) -> Iterator[None]:
    """Without the tables' indexes, which are made at the end, and without checks of links."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute(INDEXES, [list(tables)])
        found = cursor.fetchall()
        for index, table, constraint, _rule, _definition in found:
            if constraint:
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
            else:
                cursor.execute(f"DROP INDEX {index}")
        yield
        for _index, table, constraint, rule, definition in found:
            if constraint:
                cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {constraint} {rule}")
            else:
                cursor.execute(definition)
        cursor.execute("SET session_replication_role = DEFAULT")


def _numbered(tables: Sequence[str]) -> None:
    """The next number of each table comes after those that were given here."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                "SELECT pg_get_serial_sequence(%s, 'id') FROM information_schema.columns "
                "WHERE table_name = %s AND column_name = 'id'",
                [table, table],
            )
            if (row := cursor.fetchone()) and row[0]:
                cursor.execute(f"SELECT setval(%s, max(id)) FROM {table}", row)


def _settle() -> None:
    """What an autovacuum and a planner know of a board that has stood for a day."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)")
        else:
            cursor.execute("INSERT INTO jobs_words (jobs_words) VALUES ('optimize')")
            cursor.execute("ANALYZE")
