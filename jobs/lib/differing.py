"""Where two versions of a text differ: one part, between what they begin and end with alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

AROUND = 80  # characters left on each side of the part that is taken out of a long text
_WORD = re.compile(r"\S+\s*|\s+")


class Differing(NamedTuple):
    """Two texts, `head + old + tail` and `head + new + tail`, taken apart between words."""

    head: str
    old: str
    new: str
    tail: str


def differing(before: str, after: str) -> Differing:
    old, new = _WORD.findall(before), _WORD.findall(after)
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    parts = old[:start], old[start : len(old) - end], new[start : len(new) - end]
    return Differing(*map("".join, (*parts, old[len(old) - end :])))


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


def _alike(one: Sequence[str], two: Sequence[str]) -> int:
    """With how many equal words they begin, by few comparisons of long slices."""
    low, high = 0, min(len(one), len(two))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
