"""Misspelt words: the nearest word that the board knows.

Known are the words of titles and of names (skills, employers, places ...). Words that stand in
descriptions alone are found, but never offered: their own misspellings are too many.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from operator import attrgetter

import numpy as np
from rapidfuzz.distance import OSA

from jobs.lib.words import bare_words, stem
from jobs.models import today
from jobs.search.known import Known
from jobs.search.matches import matched
from jobs.search.memory import Snapshot
from jobs.search.memory.labels import KINDS
from jobs.search.memory.lexicon import Lexicon
from jobs.search.query import Group, Query

SHORTEST = 4  # letters; a shorter word has too many neighbours to know which was meant
LONG = 7  # letters from which two mistakes are forgiven, and not one
SHORTEST_HALF = 3  # letters of each of two words typed as one
TIMES = 20  # so many times as many jobs make the nearest word the likelier one
SAME_LETTER = 10  # a first letter is seldom wrong: it counts as being so many times as frequent
SLIP = 10  # and so is what fingers do by themselves
SURE = 7  # letters from which a wrong letter is taken for a mistake, and not for another word
SURE_OF_TWO = 9  # and two of them: a referee is no misspelt reference
LOOKED_AT = 12  # of equally near words: so many of the most frequent
_QUOTE = '["“”„‟«»＂]'
# A phrase in quotes, or a word that is neither part of another nor excluded.
_TYPED = re.compile(rf"{_QUOTE}[^{_QUOTE[1:]}*{_QUOTE}?|((?<![\w.+#*−-])[^\W\d_]+(?![\w+#*-]))")


@dataclass(frozen=True, slots=True)
class Correction:
    text: str  # what was typed, with known words in place of the misspelt ones
    replaced: tuple[tuple[str, str], ...]  # (folded word as typed, word in its place)

    @property
    def is_sure(self) -> bool:
        """Whether nobody need be asked: "maid" may be no "mid", but a right word we lack."""
        return all(_is_sure(typed, known) for typed, known in self.replaced)


def nearest(board: Snapshot, word: str) -> str | None:
    """The known word that a bare word is most likely a misspelling of."""
    if len(word) < SHORTEST or not word.isalpha():
        return None
    key = ("nearest", word)
    now = (board.version, board.terms, today())
    stored: tuple[tuple[int, int, date], str | None] | None = board.memo.get(key)
    if stored is None or stored[0] != now:
        stored = now, _nearest(board, word)
        board.memo.put(key, stored)
    return stored[1]


def corrected(board: Snapshot, text: str, query: Query, rare: int) -> Correction | None:
    """`text` with its misspelt words replaced, None when no word looks misspelt.

    A word looks misspelt when no live job has it, or when at most `rare` have it while the nearest
    known word has at least 20 times as many. One without a near word may be two typed as one.
    """
    if _found(board, query) > rare:
        return None  # each of the words has at least as many
    likelier = {}
    for typed, group in zip(query.typed, query.wanted, strict=True):
        if typed and (instead := _likelier(board, typed, group, rare)):
            likelier[typed] = instead
    made = _TYPED.sub(lambda found: _instead(found[1], likelier) if found[1] else found[0], text)
    return Correction(made, tuple(likelier.items())) if made != text else None


def _likelier(board: Snapshot, typed: str, group: Group, rare: int) -> str | None:
    if _jobs(board, typed) > rare:
        return None  # told without a question to the database
    near = nearest(board, typed)
    other = near or _apart(board, typed)
    if other is None:
        return None
    jobs = _found(board, Query((group,)))
    if jobs == 0:
        return other
    return near if near and jobs <= rare and _jobs(board, near) >= TIMES * jobs else None


def _apart(board: Snapshot, word: str) -> str | None:
    """Two words that stand in one title, typed without the space between them."""
    best, both = 0, None
    for at in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1):
        first, second = word[:at], word[at:]
        jobs = board.title_words(stem(first)) & board.title_words(stem(second)) & board.live
        if len(jobs) > best:
            best, both = len(jobs), f"{first} {second}"
    return both


def _found(board: Snapshot, query: Query) -> int:
    found = matched(board, query)
    return 0 if found is None else found.intersection_cardinality(board.live)


def _instead(typed: str, likelier: dict[str, str]) -> str:
    bare = bare_words(typed)
    return likelier.get(bare[0], typed) if len(bare) == 1 else typed


def _nearest(board: Snapshot, word: str) -> str | None:
    own = stem(word)
    mistakes = 2 if len(word) >= LONG else 1
    near = sorted(one for known in _known(board) for one in known.near(word, mistakes))
    for _mistakes, alike in groupby(near, key=attrgetter("mistakes")):
        others = list(dict.fromkeys(one.word for one in alike if stem(one.word) != own))
        weights = {
            other: _jobs(board, other)
            * (SAME_LETTER if other[0] == word[0] else 1)
            * (SLIP if _is_slip(word, other) else 1)
            for other in others[:LOOKED_AT]
        }
        best = max(weights, key=weights.__getitem__, default="")
        if best and weights[best]:
            return best
    return None


def _is_slip(typed: str, known: str) -> bool:
    """A letter left out or doubled, or neighbours swapped: the mistakes that fingers make."""
    if len(typed) == len(known):
        return sorted(typed) == sorted(known)
    doubled = any(letter == following for letter, following in pairwise(typed))
    return len(typed) < len(known) or doubled


def _is_sure(typed: str, known: str) -> bool:
    if " " in known:
        return True
    if OSA.distance(typed, known) > 1:
        fewest = SURE_OF_TWO
    else:
        fewest = SHORTEST if _is_slip(typed, known) else SURE
    return typed[0] == known[0] and len(typed) >= fewest


def _jobs(board: Snapshot, word: str) -> int:
    """How many live jobs have the word, in any of its forms, in their title or the names."""
    own = stem(word)
    named = [board.name_words(kind, own) for kind in (*KINDS, "arrangement")]
    return board.title_words(own).union(*named).intersection_cardinality(board.live)


def _known(board: Snapshot) -> tuple[Known, Known]:
    """The words of titles and names: those of the base, and the few that came since."""
    base, delta = board.base.titles, board.delta.titles
    return (
        _words(board, "base", (board.terms,), (base, board.names.words)),
        _words(board, "delta", (board.terms, board.version), (delta, board.fresh_names.words)),
    )


def _words(
    board: Snapshot, part: str, stamp: tuple[int, ...], lexicons: Sequence[Lexicon]
) -> Known:
    stored: tuple[tuple[int, ...], Known] | None = board.memo.get(("known", part))
    if stored is None or stored[0] != stamp:
        words = [word for lexicon in lexicons for word in lexicon.words()]
        stored = stamp, Known(words, np.concatenate([lexicon.sizes for lexicon in lexicons]))
        board.memo.put(("known", part), stored)
    return stored[1]
