"""Ways to read a fact that is more than the text of one element."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache

from jobs.importer.dialects.look import Look
from jobs.lib.countries import LONGEST
from jobs.lib.text import fold
from jobs.lib.vocabulary import JOB_TYPES, Word, word

YES = frozenset("1 yes true y ja oui si sim wahr on".split())
NO = frozenset(("", *"0 no false n none nein non off never".split()))
REMOTE_WORDS: Mapping[str, str] = (
    dict.fromkeys(YES, "remote")
    | dict.fromkeys(NO, "")
    | dict.fromkeys(
        "fully|full|fully remote|fully_remote|full_remote|remote_only|always|100%".split("|"),
        "remote",
    )
    | dict.fromkeys("partial|partly|hybrid remote|hybrid_remote|sometimes".split("|"), "hybrid")
    | dict.fromkeys(("on-site", "on site", "on_site", "in_office"), "onsite")
    # Said of a while that ended, or of another thing than the place of work.
    | dict.fromkeys(("temporary", "temporarily remote", "covid-19", "wfh_flexible"), "")
)


def all_of(look: Look, path: str) -> list[str]:
    """Every distinct text at a path, in the document's order."""
    return list(dict.fromkeys(text for came, text in look.entries if text and came == path))


class First:
    """The first path that has text, however many there are."""

    def __init__(self, *paths: str) -> None:
        self.ranks = {path: rank for rank, path in reversed(tuple(enumerate(paths)))}

    def path(self, look: Look) -> str:
        found = self.ranks.keys() & look.values.keys()
        return min(found, key=self.ranks.__getitem__) if found else ""

    def __call__(self, look: Look) -> str:
        return look.values.get(self.path(look), "")


class Web:
    """The text of a path when it is a web address: an id may be one."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __call__(self, look: Look) -> str:
        text = look.values.get(self.path, "")
        return text if text.lower().startswith(("http://", "https://")) else ""


class Each:
    """Every distinct value of repeated elements, in the order of these paths, joined by "; "."""

    def __init__(self, *paths: str) -> None:
        self.paths = paths
        self.names = frozenset(paths)

    def __call__(self, look: Look) -> str:
        if self.names.isdisjoint(look.values):
            return ""
        told = (text for path in self.paths if path in look.values for text in all_of(look, path))
        return "; ".join(dict.fromkeys(told))


class Words:
    """A word of the feed in our words, the first path that gives one; unknown words stay."""

    def __init__(self, meanings: Mapping[str, str], *paths: str) -> None:
        self.meanings = meanings
        self.paths = paths
        self.names = frozenset(paths)

    def __call__(self, look: Look) -> str:
        if self.names.isdisjoint(look.values):
            return ""
        for path in self.paths:
            told = look.values.get(path, "")
            meant = self.meanings.get(fold(told), told) if told else ""
            if meant:
                return meant
        return ""


class Remote(Words):
    """Flags and words about remote work: yes, 1, fully, hybrid; "no" tells nothing."""

    def __init__(self, *paths: str) -> None:
        super().__init__(REMOTE_WORDS, *paths)


class Flags:
    """One yes/no element for each word; several that say yes together say nothing."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words

    def __call__(self, look: Look) -> str:
        said = [
            meant for path, meant in self.words.items() if fold(look.values.get(path, "")) in YES
        ]
        return said[0] if len(said) == 1 else ""


class Known:
    """The text of the first path whose text is one of the board's words."""

    def __init__(self, words: tuple[Word, ...], *paths: str) -> None:
        self.words = words
        self.paths = paths
        self.names = frozenset(paths)

    def __call__(self, look: Look) -> str:
        if self.names.isdisjoint(look.values):
            return ""
        told = (look.values.get(path, "") for path in self.paths)
        return next((text for text in told if text and _is_word(text[:LONGEST], self.words)), "")


class Kind:
    """The kind of employment: of several texts, or of a list in one, the first the board knows.

    "permanent" beside "full-time" is full-time. Where nothing is known, the first text of `paths`
    stays; one of `also`, which may be hours or a sentence, does not.
    """

    def __init__(self, *paths: str, also: tuple[str, ...] = ()) -> None:
        self.paths = paths
        self.also = also
        self.names = frozenset((*paths, *also))

    def __call__(self, look: Look) -> str:
        if self.names.isdisjoint(look.values):
            return ""
        told = tuple(look.values[path][:LONGEST] for path in self.paths if path in look.values)
        also = tuple(look.values[path][:LONGEST] for path in self.also if path in look.values)
        return _kind((*told, *also)) or (told[0] if told else "")


@lru_cache(maxsize=4096)
def _kind(told: tuple[str, ...]) -> str:
    listed = (piece.strip() for text in told for piece in re.split(r"[,;/|]", text))
    return next((text for text in (*told, *listed) if word(text, JOB_TYPES)), "")


@lru_cache(maxsize=4096)
def _is_word(text: str, words: tuple[Word, ...]) -> bool:
    return word(text, words) is not None


class Of:
    """An element of the first of repeated groups whose `where` is one of `words`, or missing."""

    def __init__(self, group: str, path: str, *, where: str, words: Collection[str]) -> None:
        self.group = group
        self.path = f"{group}/{path}"
        self.where = f"{group}/{where}"
        self.words = frozenset(map(fold, words))

    def __call__(self, look: Look) -> str:
        found, fits = "", True
        for path, text in (*look.entries, (self.group, "")):
            if path == self.group:
                if found and fits:
                    return found
                found, fits = "", True
            elif path == self.where:
                fits = not text or fold(text) in self.words
            elif path == self.path:
                found = found or text
        return ""


class Only:
    """The text of these paths when they all tell the same; several countries are none."""

    def __init__(self, *paths: str) -> None:
        self.paths = frozenset(paths)

    def __call__(self, look: Look) -> str:
        if self.paths.isdisjoint(look.values):
            return ""
        told = {text for path, text in look.entries if text and path in self.paths}
        return told.pop() if len(told) == 1 else ""


class Rest:
    """The first path whose text another way has not taken."""

    def __init__(self, taken: Callable[[Look], str], *paths: str) -> None:
        self.taken = taken
        self.paths = paths

    def __call__(self, look: Look) -> str:
        taken = self.taken(look)
        told = (look.values.get(path, "") for path in self.paths)
        return next((text for text in told if text and text != taken), "")
