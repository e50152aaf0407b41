"""Skills from feed text: lists cut into names, and the known spellings of one skill.

A name is known only as a whole: the verb in "go to market" is no programming language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from jobs.lib.tables import listed, rows
from jobs.lib.text import fold, is_null, squeeze

MOST_SKILLS = 60
LONGEST_SKILL = 100
SKILLS_READ = 12_000  # characters looked at in a text of many skills
_SEPARATORS = frozenset(",;|\n\r\t\v\f•·●▪◦‣∙○■►▸✓✔\u2013\u2014\u2028\u2029、\uff0c\uff1b")
_SEPARATOR = re.compile(f"[{re.escape(''.join(sorted(_SEPARATORS)))}]")
_BULLET = re.compile(r"^(?:[-*+>]|\d{1,2}[.)])\s+")
_CONJUNCTION = re.compile(r"^(?:and|or|und|et|y)\s+(?=\S)", re.IGNORECASE)
_INNER = re.compile(r"[\s\-_./'\u2019&()]+")


def split_skills(text: str) -> tuple[str, ...]:
    """The names of a list of skills as written, each once, at most 60 of 100 characters."""
    return _names(text)[:MOST_SKILLS]


def number_of_skills(text: str) -> int:
    """How many names the list holds (its first 12,000 characters), those not taken too."""
    return len(_names(text))


def _names(text: str) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for piece in _pieces(text[:SKILLS_READ]):
        for name in _sides(_tidy(piece)):
            key = fold(name)
            if key != "etc" and (not is_null(key) or known_skill(name)):
                found.setdefault(key, name)
    return tuple(found.values())


def known_skill(name: str) -> tuple[str, tuple[str, ...]] | None:
    """The canonical name and every spelling of it (itself first), if the whole name is known."""
    return _known_skill(name[: LONGEST_SKILL * 2])


@lru_cache(maxsize=10_000)
def _known_skill(name: str) -> tuple[str, tuple[str, ...]] | None:
    return _KNOWN.get(_exact(name)) or _KNOWN.get(_loose(name))


def _pieces(text: str) -> Iterable[str]:
    """The text cut at separators, never inside brackets that close again."""
    return _outside_brackets(text) if "(" in text else _SEPARATOR.split(text)


def _outside_brackets(text: str) -> Iterator[str]:
    piece: list[str] = []
    depth = 0
    for index, character in enumerate(text):
        if character == "(" and ")" in text[index : index + LONGEST_SKILL]:
            depth += 1
        elif character == ")":
            depth = max(0, depth - 1)
        if character in _SEPARATORS and not depth:
            yield "".join(piece)
            piece = []
        else:
            piece.append(character)
    yield "".join(piece)


def _tidy(piece: str) -> str:
    """White space folded, bullets, a leading "and" and trailing punctuation dropped."""
    name = _BULLET.sub("", squeeze(piece))
    name = _CONJUNCTION.sub("", name).rstrip(" .,;:!?")
    return name[:LONGEST_SKILL].strip()


def _sides(name: str) -> tuple[str, ...]:
    """ "Python/Java" is two skills; "CI/CD" is one, and so is anything not known on both sides."""
    if "/" not in name or known_skill(name):
        return (name,)
    sides = tuple(side.strip() for side in name.split("/"))
    return sides if all(map(known_skill, sides)) else (name,)


def _exact(name: str) -> str:
    return fold(name).strip(" ,;:!?")


def _loose(name: str) -> str:
    """Without inner punctuation; "+" and "#" stay, they tell C, C++ and C# apart."""
    return _INNER.sub("", _exact(name))


def _known() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Exact spellings win over those that differ in punctuation: ".NET" is not "Net"."""
    table = [(row[0], (row[0], *listed(row[1]))) for row in rows("skills.tsv", 2)]
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for key in (_exact, _loose):
        for canonical, spellings in table:
            for spelling in spellings:
                if key is _exact or not spelling.startswith("."):
                    found.setdefault(key(spelling), (canonical, spellings))
    return found


_KNOWN = _known()
