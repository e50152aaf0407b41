"""Words in PostgreSQL: a tsvector with one weight per strength, written by us word by word.

PostgreSQL's own parser and dictionaries are not used: `lib.words` has made the words already, the
same ones as for SQLite.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, islice, repeat

from django.db import connection
from django.db.models.expressions import RawSQL

from jobs.search.query import Query, Term

MATCH = "SELECT job_id FROM jobs_words WHERE words @@ %s::tsquery"
WEIGHTS = "ABCD"
LAST_POSITION = 16_383  # of a tsvector; words beyond it match, but no phrase
MOST = 255  # positions of one word; PostgreSQL drops more
GAP = 2  # positions between two strengths, so that no phrase reaches across

# Written out once: making these texts anew for every word took most of the time. D goes unsaid.
_POSITIONS = [
    [f"{place}{weight}" for place in range(LAST_POSITION + 1)] for weight in ("A", "B", "C", "")
]


def matching(query: Query, strengths: int) -> RawSQL:
    """A subquery of the ids of jobs whose strongest `strengths` weights hold the query's words."""
    weights = WEIGHTS[:strengths] if strengths < len(WEIGHTS) else ""
    wanted = [_phrase(term, weights) for term in query.wanted]
    unwanted = [f"!({_phrase(term, '')})" for term in query.unwanted]
    return RawSQL(MATCH, [" & ".join(wanted + unwanted)])


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
    return " ".join(
        [
            f"'{word}':{where[0] if len(where) == 1 else ','.join(where[:MOST])}"
            for word, where in places.items()
        ]
    )


def _phrase(term: Term, weights: str) -> str:
    # Words hold letters and digits only, so quotes cannot be closed from inside.
    marks = [""] * (len(term.words) - 1) + ["*" if term.prefix else ""]
    lexemes = [
        f"'{word}'" + (f":{mark}{weights}" if mark or weights else "")
        for word, mark in zip(term.words, marks, strict=True)
    ]
    return "(" + " <-> ".join(lexemes) + ")"
