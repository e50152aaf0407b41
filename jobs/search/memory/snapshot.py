"""The words of the board at one moment: of titles, and of the names of what jobs have."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from pyroaring import BitMap

from jobs.search.memory.bits import Array
from jobs.search.memory.board import Board
from jobs.search.memory.names import of_kind


class Snapshot(Board):
    def title_words(self, stem: str) -> BitMap:
        """Jobs with a word of this stem in the title. Shared: never change it."""
        key = ("title", self.version, stem)
        found: BitMap | None = self.memo.get(key)
        if found is None:
            found = self._both(lambda segment: segment.with_title_word(stem))
            self.memo.put(key, found)
        return found

    def named(self, kind: str, stem: str) -> Array:
        """The primary keys of the terms of a kind with a word of this stem in their name."""
        found = [
            names.words.holders(names.words.with_stem(stem))
            for names in (self.names, self.fresh_names)
        ]
        return of_kind(np.concatenate(found), kind)

    def name_words(self, kind: str, stem: str) -> BitMap:
        """Jobs with a term of this kind that has a word of this stem in its name."""
        return self.having(kind, self.named(kind, stem).tolist())

    def terms_beginning(self, kind: str, stems: Iterable[str], beginning: str) -> Array:
        """The primary keys of the terms whose name has all stems and a word that begins so."""
        found = [
            names.words.holders(names.words.beginning(beginning))
            for names in (self.names, self.fresh_names)
        ]
        keys = of_kind(np.concatenate(found), kind)
        for stem in stems:
            keys = np.intersect1d(keys, self.named(kind, stem))
        return keys

    def words_beginning(self, prefix: str, limit: int) -> list[str]:
        """Bare words of titles and names that begin so, the most frequent first."""
        counts: dict[str, int] = {}
        lexicons = [segment.titles for segment in self.segments]
        for lexicon in (*lexicons, self.names.words, self.fresh_names.words):
            sizes = lexicon.sizes
            for number in lexicon.beginning(prefix):
                word = lexicon.word(number)
                counts[word] = counts.get(word, 0) + int(sizes[number])
        return sorted(counts, key=lambda word: (-counts[word], word))[:limit]

    def title_slots_beginning(self, prefix: str) -> BitMap:
        """Jobs with a title word that begins so."""
        return self._both(lambda segment: segment.with_title_beginning(prefix))

    def titled_as_typed(self, word: str) -> BitMap:
        """Jobs with this very word in the title, or with it in the other number: nurse, nurses."""
        singular = word.removesuffix("s")
        forms = {word, word + "s", word + "es", singular, singular.removesuffix("e")}
        return self._both(lambda segment: segment.with_bare_title_words(forms))
