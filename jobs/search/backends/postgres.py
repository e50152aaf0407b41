"""Words in PostgreSQL: a tsvector with one weight per strength, written by us word by word.

PostgreSQL's own parser and dictionaries are not used: `lib.words` has made the words already, the
same ones as for SQLite.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, islice, repeat

import numpy as np
from django.db import connection
from django.db.models import BooleanField, F, Func
from django.db.models.expressions import RawSQL
from numpy.typing import NDArray

from jobs.lib.words import BETWEEN
from jobs.search.query import Group, Phrase

Array = NDArray[np.int64]
ALL = "string_agg(int8send(job_id), '')"  # one value: a row for each id takes twice as long
# One message, and so one transaction, to which the settings are limited. For words that most jobs
# have, PostgreSQL would read all words of all jobs, since it does not know what that costs; with
# less memory it would forget which jobs of a page it found, and look at all of them.
AS_PLANNED = (
    "SET LOCAL enable_seqscan = off; SET LOCAL work_mem = '64MB'; {}; "
    "SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL work_mem TO DEFAULT"
)
WEIGHTS = "ABCD"
LAST_POSITION = 16_383  # of a tsvector; words beyond it match, but no phrase
MOST = 255  # positions of one word; PostgreSQL drops more
GAP = 2  # positions between two strengths, so that no phrase reaches across

# Written out once: making these texts anew for every word took most of the time. D goes unsaid.
_POSITIONS = [
    [f"{place}{weight}" for place in range(LAST_POSITION + 1)] for weight in ("A", "B", "C", "")
]


def ids(
    groups: Sequence[Group], *, strengths: int = len(WEIGHTS), among: Array | None = None
) -> Array:
    """The ids of the jobs that have some phrase of every group in their strongest columns.

    `among`: only of these jobs, some thousands at most.
    """
    # Weights make PostgreSQL look at every job again: none where all count.
    weights = WEIGHTS[:strengths] if strengths < len(WEIGHTS) else ""
    wanted = " & ".join("(" + _alternatives(group, weights) + ")" for group in groups)
    sql, params = f"SELECT {ALL} FROM jobs_words WHERE words @@ %s::tsquery", [wanted]
    if among is not None:
        sql, params = sql + " AND job_id = ANY(%s)", [wanted, among.tolist()]
    with connection.cursor() as cursor:
        cursor.execute(AS_PLANNED.format(sql), params)
        while cursor.description is None:  # of the SELECT, which is not the first
            cursor.nextset()
        found = cursor.fetchone()[0]
    return np.frombuffer(bytes(found or b""), ">i8").astype(np.int64)


def among(ids: Array) -> Func:
    """A condition of any number of ids: the primary key is one of them.

    One parameter, written by us in a tenth of the time; an array, whose length PostgreSQL knows
    when it plans, and not a subquery.
    """
    written = RawSQL("%s::bigint[]", [f"{{{','.join(map(str, ids.tolist()))}}}"])
    joined = {"arg_joiner": " = ANY ", "template": "%(expressions)s"}
    return Func(F("pk"), written, output_field=BooleanField(), **joined)


def put(documents: Sequence[tuple[int, Sequence[Sequence[str]]]]) -> None:
    """Stores the words of jobs: (id, words by strength); replaces what was there."""
    rows = sorted((job, _vector(columns)) for job, columns in documents)  # locked in one order
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO jobs_words (job_id, words) "
            "SELECT * FROM unnest(%s::bigint[], %s::tsvector[]) "
            "ON CONFLICT (job_id) DO UPDATE SET words = EXCLUDED.words",
            [[job for job, _vector in rows], [vector for _job, vector in rows]],
        )


def add(documents: Sequence[tuple[int, Sequence[Sequence[str]]]]) -> None:
    """Stores the words of jobs of which none are stored."""
    insert("jobs_words", (stored_form(job, columns) for job, columns in documents))


def stored_form(job: int, columns: Sequence[Sequence[str]]) -> tuple[int, str]:
    """A row of `insert`."""
    return job, _vector(columns)


def insert(table: str, rows: Iterable[tuple[int, str]]) -> None:
    """Fills a table made as `jobs_words` is, none of whose jobs are in it."""
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {table} (job_id, words) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def put_rows(rows: Sequence[tuple[int, int, bytes | None]]) -> None:
    """Stores search rows (job, version, facts); replaces what was there.

    By COPY, which takes bytes as they are. Its caller has locked the state, so nobody is beside it.
    """
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.execute(
            "DELETE FROM jobs_searchrow WHERE job = ANY(%s)", [[job for job, *_rest in rows]]
        )
        with cursor.copy("COPY jobs_searchrow (job, version, facts) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def remove(jobs: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM jobs_words WHERE job_id = ANY(%s)", [list(jobs)])


def remove_orphans() -> None:
    """Forgets the words of jobs that are no more."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM jobs_words WHERE job_id NOT IN (SELECT id FROM jobs_job)")


def _vector(columns: Sequence[Sequence[str]]) -> str:
    places: dict[str, list[str]] = defaultdict(list)
    start = 1
    for positions, column in zip(_POSITIONS, columns, strict=True):
        here = chain(islice(positions, start, None), repeat(positions[-1]))
        for word, position in zip(column, here, strict=False):
            places[word].append(position)
        start += len(column) + GAP
    places.pop(BETWEEN, None)  # it has kept its position free
    return " ".join(
        [
            f"'{word}':{where[0] if len(where) == 1 else ','.join(where[:MOST])}"
            for word, where in places.items()
        ]
    )


def _alternatives(group: Group, weights: str) -> str:
    return " | ".join(_phrase(phrase, weights) for phrase in group.any_of)


def _phrase(phrase: Phrase, weights: str) -> str:
    # Words hold letters and digits only, so quotes cannot be closed from inside.
    marks = [""] * (len(phrase.words) - 1) + ["*" if phrase.prefix else ""]
    lexemes = [
        f"'{word}'" + (f":{mark}{weights}" if mark or weights else "")
        for word, mark in zip(phrase.words, marks, strict=True)
    ]
    return "(" + " <-> ".join(lexemes) + ")"
