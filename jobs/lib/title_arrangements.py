"""Where the work is done, by what a title says beside the role."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobs.lib import place_words as words
from jobs.lib import vocabulary
from jobs.lib.arrangement_words import IN_THE_WORK, arrangement_named
from jobs.lib.cities import is_city
from jobs.lib.place_readings import readings

TITLE_READ = 300  # characters
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BREAKS = re.compile(r" [-\u2013\u2014/]+ |[|•·]|: |^[-\u2013\u2014]+ | [-\u2013\u2014]+$")
_BETWEEN = re.compile(r"[,;/|&]| [-\u2013\u2014] |\b(?:or|and|oder|und|ou|et)\b")
_GENDERS = frozenset("mwfdxhvi")
_REMOTE_FIRST = re.compile(
    r"(?:fully |100 ?% )?remote (?:(?:senior|sr\.?)(?! (?:living|care|services|housing))"
    r"|junior|jr\.?|lead(?! gen)|principal"
    r"|(?:staff |web |mobile )?(?:software )?(?:engineer|developer)$"
    r"|(?:software|web|mobile|front[- ]?end|back[- ]?end|full[- ]?stack|python|java|javascript"
    r"|php|ruby|react|golang|devops) (?:engineer|developer|architect)"
    r"|data (?:scientist|engineer|analyst)|product (?:manager|designer|owner)"
    r"|(?:ux|ui|graphic|web) designer)\b",
    re.IGNORECASE,
)


def in_title(title: str) -> str:
    """What a title says beside the role: "Welder (Remote)", "Welder - Hybrid"."""
    title = title[:TITLE_READ]
    if not words.may_tell_arrangement(title):
        return ""
    found = {word for inside in _BRACKETS.findall(title) for word in _of_list(inside)}
    for segment in _BREAKS.split(_BRACKETS.sub(" ", title)):
        first, *others = segment.split(",")
        found.update(*map(_of_list, (first, *others)))
        if _REMOTE_FIRST.match(segment.strip()):
            found.add("remote")
    return found.pop() if len(found) == 1 else ""


def _of_list(text: str) -> Iterator[str]:
    """The arrangements a part of a title names, when it names nothing else but where."""
    if not words.may_tell_arrangement(text):
        return
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    said = [arrangement_named(part) or _remote_in(part) for part in parts]
    if not any(said):
        return
    others = [part for part, word in zip(parts, said, strict=True) if not word]
    if all(_is_beside(part) or (is_city(part) and "remote" not in said) for part in others):
        yield from filter(None, said)


def _remote_in(text: str) -> str:
    """ "Remote UK", "US Remote"."""
    area, remote = words.without_remote(text)
    known = remote and area and _is_area(area) and not IN_THE_WORK.search(text)
    return "remote" if known else ""


def _is_area(text: str) -> bool:
    return bool(readings(text) or words.part_of_world(text)) and not is_city(text)


def _is_beside(text: str) -> bool:
    """Whether a word may stand beside "remote" and leave it as it is: an area, m, full-time."""
    zone = words.without_remote(f"remote {text}") == ("", True)
    kind = vocabulary.word(text, vocabulary.JOB_TYPES) or vocabulary.word(text, vocabulary.LEVELS)
    return text.lower() in _GENDERS or zone or kind is not None or _is_area(text)
