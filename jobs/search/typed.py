"""What a seeker typed, taken apart: words, what stands between quotes, minus, star, OR."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jobs.lib.signs import glued
from jobs.lib.words import bare_words, folded

MAX_LENGTH = 200  # characters of a query that are read
LONGEST_KNOWN = 3  # words typed that may be one name
SHORTEST_BEGINNING = 2  # letters before a star
SHORT_SIDE = 3  # letters: ci/cd is one term, python/django are two
# Said around what is looked for; left out when something else is left.
FILLERS = frozenset("job jobs in at near for the a an and or of on from by as with to".split())

_OR = re.compile(r"(?<!\S)OR(?!\S)")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_MINUS = re.compile(r"(?<!\S)-$")
_BETWEEN = re.compile(r"[\s,;]+")
_AROUND = "()[]{}:!?'"  # of a word as typed; "+", "#" and "." may belong to it


@dataclass(frozen=True, slots=True)
class Part:
    """One word as typed (folded), or what stands between quotes."""

    text: str
    quoted: bool = False
    minus: bool = False
    either: bool = False  # OR stands before it

    @property
    def prefix(self) -> bool:
        letters = self.text.rstrip("*")
        return not self.quoted and len(letters) >= SHORTEST_BEGINNING and letters != self.text

    @property
    def plain(self) -> bool:
        return not (self.quoted or self.prefix)

    @property
    def filler(self) -> bool:
        return self.plain and not self.minus and FILLERS.issuperset(bare_words(self.text))


def parts(text: str) -> list[Part]:
    """In order, each with some word in it. At most 200 characters are read."""
    found: list[Part] = []
    minus = False
    for number, piece in enumerate(_cut(text).translate(_QUOTES).split('"')):
        if number % 2:
            found.append(Part(folded(piece), quoted=True, minus=minus))
        else:
            found += _unquoted(piece)
            minus = bool(_MINUS.search(piece))
    return list(_with_either(found))


def runs(whole: Sequence[Part], start: int) -> Iterator[Sequence[Part]]:
    """The parts from `start` on that may be one name: three, two, one."""
    first = whole[start]
    if not first.plain:
        return
    end = start + 1
    while end < len(whole) and end < start + LONGEST_KNOWN and not first.minus:
        part = whole[end]
        if not part.plain or part.minus or part.either:
            break
        end += 1
    yield from (whole[start:stop] for stop in range(end, start, -1))


def joined(run: Iterable[Part]) -> str:
    """How the name that a run may be was spelt."""
    return " ".join(part.text for part in run)


def spellings_in(text: str) -> list[str]:
    """What may be the name of something: each run that is not a filler alone."""
    whole = parts(text)
    found = (
        joined(run)
        for start, part in enumerate(whole)
        for run in runs(whole, start)
        if len(run) > 1 or not part.filler
    )
    return list(dict.fromkeys(found))


def _cut(text: str) -> str:
    """At most 200 characters, the last word whole if there are several."""
    kept = text[: MAX_LENGTH + 1]
    return kept if len(kept) <= MAX_LENGTH else kept.rsplit(None, 1)[0][:MAX_LENGTH]


def _unquoted(piece: str) -> Iterator[Part]:
    for token in _BETWEEN.split(glued(folded(_OR.sub(" | ", piece)))):
        word = token.lstrip("-−")
        if word != token:
            yield Part(word.strip(_AROUND), minus=True)
        elif "/" in token and max(map(len, token.split("/"))) > SHORT_SIDE:
            yield from (Part(side.strip(_AROUND)) for side in token.split("/"))
        else:
            yield Part(token.strip(_AROUND))


def _with_either(found: Iterable[Part]) -> Iterator[Part]:
    """The parts that are no OR; those behind one know it, if both sides are wanted."""
    last: Part | None = None
    either = False
    for part in found:
        if part.text == "|" and not part.quoted:
            either = True
        elif bare_words(part.text):
            joins = either and last is not None and not (last.minus or part.minus)
            last, either = replace(part, either=joins), False
            yield last
