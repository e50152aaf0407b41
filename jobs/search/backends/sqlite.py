"""Words in SQLite: an FTS5 table with one column per strength, its row id the job's id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from django.db import connection
from django.db.models import BooleanField, F, Func
from django.db.models.expressions import RawSQL
from numpy.typing import NDArray

from jobs.search.query import Group, Phrase

Array = NDArray[np.int64]
ALL = "group_concat(rowid)"  # one text, read by numpy: a row for each id takes five times as long
FEW = 20  # jobs that are looked at one by one; with more, all are found sooner
COLUMNS = ("title", "skills", "employer", "body")


def ids(
    groups: Sequence[Group], *, strengths: int = len(COLUMNS), among: Array | None = None
) -> Array:
    """The ids of the jobs that have some phrase of every group in their strongest columns.

    `among`: only of these jobs, some thousands at most.
    """
    columns = "" if strengths == len(COLUMNS) else "{" + " ".join(COLUMNS[:strengths]) + "} : "
    wanted = " AND ".join(columns + "(" + _alternatives(group) + ")" for group in groups)
    sql, params = f"SELECT {ALL} FROM jobs_words WHERE jobs_words MATCH %s", [wanted]
    if among is not None and len(among) <= FEW:
        sql, params = (
            sql + " AND rowid IN (SELECT value FROM json_each(%s))",
            [wanted, str(among.tolist())],
        )
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        text = cursor.fetchone()[0]
    found: Array = np.fromstring(text or "", np.int64, sep=",")
    return found if among is None else np.intersect1d(found, among)


def among(ids: Array) -> Func:
    """A condition of any number of ids: the primary key is one of them. One parameter."""
    written = RawSQL("SELECT value FROM json_each(%s)", [str(ids.tolist())])
    joined = {"arg_joiner": " IN ", "template": "%(expressions)s"}
    return Func(F("pk"), written, output_field=BooleanField(), **joined)


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


def put_rows(rows: Sequence[tuple[int, int, bytes | None]]) -> None:
    """Stores search rows (job, version, facts); replaces what was there."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "REPLACE INTO jobs_searchrow (job, version, facts) VALUES (%s, %s, %s)", rows
        )


def remove(jobs: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM jobs_words WHERE rowid = %s", [(job,) for job in jobs])


def remove_orphans() -> None:
    """Forgets the words of jobs that are no more."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM jobs_words WHERE rowid NOT IN (SELECT id FROM jobs_job)")


def _alternatives(group: Group) -> str:
    return " OR ".join(map(_phrase, group.any_of))


def _phrase(phrase: Phrase) -> str:
    # Words hold letters and digits only, so quotes cannot be closed from inside.
    return '"' + " ".join(phrase.words) + '"' + ("*" if phrase.prefix else "")
