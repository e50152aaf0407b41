"""What a seeker typed, as words to match. Every input is a query; none raises."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jobs.lib.words import bare_words, stem

MAX_LENGTH = 200  # characters of a query that are read
MAX_TERMS = 12
_PART = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand next to each other; `prefix`: the last is the beginning of a word."""

    words: tuple[str, ...]
    excluded: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all match, and terms that must not."""

    terms: tuple[Term, ...] = ()
    shortened: bool = False  # words beyond the limits were left out

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.excluded)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.excluded)

    def __bool__(self) -> bool:
        return bool(self.terms)


def parse(text: str) -> Query:
    """`python -php "machine learning" develop*`: words, without, phrase, beginning of a word."""
    parts = _PART.findall(text[:MAX_LENGTH])
    terms = [term for part in parts if (term := _term(*part))]
    cut = len(text) > MAX_LENGTH or len(terms) > MAX_TERMS
    return Query(tuple(dict.fromkeys(terms))[:MAX_TERMS], shortened=cut)


def _term(minus: str, phrase: str, word: str) -> Term | None:
    bare = list(bare_words(phrase or word))
    if not bare:
        return None
    prefix = word.endswith("*")
    last = bare[-1] if prefix else stem(bare[-1])
    return Term((*map(stem, bare[:-1]), last), excluded=bool(minus), prefix=prefix)
