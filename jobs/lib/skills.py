"""The known spellings of one skill.

A name is known only as a whole: the verb in "go to market" is no programming language.
"""

from __future__ import annotations

import re
from functools import lru_cache

from jobs.lib.tables import listed, rows
from jobs.lib.text import fold

LONGEST_SKILL = 100  # characters of a name
_INNER = re.compile(r"[\s\-_./'\u2019()]+")


def known_skill(name: str) -> tuple[str, tuple[str, ...]] | None:
    """The canonical name and every spelling of it (itself first), if the whole name is known."""
    return _known_skill(name[: LONGEST_SKILL * 2])


def is_spelt(name: str, spellings: tuple[str, ...]) -> bool:
    """Whether a name is one of the spellings, inner punctuation and all."""
    return _exact(name) in map(_exact, spellings)


def skill_key(name: str) -> str:
    """What is equal for two names of one skill: no case, no accents, no inner punctuation."""
    known = known_skill(name)
    return known[0] if known else _loose(name) or fold(name)


@lru_cache(maxsize=10_000)
def _known_skill(name: str) -> tuple[str, tuple[str, ...]] | None:
    return _KNOWN.get(_exact(name)) or _KNOWN.get(_loose(name))


def _exact(name: str) -> str:
    return fold(name.replace("&", " and ")).strip(" ,;:!?")


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
