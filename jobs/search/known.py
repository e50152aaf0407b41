"""Words to compare a misspelt one with: two hundred thousand of them in a few milliseconds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from jobs.search.memory.bits import Array

_A, _Z, _LATIN = ord("a"), ord("z"), 26


class Near(NamedTuple):
    mistakes: int
    weight: int  # minus how frequent it is: the most frequent sorts first
    word: str


class Known:
    """Immutable. Words and how frequent each is, those of one length together."""

    def __init__(self, words: Sequence[str], frequent: Array) -> None:
        by_length: dict[int, list[int]] = {}
        for at, word in enumerate(words):
            if word.isalpha():  # with digits in it, a word is a name of its own
                by_length.setdefault(len(word), []).append(at)
        self._rooms = {
            length: _Room([words[at] for at in places], frequent[places])
            for length, places in by_length.items()
        }

    def near(self, word: str, mistakes: int) -> list[Near]:
        """Words at most so many mistakes away, the fewest first, then the most frequent.

        A mistake is a letter missing, too many, another, or two neighbours swapped.
        """
        lengths = range(len(word) - mistakes, len(word) + mistakes + 1)
        rooms = [self._rooms[length] for length in lengths if length in self._rooms]
        return sorted(near for room in rooms for near in room.near(word, mistakes))


class _Room:
    """Words of one length behind each other in one text, and the letters that each has."""

    def __init__(self, words: list[str], frequent: Array) -> None:
        self._length = len(words[0])
        self._text = "".join(words)
        self._letters = letters(self._text, self._length)
        self._frequent = frequent

    def near(self, word: str, mistakes: int) -> Iterator[Near]:
        # A mistake changes at most two of the letters: few words are left to be looked at closely.
        differing = np.bitwise_count(self._letters ^ letters(word, len(word)))
        places = np.flatnonzero(differing <= 2 * mistakes).tolist()
        words = [self._text[at * self._length : (at + 1) * self._length] for at in places]
        alike = process.extract(word, words, scorer=OSA.distance, score_cutoff=mistakes, limit=None)
        for candidate, distance, number in alike:
            yield Near(int(distance), -int(self._frequent[places[number]]), candidate)


def letters(text: str, length: int) -> Array:
    """The letters of each word of this length, as a set of bits: a to z, and six for all others."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).reshape(-1, length)
    latin = (codes >= _A) & (codes <= _Z)
    bits = np.where(latin, codes - _A, _LATIN + codes % (32 - _LATIN)).astype(np.uint32)
    found: Array = np.bitwise_or.reduce(np.left_shift(np.uint32(1), bits), axis=1)
    return found
