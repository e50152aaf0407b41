"""Titles as they are shown: without what only repeats other facts of the job, and calm.

Only what is set off by a separator or brackets, at the end or the start, is taken off; a title that
would say nothing any more stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jobs.lib import vocabulary
from jobs.lib.text import fold, squeeze
from jobs.lib.title_case import calm
from jobs.lib.title_facts import Known, repeats

__all__ = ["Known", "shown_title"]

LONGEST = 300  # characters of a title
_PASSES = 12  # each takes one thing off; no honest title has more
_SEPARATORS_TRIED = 5
_USUAL = re.compile(r"[^\W_]+(?:[ '/&.-][^\W_]+)*")
_AT = re.compile(r"\s(?:at\s+|@\s*)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[,;]\s+|\s+[-\u2013\u2014|:/\u2022\u00b7]+\s+|\s*[:|]\s+|\s+(?=#)")
_BEFORE = re.compile(r"\s+[-\u2013\u2014|:\u2022\u00b7]+\s+|\s*[:|]\s+")
_BRACKET_LAST = re.compile(r"\s*[(\[{]([^()\[\]{}]*)[)\]}]$")
_BRACKET_FIRST = re.compile(r"^[(\[{]([^()\[\]{}]*)[)\]}]\s*")
_GENDERS = re.compile(
    r"(?:\s|^)[(\[]?\s*(?:[mwfdxhvkig](?:\s?[/|*,:]\s?(?:[mwfdxhvki]|div))+|gn|all genders)"
    r"\s*[)\]]?(?=\s|$)",
    re.IGNORECASE,
)
_CRIES = (
    r"(?:urgent|urgently hiring|urgent hiring|urgently needed|hiring|hiring now|now hiring|hiring"
    r" immediately|we(?: are|['\u2019]re) hiring|job alert|apply now|apply today|on recrute"
    r"|wir suchen|se busca)"
)
_CRY_FIRST = re.compile(rf"^[(\[*]*{_CRIES}[)\]*]*\s*(?:[!:|*\u2013\u2014]|\s-\s)[\s!:|*-]*", re.I)
_CRY_LAST = re.compile(rf"\s*(?:[(\[!|*\u2013\u2014:]|\s-\s)\s*{_CRIES}[\s!)\]*]*$", re.I)
_TWICE = re.compile(r"(\s[-\u2013\u2014|:,])(?:\s+[-\u2013\u2014|:,])+(?=\s)")
_SIGNS = re.compile(r"!{2,}$|(?<=\s)\*+$|\*{2,}$|^\*+(?=[\s*])|^!+|\s*(?:\(\s*\)|\[\s*\])$")
_BRACKETS = frozenset("()[]{}")
_EDGES = " \t-\u2013\u2014|,;:/\u2022\u00b7~_="
_QUOTES = (('"', '"'), ("*", "*"), ("\u201c", "\u201d"), ("\u201e", "\u201c"), ("\u00ab", "\u00bb"))
# What says nothing alone, and what a title does not end with.
_NOTHING = frozenset(
    """job jobs position vacancy vacancies opportunity opportunities role opening openings career
    careers work working join apply hiring team staff employee about new a the""".split()
)
_DANGLING = frozenset(
    """of for to at in on by with and or the a an our your is are & bei für im in am mit und von de
    du des à chez et en con para y di da""".split()
)


def shown_title(title: str, known: Known) -> str:
    """The title of one line, without what `known` says too. Never empty where the title is not.

    Every word of it stands in the title, though maybe in other case; shown again it is the same.
    """
    if _USUAL.fullmatch(title) and not title.isupper() and " at " not in title.lower():
        return title
    shown = title[:LONGEST]
    for _ in range(_PASSES):
        shorter = calm(_shorter(shown, known))
        if shorter == shown:
            break
        shown = shorter
    return shown or title


def _shorter(title: str, known: Known) -> str:
    title = _undecorated(title)
    for rest in _candidates(title, known):
        if _says_something(rest):
            return rest
    return title


def _candidates(title: str, known: Known) -> Iterator[str]:
    """The title without one of its parts, if that part repeats something."""
    marks = list(_GENDERS.finditer(title))
    if marks and marks[-1].end() == len(title):  # a note that the law asks for ends the title
        before, mark = title[: marks[-1].start()].rstrip(_EDGES), squeeze(marks[-1][0])
        if len(marks) > 1:
            yield before
        yield from (f"{rest} {mark}" for rest in _candidates(before, known) if rest)
        return
    yield from _without_cry(title)
    yield from _without_bracket(title, known)
    yield from _without_end(title, known)
    yield from _without_start(title, known)


def _without_bracket(title: str, known: Known) -> Iterator[str]:
    for bracket in (_BRACKET_LAST.search(title), _BRACKET_FIRST.match(title)):
        if bracket:
            rest = title[: bracket.start()] + title[bracket.end() :]
            if _all_repeat(bracket[1], rest, known):
                yield rest


def _without_end(title: str, known: Known) -> Iterator[str]:
    for found in list(_AT.finditer(title))[-1:]:
        if repeats(title[found.end() :], title[: found.start()], known, said=True):
            yield title[: found.start()]
    for found in reversed(list(_SEPARATOR.finditer(title))[-_SEPARATORS_TRIED:]):
        rest, part = title[: found.start()], title[found.end() :]
        if _closed(part) and repeats(part, rest, known):
            yield rest


def _without_start(title: str, known: Known) -> Iterator[str]:
    for found in list(_BEFORE.finditer(title))[:_SEPARATORS_TRIED]:
        part, rest = title[: found.start()], title[found.end() :]
        if _closed(part) and repeats(part, rest, known):
            yield rest


def _all_repeat(part: str, rest: str, known: Known) -> bool:
    """Of what stands in brackets, either the whole or each of its parts."""
    if repeats(part, rest, known):
        return True
    parts = _SEPARATOR.split(part)
    return len(parts) > 1 and all(repeats(one, rest, known) for one in parts)


def _without_cry(title: str) -> Iterator[str]:
    for cry in (_CRY_FIRST, _CRY_LAST):
        if found := cry.search(title):
            yield title[: found.start()] + title[found.end() :]


def _undecorated(title: str) -> str:
    """Without signs, quotes and separators at the ends; doubled ones once."""
    bare, before = _TWICE.sub(r"\1", title), None
    if bare[:1].isalnum() and bare[-1:].isalnum():
        return bare
    while bare != before:
        before = bare
        bare = bare.strip(_EDGES)
        while bare and _is_sign(bare[-1]):
            bare = bare[:-1]
        while bare and _is_sign(bare[0]):
            bare = bare[1:]
        bare = _SIGNS.sub("", bare)
        bare = _unquoted(bare)
    return squeeze(bare) if any(map(str.isalnum, bare)) else title


def _unquoted(title: str) -> str:
    for opening, closing in _QUOTES:
        number = title.count(opening) + (title.count(closing) if closing != opening else 0)
        if number == 2 and title[0] == opening and title[-1] == closing:
            return title[1:-1]
        if number == 1 and title[0] == opening:
            return title[1:]
        if number == 1 and title[-1] == closing and not title[-2:-1].isdigit():
            return title[:-1]
    return title


def _is_sign(character: str) -> bool:
    """Emoji, stars and arrows, with what joins and colours them."""
    if character.isascii() or character in "°©®™":
        return character == " "
    return unicodedata.category(character) in ("So", "Sk") or character in "\u200d\ufe0f\u20e3"


def _closed(part: str) -> bool:
    return _BRACKETS.isdisjoint(part) or all(
        part.count(one) == part.count(other) for one, other in ("()", "[]", "{}")
    )


def _says_something(rest: str) -> bool:
    """Whether a title is left: a word that is no level, no kind of employment, no filler."""
    bare = fold(_GENDERS.sub(" ", rest)).strip(_EDGES)
    words = [word.strip(_EDGES + "()[]!.") for word in bare.split()]
    if not words or words[-1] in _DANGLING or not _closed(rest):
        return False
    for fixed in (vocabulary.LEVELS, vocabulary.JOB_TYPES, vocabulary.ARRANGEMENTS):
        if vocabulary.word(bare, fixed):
            return False
    telling = [word for word in words if word not in _NOTHING | _DANGLING]
    return any(sum(map(str.isalpha, word)) > 1 for word in telling)
