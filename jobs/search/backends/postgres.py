"""Words in PostgreSQL: a tsvector with one weight per strength, written by us word by word.

PostgreSQL's own parser and dictionaries are not used: `lib.words` has made the words already, the
same ones as for SQLite.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from jobs.search.query import Query, Term

MATCH = "SELECT job_id FROM jobs_words WHERE words @@ %s::tsquery"
WEIGHTS = "ABCD"
LAST_POSITION = 16_383  # of a tsvector; words beyond it match, but no phrase
GAP = 2  # positions between two strengths, so that no phrase reaches across


def matching(query: Query, strengths: int) -> RawSQL:
    """A subquery of the ids of jobs whose strongest `strengths` weights hold the query's words."""
    weights = WEIGHTS[:strengths] if strengths < len(WEIGHTS) else ""
    wanted = [_phrase(term, weights) for term in query.wanted]
    unwanted = [f"!({_phrase(term, '')})" for term in query.unwanted]
    return RawSQL(MATCH, [" & ".join(wanted + unwanted)])


def put(documents: Sequence[tuple[int, Sequence[Sequence[str]]]]) -> None:
    """Stores the words of jobs: (id, words by strength); replaces what was there."""
    rows = [(job, _vector(columns)) for job, columns in documents]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO jobs_words (job_id, words) VALUES (%s, %s::tsvector) "
            "ON CONFLICT (job_id) DO UPDATE SET words = EXCLUDED.words",
            rows,
        )


def remove(jobs: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM jobs_words WHERE job_id = ANY(%s)", [list(jobs)])


def remove_orphans() -> None:
    """Forgets the words of jobs that are no more."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM jobs_words WHERE job_id NOT IN (SELECT id FROM jobs_job)")


def _vector(columns: Sequence[Sequence[str]]) -> str:
    places: dict[str, list[str]] = defaultdict(list)
    position = 0
    for weight, column in zip(WEIGHTS, columns, strict=True):
        for word in column:
            position += 1
            if len(places[word]) < 255:  # more are dropped by PostgreSQL
                places[word].append(f"{min(position, LAST_POSITION)}{weight}")
        position += GAP
    return " ".join(f"'{word}':{','.join(where)}" for word, where in places.items())


def _phrase(term: Term, weights: str) -> str:
    # Words hold letters and digits only, so quotes cannot be closed from inside.
    marks = [""] * (len(term.words) - 1) + ["*" if term.prefix else ""]
    lexemes = [
        f"'{word}'" + (f":{mark}{weights}" if mark or weights else "")
        for word, mark in zip(term.words, marks, strict=True)
    ]
    return "(" + " <-> ".join(lexemes) + ")"
