"""The words of the names of terms: a search asks which skills and employers have a word."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from pyroaring import BitMap

from jobs.lib.words import bare_words
from jobs.models import Filterable, Job, Term
from jobs.search.memory.bits import Array
from jobs.search.memory.labels import KINDS, Labels, chunks
from jobs.search.memory.lexicon import Gathered, Lexicon

_CODES = {kind: number << 28 for number, kind in enumerate((*KINDS, "arrangement"))}
_KEY = (1 << 28) - 1
_NONE = BitMap([0])  # the key of no term


class Names(Labels):
    """The names as they were at one moment."""

    def __init__(
        self, words: Lexicon, known: Mapping[str, BitMap], unlisted: Mapping[str, BitMap]
    ) -> None:
        super().__init__()
        self.words = words
        self.known = known  # the primary keys of each kind
        self.unlisted = unlisted  # those that are no filter, of each kind

    @classmethod
    def load(cls, only: Mapping[str, Sequence[int]] | None = None) -> Names:
        """The names of all terms, or of those with these primary keys."""
        gathered, known, unlisted = Gathered(), {}, {}
        for kind, model in KINDS.items():
            words, holders, keys, hidden = [], array("I"), BitMap(), BitMap()
            for key, name, listed in _rows(model, None if only is None else only.get(kind, ())):
                keys.add(key)
                if not listed:
                    hidden.add(key)
                own = bare_words(name)
                words += own
                holders.extend([_CODES[kind] | key] * len(own))
            known[kind], unlisted[kind] = keys, hidden
            gathered.add(words, np.array(holders, np.uint32))
        if only is None:
            for number, label in enumerate(Job.Arrangement.labels, 1):
                own = bare_words(str(label))
                gathered.add(own, np.full(len(own), _CODES["arrangement"] | number, np.uint32))
        return cls(gathered.lexicon(), known, unlisted)

    def lacking(self, used: Mapping[str, Array]) -> dict[str, list[int]]:
        """Those of these primary keys, by kind, whose names are not here."""
        return {
            kind: sorted(BitMap(np.unique(keys).tolist()) - self.known[kind] - _NONE)
            for kind, keys in used.items()
        }


def _rows(model: type[Term], only: Sequence[int] | None) -> Iterator[tuple[int, str, bool]]:
    """Primary key, name, and whether the term is offered as a filter."""
    listed = issubclass(model, Filterable)
    fields = ("pk", "name", "in_facets") if listed else ("pk", "name")
    terms = model.objects.order_by("pk").values_list(*fields)
    parts = [terms] if only is None else [terms.filter(pk__in=keys) for keys in chunks(only)]
    for part in parts:
        for key, name, *offered in part.iterator():
            yield key, name, all(offered)


def of_kind(codes: Array, kind: str) -> Array:
    """The primary keys of those holders of a word that are of this kind, each once."""
    code = _CODES[kind]
    return np.unique(codes[(codes & ~np.uint32(_KEY)) == code] & np.uint32(_KEY))
