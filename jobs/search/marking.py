"""Where the words of a search stand in a title or a name, as the search understands them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jobs.lib.words import bare_words, name_words, stem, words
from jobs.search.query import SKILLS, Phrase, Query

# What a word begins and ends at; "C++", ".NET" and letters with marks above them are whole.
_TOKEN = re.compile(r"\.?[^\W_]+[+#\u266f\u0300-\u036f]*")
_GLUED = 2  # tokens that may be one word with the one before: R&D, U.S.A

Span = tuple[int, int]


class Piece(NamedTuple):
    text: str
    marked: bool


class Marks:
    """What is to be marked for a query: the words that were wanted, not those that were not.

    `skills`: the slugs of skills that were chosen beside it; they matter as much as words.
    """

    def __init__(self, query: Query, skills: Collection[str] = ()) -> None:
        self.skills = frozenset(skills)
        self._beginnings: list[Phrase] = []
        self._by_last: defaultdict[str, list[Phrase]] = defaultdict(list)
        for phrase in (one for group in query.wanted for one in group.any_of):
            kept = self._beginnings if phrase.prefix else self._by_last[phrase.words[-1]]
            kept.append(phrase)

    def __bool__(self) -> bool:
        return bool(self._by_last or self._beginnings or self.skills)

    def pieces(self, text: str, strength: int) -> list[Piece]:
        """The text in pieces; `strength` (of `query`) says what it is: a title, a skill, a fact."""
        sought = self._sought(text, strength)
        if not sought:
            return [Piece(text, marked=False)]
        ends = [0]
        for start, end in _found(text, sought):
            if len(ends) > 1 and not text[ends[-1] : start].strip():
                ends[-1] = end  # words side by side are marked as one
            else:
                ends += [start, end]
        ends.append(len(text))
        cut = (text[start:end] for start, end in pairwise(ends))
        return [Piece(part, bool(number % 2)) for number, part in enumerate(cut) if part]

    def wants(self, slug: str, name: str) -> bool:
        """Whether a skill is one that was chosen, or has a word that was wanted."""
        return slug in self.skills or any(piece.marked for piece in self.pieces(name, SKILLS))

    def _sought(self, text: str, strength: int) -> list[Phrase]:
        """The phrases that may stand in the text: for most texts there are none."""
        begun = [one for one in self._beginnings if strength <= one.within]
        if not self._by_last or self._by_last.keys().isdisjoint(name_words(text)):
            return begun
        have = set(name_words(text))
        whole = [phrase for word in have for phrase in self._by_last.get(word, ())]
        fit = [one for one in whole if strength <= one.within and have.issuperset(one.words)]
        apart = [Phrase((word,)) for one in fit if one.apart for word in one.words]
        return [*fit, *apart, *begun]


def _found(text: str, sought: Sequence[Phrase]) -> Iterator[Span]:
    """Where the phrases stand, from the left; of those that begin at one word the longest."""
    tokens = [found.span() for found in _TOKEN.finditer(text)]
    longest = max(len(phrase.words) for phrase in sought) + _GLUED
    whole = {phrase.words for phrase in sought if not phrase.prefix}
    begun = [phrase.words for phrase in sought if phrase.prefix]
    at = 0
    while at < len(tokens):
        runs = (tokens[at:end] for end in range(min(at + longest, len(tokens)), at, -1))
        run = next((run for run in runs if _stands(text, run, whole, begun)), None)
        if run:
            yield run[0][0], run[-1][1]
        at += len(run) if run else 1


def _stands(
    text: str, run: Sequence[Span], whole: Collection[Sequence[str]], begun: Sequence[Sequence[str]]
) -> bool:
    bare = bare_words(_within(text, run))
    if not bare:
        return False
    stems = (*map(stem, bare[:-1]), stem(bare[-1]))
    if stems not in whole and not any(
        (*stems[:-1],) == (*before,) and bare[-1].startswith(last) for *before, last in begun
    ):
        return False
    # "(m/w/d) Cook" has the words of "Cook": what adds nothing is not marked.
    less = [part for cut in range(1, len(run)) for part in (run[cut:], run[:-cut])]
    return all(words(_within(text, part)) != [*stems] for part in less)


def _within(text: str, run: Sequence[Span]) -> str:
    return text[run[0][0] : run[-1][1]]
