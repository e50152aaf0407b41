"""Words and what holds them, in little memory: one text, one sorted array, no object per word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np

from jobs.lib.words import stem
from jobs.search.memory.bits import Array
from jobs.search.memory.postings import by_value

_GAP = "\n"
_LAST = "\U0010ffff"  # sorts after every word that begins with what stands before it

_NONE: Array = np.empty(0, np.uint32)


class Gathered:
    """Words with their holders, a part after the other, on the way to a lexicon."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._parts: list[tuple[Array, Array]] = [(_NONE, _NONE)]

    def add(self, words: Sequence[str], holders: Array) -> None:
        """`holders` has a number for each of the words, which come in any order."""
        known = self._numbers
        for word in dict.fromkeys(words):
            known.setdefault(word, len(known))
        numbers = np.fromiter(map(known.__getitem__, words), np.uint32, len(words))
        self._parts.append((numbers, holders.astype(np.uint32, copy=False)))

    def lexicon(self) -> Lexicon:
        numbers, holders = map(np.concatenate, zip(*self._parts, strict=True))
        words = sorted(self._numbers)
        order = np.empty(len(words), np.uint32)
        before = np.fromiter(map(self._numbers.__getitem__, words), np.uint32, len(words))
        order[before] = np.arange(len(words), dtype=np.uint32)
        return Lexicon(words, order[numbers], holders)


class Lexicon:
    """Immutable. Bare words in alphabetical order, each with numbers: slots, or terms."""

    def __init__(self, words: Sequence[str], numbers: Array, holders: Array) -> None:
        """The words in order; for each of the holders the number of its word."""
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        self.sizes = np.bincount(numbers, minlength=len(words))  # holders of each word
        self._text = _GAP.join(words)
        self._places = (np.cumsum(lengths + 1) - lengths - 1).astype(np.uint32)
        self._ends = self._places + lengths.astype(np.uint32)
        self._starts = np.concatenate(([0], np.cumsum(self.sizes)))
        self._holders = holders[by_value(numbers)]
        stems = list(map(stem.__wrapped__, words))  # most are never asked for: not remembered
        order = sorted(range(len(words)), key=stems.__getitem__)
        self._by_stem = np.fromiter(order, np.uint32, len(order))

    def __len__(self) -> int:
        return len(self._places)

    def word(self, number: int) -> str:
        return self._text[self._places[number] : self._ends[number]]

    def words(self) -> list[str]:
        return self._text.split(_GAP) if len(self) else []

    def with_stem(self, wanted: str) -> list[int]:
        """The numbers of the words that have this stem."""
        first = bisect_left(_Stems(self, self._by_stem), wanted)
        found = []
        for number in self._by_stem[first:]:
            if stem(self.word(number)) != wanted:
                break
            found.append(int(number))
        return found

    def spelt(self, word: str) -> range:
        """The number of this very word, if it is here."""
        at = bisect_left(_Words(self), word)
        return range(at, at + (at < len(self) and self.word(at) == word))

    def beginning(self, prefix: str) -> range:
        """The numbers of the words that begin so."""
        words = _Words(self)
        return range(bisect_left(words, prefix), bisect_left(words, prefix + _LAST))

    def holders(self, numbers: Iterable[int]) -> Array:
        """Who holds one of these words; perhaps twice who holds several."""
        parts = [
            self._holders[self._starts[number] : self._starts[number + 1]] for number in numbers
        ]
        return np.concatenate(parts) if parts else self._holders[:0]


class _Words:
    """The words as a sequence for `bisect`, each cut out when it is looked at."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __len__(self) -> int:
        return len(self.lexicon)

    def __getitem__(self, number: int) -> str:
        return self.lexicon.word(number)


class _Stems(_Words):
    def __init__(self, lexicon: Lexicon, order: Array) -> None:
        super().__init__(lexicon)
        self.order = order

    def __getitem__(self, number: int) -> str:
        return stem(self.lexicon.word(int(self.order[number])))
