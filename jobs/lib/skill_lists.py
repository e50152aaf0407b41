"""Skills from feed text: lists cut into names, each once, as their writer spelt them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from jobs.lib.skill_levels import is_level, without_label, without_level
from jobs.lib.skills import LONGEST_SKILL, is_spelt, known_skill, skill_key
from jobs.lib.text import fold, is_null, squeeze

MOST_SKILLS = 60
SKILLS_READ = 12_000  # characters looked at in a text of many skills
_DEEPEST = 3  # notes around a name: "strong (!) SQL skills (required)"
_WRAPPED = 50  # characters of a line that may go on in the next
_ALWAYS = ";|\n\r\t\v\f•●▪◦‣∙○■►▸✓✔\u2028\u2029、\uff0c\uff1b"
_USUAL = re.compile(f"[,{_ALWAYS}]")
_UNUSUAL = re.compile(r"[(·\u2013\u2014]|,\d{3}")
_SEPARATOR = re.compile(
    r"(?P<bracket>\([^()]{0,98}\))"  # what stands in brackets is one
    r"|(?:(?<!\d),|,(?!\d{3}(?!\d)))"  # "5,000" is one number
    rf"|[{_ALWAYS}]"
    r"|(?:(?<!\S)|(?=.\s|.$))[·\u2013\u2014]"  # in a word dashes join
)
_BULLET = re.compile(r"^(?:[-*+>]|\d{1,2}[.)])\s+")
_CONJUNCTION = re.compile(r"^(?:and|or|und|et|y)(?:\s+|$)|\s+(?:and|or|und|et|&)$", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s*")
_QUOTED = re.compile(r"^\[?([\"'])(.*)\1\]?$")
_NUMBER_BEGUN = re.compile(r",\d{1,2}$")
_SIDES = re.compile(r"\s*/\s*|\s+(?:and|&|\+|or|und|oder|et|ou|y|o|e|og|och|en)\s+", re.IGNORECASE)
_GROUP = re.compile(r"([^()]+?)\s*\(([^()]+)\)$")
_WITHIN = re.compile(r"\s*[,;/|]\s*")
# Of licences the letters that follow are further classes: "Klasse B, C, CE".
_LICENCE = re.compile(
    r"(?:klassen?|führerschein|fuehrerschein|permis|licen[cs]e|category|categories|rijbewijs)"
    r"\s[a-e]\w{0,2}(?:, [a-e]\w{0,2})*$",
    re.IGNORECASE,
)
_CLASSES = frozenset("a a1 ae a1e b b1 be b1e c c1 ce c1e d d1 de d1e am l t".split())
# Beside one of these "go" is a language; elsewhere, in lower case, it is a verb.
_LANGUAGES = frozenset(
    """JavaScript TypeScript CoffeeScript Python Java C C++ C# .NET Rust Ruby PHP Perl Kotlin Swift
    Scala Clojure Elixir Erlang Haskell Node.js SQL MySQL PostgreSQL Docker Kubernetes gRPC AWS
    Linux Bash Git""".split()
)


def split_skills(text: str) -> tuple[str, ...]:
    """The names of a list of skills, each once, at most 60 of 100 characters.

    A name is as written, without what is said about it where the rest is certainly a skill.
    """
    return _names(text)[:MOST_SKILLS]


def number_of_skills(text: str) -> int:
    """How many names the list holds (its first 12,000 characters), those not taken too."""
    return len(_names(text))


def _names(text: str) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for piece in _pieces(_unwrapped(text[:SKILLS_READ])):
        for key, name in _shared(piece) if len(piece) <= LONGEST_SKILL else _named(piece):
            found.setdefault(key, name)
    names = list(found.values())
    if "go" in names and not _LANGUAGES.intersection(list(found)[:MOST_SKILLS]):
        names.remove("go")
    if _CLASSES.isdisjoint(map(str.lower, names)):
        return tuple(names)
    return tuple(_with_classes(names))


def _unwrapped(text: str) -> str:
    """A line of a list that breaks off inside a name goes on in the next one."""
    if "\n" not in text:
        return text
    lines: list[str] = []
    for line in map(str.strip, text.split("\n")):
        before = lines[-1] if lines else ""
        if line[:1].islower() and _breaks_off(before):
            lines[-1] = f"{before} {line}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _breaks_off(line: str) -> bool:
    return len(line) >= _WRAPPED and "," in line[:-1] and line[-1] not in ",;|."


def _pieces(text: str) -> Iterable[str]:
    return _outside_brackets(text) if _UNUSUAL.search(text) else _USUAL.split(text)


def _outside_brackets(text: str) -> Iterator[str]:
    start = 0
    for found in _SEPARATOR.finditer(text):
        if not found["bracket"]:
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


@lru_cache(maxsize=20_000)  # jobs of a feed share most of their skills
def _shared(piece: str) -> tuple[tuple[str, str], ...]:
    return _named(piece)


def _named(piece: str) -> tuple[tuple[str, str], ...]:
    """What a piece of a list names, mostly itself, each by its key."""
    name = _tidy(piece)
    if not _balanced(name):  # no bracket of it holds a list together
        bare = re.sub(r"[()]", "", name)
        return tuple(one for part in _pieces(bare) for one in _named(part))
    if not name or name.isdigit() or fold(name) == "etc":
        return ()
    names = _certain(name) or (() if is_null(name) or is_level(name) else (name,))
    return tuple((skill_key(one), one) for one in names)


def _tidy(piece: str) -> str:
    """White space folded; quotes, bullets, labels, a leading "and" and what trails dropped."""
    name = squeeze(piece)[: 2 * LONGEST_SKILL]
    before = None
    while name != before:
        before = name
        name = _QUOTED.sub(r"\2", name)
        name = without_label(_CONJUNCTION.sub("", _BULLET.sub("", name)))
        name = name.rstrip(" .,;:!?·★☆\u2013\u2014").lstrip(" ,;:!?·\u2013\u2014")
        if len(name) > LONGEST_SKILL:
            name = _cut(name)
    return name


def _cut(name: str) -> str:
    cut = name[:LONGEST_SKILL]
    if _balanced(name) and not _balanced(cut):
        cut = cut[: cut.rfind("(")]
    return _NUMBER_BEGUN.sub("", cut)


def _balanced(name: str) -> bool:
    depth = 0
    for character in name:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return not depth


def _certain(name: str, depth: int = _DEEPEST) -> tuple[str, ...]:
    """The known skills that a name consists of, nothing when anything of it is not known."""
    name = _tidy(name)
    known = known_skill(name)
    if known and ("/" not in name or is_spelt(_SLASH.sub("/", name), known[1])):
        return (name,)
    if not depth:
        return ()
    ways = [sides for sides in (_SIDES.split(name), name.split(": "), _group(name)) if sides[1:]]
    found = next(filter(None, (_all(sides, depth - 1) for sides in ways)), ())
    if found or known:
        return found or (name,)
    bare = (_certain(text, depth - 1) for text in without_level(name))
    return next(filter(None, bare), ())


def _all(names: list[str], depth: int) -> tuple[str, ...]:
    """What several names name together, nothing when one of them is not known."""
    if not without_label(f"{names[0]}:"):
        names = names[1:]
    each = [_certain(name, depth) for name in names]
    return tuple(name for one in each for name in one) if all(each) else ()


def _group(name: str) -> list[str]:
    """ "Office (Word, Excel)" is three names, of which "Databases (MySQL)" has the label first."""
    found = _GROUP.fullmatch(name)
    return [found[1], *_WITHIN.split(found[2])] if found else []


def _with_classes(names: list[str]) -> Iterator[str]:
    last = ""
    for name in names:
        together = f"{last}, {name}"
        if name.lower() in _CLASSES and _LICENCE.search(last) and len(together) <= LONGEST_SKILL:
            last = together
            continue
        if last:
            yield last
        last = name
    if last:
        yield last
