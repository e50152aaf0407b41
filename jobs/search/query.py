"""What a seeker typed, as words to match. Every input is a query; none raises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from jobs.lib.spellings import is_trade
from jobs.lib.words import bare_words, stem
from jobs.search.typed import MAX_LENGTH, Part, joined, parts, runs

__all__ = ["ALL", "FACTS", "MAX_LENGTH", "MAX_SPELLINGS", "MAX_TERMS", "SKILLS", "TITLE"]
__all__ += ["Group", "Phrase", "Query", "parse"]

MAX_TERMS = 12  # of a query, and words of a phrase
MAX_BEGINNINGS = 4  # of a query
MAX_SPELLINGS = 20  # of one term
LONGEST_SPELLING = 4  # words
TITLE, SKILLS, FACTS, ALL = 1, 2, 3, 4  # strengths: where words stand, each with those before it
# Languages and trades that in a description are mostly something else: a letter, a verb, "it".
EVERYDAY = frozenset("c d r go it rest us".split())

Words = tuple[str, ...]  # stems; one or more


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand next to each other; with `apart`, in a title they may be anywhere."""

    words: Words
    prefix: bool = False  # the last word is a beginning, not stemmed
    within: int = ALL  # the strengths that count
    apart: bool = False  # never where descriptions count


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives, of which one is enough."""

    any_of: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """Groups that must all match, and groups that must not."""

    wanted: tuple[Group, ...] = ()
    unwanted: tuple[Group, ...] = ()
    shortened: bool = False  # something beyond the limits was left out
    typed: tuple[str, ...] = ()  # of each wanted group its bare word; "" when it is not one word

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)


@dataclass(slots=True)
class _Term:
    """A group in the making."""

    phrases: list[Phrase]
    typed: str = ""
    minus: bool = False
    filler: bool = False


def parse(text: str, synonyms: Mapping[str, tuple[str, ...]] | None = None) -> Query:
    """`python -php "machine learning" develop* c OR rust`: words, without, phrase, beginning, or.

    `synonyms`: to what was typed (of `typed.spellings_in`) the spellings that mean the same.
    """
    whole = parts(text)
    few = _few_beginnings(whole)
    terms = _terms(few, synonyms or {})
    if any(not (term.filler or term.minus) for term in terms):
        terms = [term for term in terms if not term.filler]
    distinct = {(term.minus, _lean(term.phrases)): term for term in terms}
    kept = list(distinct.items())[:MAX_TERMS]
    long = any(len(phrase.words) > MAX_TERMS for term in terms for phrase in term.phrases)
    return Query(
        wanted=tuple(Group(phrases) for (minus, phrases), _term in kept if not minus),
        unwanted=tuple(Group(phrases) for (minus, phrases), _term in kept if minus),
        shortened=long or few != whole or len(distinct) > MAX_TERMS or len(text) > MAX_LENGTH,
        typed=tuple(term.typed for (minus, _phrases), term in kept if not minus),
    )


def _few_beginnings(whole: Sequence[Part]) -> list[Part]:
    """Only the first stars count: a beginning costs the database as much as a hundred words."""
    places = [place for place, part in enumerate(whole) if part.prefix]
    late = set(places[MAX_BEGINNINGS:])
    return [
        replace(part, text=part.text.rstrip("*")) if place in late else part
        for place, part in enumerate(whole)
    ]


def _terms(whole: Sequence[Part], synonyms: Mapping[str, tuple[str, ...]]) -> list[_Term]:
    units: list[list[_Term]] = []
    start = 0
    while start < len(whole):
        known = (run for run in runs(whole, start) if joined(run) in synonyms)
        run = next(known, whole[start : start + 1])
        # (software and engineer) or swe: each of the words, or what stands for both
        others = list(_others(synonyms.get(joined(run), ())))
        unit = [_term(part, others) for part in run]
        if run[0].either and units:
            unit = [_Term(a.phrases + b.phrases) for a, b in product(units.pop(), unit)]
        units.append(unit[:MAX_TERMS])
        start += len(run)
    return [term for unit in units for term in unit]


def _term(part: Part, others: Sequence[Phrase]) -> _Term:
    bare = bare_words(part.text)
    if not part.plain:
        phrase = _beginning(bare) if part.prefix else [Phrase(tuple(map(stem, bare)))]
        return _Term(phrase, minus=part.minus)
    return _Term(
        [_typed(bare), *others],
        typed=bare[0] if len(bare) == 1 else "",
        minus=part.minus,
        filler=part.filler,
    )


def _typed(bare: Sequence[str]) -> Phrase:
    everyday = len(bare) == 1 and bare[0] in EVERYDAY
    return Phrase(tuple(map(stem, bare)), within=SKILLS if everyday else ALL)


def _others(spellings: Iterable[str]) -> Iterator[Phrase]:
    """What else was meant. Several words count in titles and names, where they are in memory:
    to look for them next to each other in descriptions costs more than it finds. A trade counts in
    titles alone: dental insurance is nothing a dentist looks for."""
    for spelling in islice(spellings, MAX_SPELLINGS):
        bare = bare_words(spelling)
        if len(bare) == 1:
            one = _typed(bare)
            yield replace(one, within=TITLE) if is_trade(spelling) else one
        elif 0 < len(bare) <= LONGEST_SPELLING:
            yield Phrase(tuple(map(stem, bare)), within=FACTS, apart=True)


def _beginning(bare: Sequence[str]) -> list[Phrase]:
    """Stored are stems: "engineer*" begins none of its own, and so it is looked for as well."""
    before, last = tuple(map(stem, bare[:-1])), bare[-1]
    return [Phrase((*before, last), prefix=True), Phrase((*before, stem(last)))]


def _lean(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Phrases without those that cannot match where none of the others does."""
    cut = (replace(one, words=one.words[:MAX_TERMS]) for one in phrases)
    kept = list(dict.fromkeys(cut))
    return tuple(one for one in kept if not any(_covers(other, one) for other in kept))


def _covers(wide: Phrase, narrow: Phrase) -> bool:
    """Whether all that matches the narrow phrase matches the wide one."""
    if wide == narrow or wide.within < narrow.within or wide.apart > narrow.apart:
        return False
    if narrow.apart:
        return (wide.apart or len(wide.words) == 1) and set(wide.words) < set(narrow.words)
    size = len(wide.words)
    if wide.prefix:
        one = narrow.words[-1] if len(narrow.words) == size == 1 else ""
        return one.startswith(wide.words[0])
    runs_ = (narrow.words[at : at + size] for at in range(len(narrow.words) - size + 1))
    return wide.words in runs_ and not (narrow.prefix and narrow.words[-size:] == wide.words)
