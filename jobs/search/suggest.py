"""What a seeker may be about to type: titles, skills, employers and places with open jobs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import get_language
from pyroaring import BitMap

from jobs.lib.text import fold
from jobs.lib.words import bare_words, stem
from jobs.models import Job, today
from jobs.search.leaving import may_leave, withheld
from jobs.search.memory import Snapshot
from jobs.search.query import MAX_LENGTH
from jobs.search.top import most_jobs

SHORTEST = 2  # letters and digits typed; one alone could become anything
TITLES, LOOKED_AT = 3, 200  # titles offered, the most frequent of so many of the newest jobs
TERMS = {"skill": 4, "employer": 3, "place": 3}
_OPERATORS = re.compile(r'"|(?<!\S)-+|\*(?!\S)')


@dataclass(frozen=True, slots=True)
class Suggestion:
    kind: str  # title, skill, employer or place
    label: str
    count: int | None  # results of the search that it leads to; None for a title
    query: str  # of that search's address


def suggestions(board: Snapshot, text: str, *, leaving: bool = False) -> list[Suggestion]:
    """The last word typed is a beginning, the words before it are whole; every word must be met.

    `leaving`: no title is of a job that may not leave the board. Counts are those of the page.
    """
    words = bare_words(text[:MAX_LENGTH])
    if sum(map(len, words)) < SHORTEST:
        return []
    without = withheld(board) if leaving else ()
    memo = ("suggestions", board.version, board.terms, today(), get_language(), without, *words)
    found: list[Suggestion] | None = board.memo.get(memo)
    if found is None:
        jobs = may_leave(board, board.live) if leaving else board.live
        found = _suggestions(board, words, jobs)
        board.memo.put(memo, found)
    return found


def _suggestions(board: Snapshot, words: list[str], jobs: BitMap) -> list[Suggestion]:
    *whole, beginning = words
    stems = list(dict.fromkeys(map(stem, whole)))
    found = _titles(board, jobs, stems, beginning)
    for kind, number in TERMS.items():
        found += _terms(board, kind, stems, beginning, number)
    return found


def _terms(
    board: Snapshot, kind: str, stems: list[str], beginning: str, number: int
) -> list[Suggestion]:
    keys = board.terms_beginning(kind, stems, beginning)
    best = most_jobs(board, kind, keys, number)
    labels = board.names.labels(kind, best)
    return [
        Suggestion(kind, labels[key].label, count, urlencode({kind: labels[key].slug}))
        for key, count in best.items()
        if key in labels
    ]


def _titles(board: Snapshot, jobs: BitMap, stems: list[str], beginning: str) -> list[Suggestion]:
    jobs = jobs & board.title_slots_beginning(beginning)
    for word in stems:
        jobs = jobs & board.title_words(word)
    newest = board.ids(board.newest(jobs, LOOKED_AT)).tolist()
    stored = dict(Job.objects.filter(pk__in=newest).values_list("pk", "title"))
    titles = [stored[pk] for pk in newest if pk in stored]
    spelt = {fold(title): title for title in reversed(titles)}  # as the newest job spells it
    frequent = Counter(map(fold, titles)).most_common(TITLES)
    return [
        Suggestion("title", spelt[key], None, urlencode({"q": plain(spelt[key])}))
        for key, _count in frequent
    ]


def plain(title: str) -> str:
    """A title as words to search for: no sign in it is taken for an operator."""
    return re.sub(r"\bOR\b", "or", " ".join(_OPERATORS.sub(" ", title).split()))
