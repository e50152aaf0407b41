"""What a seeker's words mean on this board: which jobs they leave, and what must be said of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pyroaring import BitMap

from jobs.models import today
from jobs.search.matches import matched, some
from jobs.search.memory import Snapshot
from jobs.search.query import MAX_LENGTH, Query, parse
from jobs.search.spelling import corrected
from jobs.search.synonyms import synonyms

RARE = 3  # jobs; a word that finds no more may be misspelt


@dataclass(frozen=True, slots=True)
class Meant:
    """`jobs` are live. Decided by the words alone: no filter changes what they mean."""

    query: Query
    jobs: BitMap
    words: str  # what was searched for, perhaps corrected
    instead_of: str = ""  # what was typed, when something else was searched for
    perhaps: str = ""  # what was perhaps meant
    perhaps_count: int = 0  # live jobs that would be found
    levels: tuple[BitMap, ...] = ()  # when no job has all words: those with at least 1, 2, ...


def understand(board: Snapshot, text: str) -> Meant:
    """Raises DatabaseError when words were not asked for before and the database fails."""
    text = text[: MAX_LENGTH + 1]  # no more is read, nor remembered
    if not text:
        return Meant(Query(), board.live, "")
    memo = ("meant", board.version, board.terms, today(), text)
    found: Meant | None = board.memo.get(memo)
    if found is None:
        found = _understood(board, text)
        board.memo.put(memo, found, found.jobs, *found.levels)
    return found


def _understood(board: Snapshot, text: str) -> Meant:
    meant = as_typed(board, text)
    correction = corrected(board, text, meant.query, RARE) if meant.query.wanted else None
    other = as_typed(board, correction.text) if correction else None
    if other and other.jobs and len(other.jobs) > len(meant.jobs):
        if not meant.jobs and correction and correction.is_sure:
            return Meant(other.query, other.jobs, other.words, instead_of=text)
        left = meant if meant.jobs else _with_some(board, meant, text)
        return replace(left, perhaps=other.words, perhaps_count=len(other.jobs))
    return meant if meant.jobs else _with_some(board, other or meant, text)


def _with_some(board: Snapshot, meant: Meant, text: str) -> Meant:
    """No job has all words: those that have some, if there are such."""
    several = len(meant.query.wanted) > 1
    levels = [level & board.live for level in some(board, meant.query)] if several else []
    levels = [level for level in levels if level]
    if not levels:
        return Meant(meant.query, BitMap(), text)
    instead_of = text if meant.words != text else ""
    return Meant(meant.query, levels[0], meant.words, instead_of, levels=tuple(levels))


def as_typed(board: Snapshot, text: str) -> Meant:
    """The words alone: nothing is corrected, and no job is meant that lacks one of them."""
    query = parse(text, synonyms(text))
    found = matched(board, query)
    return Meant(query, board.live if found is None else found & board.live, text)
