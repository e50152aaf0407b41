"""Which jobs have the words of a query: the database is asked once, and again for what changed.

What was found is remembered for as long as the base of the board lasts: slots of the base once and
for all, and the ids of jobs that changed since. Shared sets: whoever gets one never changes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import NamedTuple, TypeVar

import numpy as np
from pyroaring import BitMap

from jobs.lib.words import name_words, stem
from jobs.models import Job
from jobs.search.backends import backend
from jobs.search.memory import Snapshot
from jobs.search.memory.bits import Array, slots_of
from jobs.search.memory.heap import give_back
from jobs.search.query import ALL, FACTS, SKILLS, TITLE, Group, Phrase, Query
from jobs.search.typed import SHORTEST_BEGINNING

Value = TypeVar("Value")
KINDS = {
    SKILLS: ("skill",),
    FACTS: ("employer", "category", "industry", "job_type", "level", "arrangement", "place"),
}
_ARRANGEMENTS = list(map(str, Job.Arrangement.labels))  # in the order of their numbers, from 1
LARGE = 100_000  # ids of an answer after which the process would keep megabytes for nothing
MOST_CHANGED = 2_000  # jobs asked for by their ids; when more have changed, all are asked anew
MOST_ENDINGS = 10_000


class _Found(NamedTuple):
    """What the database answered, as of a version of the board."""

    version: int
    base: BitMap  # slots of the base, those of changed jobs not to be relied on
    changed: Array  # ids of the jobs among those that changed since the base was loaded


def matched(board: Snapshot, query: Query) -> BitMap | None:
    """The slots of jobs with every wanted group and no unwanted one; None without any words.

    Not narrowed to live jobs.
    """
    if not query:
        return None
    found = _with_all(board, query.wanted) if query.wanted else board.live
    return _without(board, found, query)


def some(board: Snapshot, query: Query) -> list[BitMap]:
    """By number: the slots of jobs with at least one of the wanted groups, two, ... all of them."""
    levels = at_least([_with_all(board, (group,)) for group in query.wanted])
    return [_without(board, level, query) for level in levels]


def at_least(sets: Iterable[BitMap]) -> list[BitMap]:
    """By number: what is in at least one of the sets, in two, ... in all of them."""
    levels: list[BitMap] = []
    for jobs in sets:
        one_more = [jobs, *(level & jobs for level in levels)]
        levels = [a | b for a, b in zip([*levels, BitMap()], one_more, strict=True)]
    return levels


def strong(board: Snapshot, group: Group, strength: int) -> BitMap:
    """The slots of jobs that have the group in: 1 the title, 2 names of skills, 3 other names.

    Other names are those of employer, category, industry, kind, level, arrangement and places.
    """
    key = ("strong", board.version, board.terms, strength, group)

    def find() -> BitMap:
        where = _in_title if strength == TITLE else _in_names
        phrases = (one for one in _widened(board, group).any_of if strength <= one.within)
        return BitMap().union(*(where(board, phrase, strength) for phrase in phrases))

    return _remembered(board, key, find)


def _with_all(board: Snapshot, groups: tuple[Group, ...]) -> BitMap:
    """One question for all groups that were not asked for alone before."""
    groups = tuple(_widened(board, group) for group in groups)
    special = [group for group in groups if any(one.within < ALL for one in group.any_of)]
    plain = [group for group in groups if group not in special]
    known = []
    if board.memo.get(_key(tuple(plain))) is None:
        known = [group for group in plain if board.memo.get(_key((group,)))]
    new = tuple(group for group in plain if group not in known)
    sets = [_with_strong(board, group) for group in special]
    sets += [_asked(board, (group,)) for group in known]
    if new:
        sets.append(_asked(board, new))
    return reduce(BitMap.__and__, sets)


def _with_strong(board: Snapshot, group: Group) -> BitMap:
    """A group of which something counts in titles and names alone: those are in memory."""
    anywhere = tuple(phrase for phrase in group.any_of if phrase.within == ALL)
    limited = Group(tuple(phrase for phrase in group.any_of if phrase.within < ALL))
    found = BitMap.union(*(strong(board, limited, place) for place in (TITLE, SKILLS, FACTS)))
    return found | _asked(board, (Group(anywhere),)) if anywhere else found


def _without(board: Snapshot, jobs: BitMap, query: Query) -> BitMap:
    for group in query.unwanted:
        jobs = jobs - _with_all(board, (group,))
    return jobs


def _asked(board: Snapshot, groups: tuple[Group, ...]) -> BitMap:
    key = _key(groups)
    found: _Found | None = board.memo.get(key)
    if found is None or found.version < board.version:
        found = _asked_again(board, groups, found) if found else None
        found = found or _asked_anew(board, groups)
        board.memo.put(key, found, found.base)
    return found.base | board.delta_slots(found.changed)


def _key(groups: tuple[Group, ...]) -> tuple[object, ...]:
    return ("words", groups)


def _asked_anew(board: Snapshot, groups: tuple[Group, ...]) -> _Found:
    ids = backend().ids(groups)
    changed = board.changed_since(-1)
    changed = changed[np.isin(changed, ids)] if len(changed) else changed
    found = _Found(board.version, board.base_slots(ids), changed)
    if len(ids) > LARGE:
        give_back()
    return found


def _asked_again(board: Snapshot, groups: tuple[Group, ...], before: _Found) -> _Found | None:
    """The answer brought up to date; None when too much has changed for that."""
    changed = board.changed_since(before.version)
    if len(changed) > MOST_CHANGED:
        return None
    new = backend().ids(groups, among=changed) if len(changed) else changed
    kept = np.setdiff1d(before.changed, changed)
    return _Found(board.version, before.base, np.union1d(kept, new))


def _widened(board: Snapshot, group: Group) -> Group:
    """A beginning is also what a known word that begins so is stored as: "enginee*" finds "engin".

    Known are the words of titles and names. Of words in descriptions, those are found whose stem
    begins so.
    """
    return Group(tuple(one for phrase in group.any_of for one in _endings(board, phrase)))


def _endings(board: Snapshot, phrase: Phrase) -> Iterable[Phrase]:
    yield phrase
    *before, last = phrase.words
    if (
        phrase.prefix and len(last) > SHORTEST_BEGINNING
    ):  # what two letters begin, its stem does too
        for word in _stems_beginning(board, last):
            if not word.startswith(last):
                yield Phrase((*before, word))


def _stems_beginning(board: Snapshot, beginning: str) -> tuple[str, ...]:
    key = ("stems", board.version, board.terms, beginning)

    def find() -> tuple[str, ...]:
        return tuple(sorted(set(map(stem, board.words_beginning(beginning, MOST_ENDINGS)))))

    return _remembered(board, key, find)


def _in_title(board: Snapshot, phrase: Phrase, _strength: int) -> BitMap:
    *others, last = phrase.words
    found = (board.title_slots_beginning if phrase.prefix else board.title_words)(last)
    for word in others:
        found = found & board.title_words(word)
    if not others or not found or phrase.apart:
        return found
    ids = board.ids(slots_of(found)) if len(found) <= MOST_CHANGED else None
    return board.slots(backend().ids([Group((phrase,))], strengths=TITLE, among=ids)) & found


def _in_names(board: Snapshot, phrase: Phrase, strength: int) -> BitMap:
    kinds = KINDS[strength]
    return BitMap().union(*(board.having(kind, _terms(board, kind, phrase)) for kind in kinds))


def _terms(board: Snapshot, kind: str, phrase: Phrase) -> list[int]:
    """The primary keys of the terms in whose name the phrase stands."""
    *others, last = phrase.words
    found = board.terms_beginning(kind, (), last) if phrase.prefix else board.named(kind, last)
    for word in others:
        found = np.intersect1d(found, board.named(kind, word))
    wanted: list[int] = found.tolist()
    if not others or not wanted:
        return wanted
    names = _names(board, kind, wanted)
    return [key for key, name in names.items() if _stands_in(phrase, name)]


def _names(board: Snapshot, kind: str, keys: list[int]) -> dict[int, str]:
    if kind == "arrangement":
        return {key: _ARRANGEMENTS[key - 1] for key in keys}
    return {key: label.name for key, label in board.names.labels(kind, keys).items()}


def _stands_in(phrase: Phrase, name: str) -> bool:
    words, size = name_words(name), len(phrase.words)
    runs = (words[at : at + size] for at in range(len(words) - size + 1))
    if phrase.prefix:
        *before, last = phrase.words
        return any([*run[:-1]] == before and run[-1].startswith(last) for run in runs)
    return phrase.words in runs


def _remembered(board: Snapshot, key: tuple[object, ...], find: Callable[[], Value]) -> Value:
    found: Value | None = board.memo.get(key)
    if found is None:
        found = find()
        board.memo.put(key, found)
    return found
