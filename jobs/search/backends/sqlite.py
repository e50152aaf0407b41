"""Words in SQLite: an FTS5 table with one column per strength, its row id the job's id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from jobs.search.query import Query, Term

MATCH = "SELECT rowid FROM jobs_words WHERE jobs_words MATCH %s"
COLUMNS = ("title", "skills", "employer", "body")


def matching(query: Query, strengths: int) -> RawSQL:
    """A subquery of the ids of jobs whose strongest `strengths` columns hold the query's words."""
    columns = "{" + " ".join(COLUMNS[:strengths]) + "} : "
    wanted = " AND ".join(columns + _phrase(term) for term in query.wanted)
    unwanted = " OR ".join(_phrase(term) for term in query.unwanted)
    if wanted and unwanted:
        return RawSQL(MATCH, [f"({wanted}) NOT ({unwanted})"])
    if wanted:
        return RawSQL(MATCH, [wanted])
    return RawSQL(f"SELECT id FROM jobs_job WHERE id NOT IN ({MATCH})", [unwanted])


def put(documents: Sequence[tuple[int, Sequence[Sequence[str]]]]) -> None:
    """Stores the words of jobs: (id, words by strength); replaces what was there."""
    remove(job for job, _words in documents)
    add(documents)


def add(documents: Sequence[tuple[int, Sequence[Sequence[str]]]]) -> None:
    """Stores the words of jobs of which none are stored."""
    insert("jobs_words", (stored_form(job, columns) for job, columns in documents))


def stored_form(job: int, columns: Sequence[Sequence[str]]) -> tuple[int | str, ...]:
    """A row of `insert`."""
    return (job, *(" ".join(words) for words in columns))


def insert(table: str, rows: Iterable[tuple[int | str, ...]]) -> None:
    """Fills a table made as `jobs_words` is, none of whose jobs are in it."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (rowid, {', '.join(COLUMNS)}) VALUES (%s, %s, %s, %s, %s)",
            list(rows),
        )


def remove(jobs: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM jobs_words WHERE rowid = %s", [(job,) for job in jobs])


def remove_orphans() -> None:
    """Forgets the words of jobs that are no more."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM jobs_words WHERE rowid NOT IN (SELECT id FROM jobs_job)")


def _phrase(term: Term) -> str:
    # Words hold letters and digits only, so quotes cannot be closed from inside.
    return '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")
