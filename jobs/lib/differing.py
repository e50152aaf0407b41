"""Where two versions of a text differ: one part, between what they begin and end with alike."""

from __future__ import annotations

import re
from typing import NamedTuple

AROUND = 80  # characters left on each side of the part that is taken out of a long text
_WORD_ON = re.compile(r"\S*\s*")  # what is left of a word, with the space after it


class Differing(NamedTuple):
    """Two texts, `head + old + tail` and `head + new + tail`, taken apart between words."""

    head: str
    old: str
    new: str
    tail: str


def differing(before: str, after: str) -> Differing:
    start = _alike(before, after)
    nexts = before[start : start + 1], after[start : start + 1]
    if any(nexts) and not (_ends_apart(before[:start]) and not any(map(str.isspace, nexts))):
        start = _last_word(before[:start])
    old, new = before[start:], after[start:]
    tail = old[len(old) - _alike(old[::-1], new[::-1]) :]
    rests = old.removesuffix(tail), new.removesuffix(tail)
    if tail[:1].isspace() or not all(map(_ends_apart, rests)):
        tail = _WORD_ON.sub("", tail, count=1)
    return Differing(before[:start], old.removesuffix(tail), new.removesuffix(tail), tail)


def changed_parts(before: str, after: str, length: int) -> tuple[str, str]:
    """Both texts as they are where neither is longer than `length` characters; otherwise what is
    different of each with some words around it, at most so long, "…" where something is left out.
    """
    if max(len(before), len(after)) <= length:
        return before, after
    head, old, new, tail = differing(before, after)
    begin = head if len(head) <= AROUND else f"…{head[1 - AROUND :]}"
    end = tail if len(tail) <= AROUND else f"{tail[: AROUND - 1]}…"
    room = length - len(begin) - len(end)
    return f"{begin}{_cut(old, room)}{end}", f"{begin}{_cut(new, room)}{end}"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _alike(one: str, two: str) -> int:
    """With how many equal characters they begin, by few comparisons of long slices."""
    low, high = 0, min(len(one), len(two))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _ends_apart(text: str) -> bool:
    """Whether a word can begin after it."""
    return not text or text[-1].isspace()


def _last_word(text: str) -> int:
    """Where the last word begins; it may have white space after it."""
    words = text.rstrip()
    return len(words) - len(words.rsplit(None, 1)[-1]) if words else 0
