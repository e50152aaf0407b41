"""Ways to read a fact whose text is made of several, or of a part of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape

from jobs.importer.dialects.look import Look
from jobs.importer.dialects.ways import First
from jobs.lib.text import squeeze

LONGEST = 1_000  # characters a pattern is tried on
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True)
class Sections:
    """A description in repeated groups of heading and text."""

    group: str
    heading: str
    text: str

    def __call__(self, look: Look) -> str:
        return _joined(self._parts(look))

    def _parts(self, look: Look) -> Iterator[tuple[str, str]]:
        heading = ""
        for path, text in look.entries:
            if path == self.group:
                heading = ""
            elif path == f"{self.group}/{self.heading}":
                heading = text
            elif path == f"{self.group}/{self.text}" and text:
                yield heading, text
                heading = ""


class Parts:
    """A description in several elements; `headings` by path, empty for none.

    Only the first filled path of `main` counts; it comes first. `heading` is the path of its own.
    """

    def __init__(
        self, headings: Mapping[str, str], main: tuple[str, ...] = (), heading: str = ""
    ) -> None:
        self.headings = headings
        self.heading = heading
        self.names = frozenset((*headings, heading))
        self.main = First(*main)

    def __call__(self, look: Look) -> str:
        if self.names.isdisjoint(look.values):
            return self.main(look)
        told = {self.main(look): look.values.get(self.heading, "")}
        for path, heading in self.headings.items():
            told.setdefault(look.values.get(path, ""), heading)
        return _joined((heading, text) for text, heading in told.items() if text)


class Pattern:
    """The first group of a pattern that fits the whole text; {path} stands for that text.

    Texts of more than 1,000 characters fit none: a pattern could take for ever on them.
    """

    def __init__(self, path: str, pattern: str) -> None:
        self.path = path
        self.pattern = pattern

    def __call__(self, look: Look) -> str:
        text = squeeze(look.values.get(self.path, "")[: LONGEST + 1])
        if len(text) > LONGEST:
            return ""
        pattern = re.sub(
            r"\{([a-z/]+)\}",
            lambda named: re.escape(squeeze(look.values.get(named[1], "")[:LONGEST]) or "\x00"),
            self.pattern,
        )
        match = re.fullmatch(pattern, text)
        return match[1].strip() if match else ""


@dataclass(frozen=True)
class Always:
    """What every job of a dialect is."""

    text: str

    def __call__(self, look: Look) -> str:
        return self.text


@dataclass(frozen=True)
class Before:
    """A fixed text before the first filled path: "Remote: " and the country."""

    text: str
    paths: tuple[str, ...]

    def __call__(self, look: Look) -> str:
        told = next((look.values[path] for path in self.paths if path in look.values), "")
        return f"{self.text}{told}" if told else ""


@dataclass(frozen=True)
class Header:
    """A text of the document outside its records; the first group of `pattern` when it is given."""

    path: str
    pattern: str = ""

    def __call__(self, look: Look) -> str:
        text = squeeze(look.sketch.header.get(self.path, ""))
        if not self.pattern:
            return text
        match = re.fullmatch(self.pattern, text, re.IGNORECASE)
        return match[1].strip() if match else ""


# The employer of every job, told once beside them. A publisher is not one: it may be a board.
OF_DOCUMENT = tuple(
    Header(path)
    for path in ("company", "companyname", "company/name", "employer", "employername", "@company")
)


class Nested:
    """A date in three elements below one: year, month and day."""

    def __init__(self, path: str) -> None:
        self.paths = tuple(f"{path}/{part}" for part in ("year", "month", "day"))

    def __call__(self, look: Look) -> str:
        parts = [look.values.get(path, "") for path in self.paths]
        return "-".join(part.zfill(2) for part in parts) if all(parts) else ""


def _joined(parts: Iterator[tuple[str, str]]) -> str:
    """HTML with each heading as h3; a single text without heading stays as it is."""
    told = list(parts)
    if len(told) == 1 and not told[0][0]:
        return told[0][1]
    return "".join(
        (f"<h3>{escape(unescape(squeeze(heading)), quote=False)}</h3>" if heading else "")
        + (text if _TAG.search(text) else _paragraphs(text))
        for heading, text in told
    )


def _paragraphs(text: str) -> str:
    blocks = filter(None, (block.strip() for block in re.split(r"\n\s*\n", unescape(text))))
    return "".join(
        f"<p>{escape(block, quote=False).replace(chr(10), '<br>')}</p>" for block in blocks
    )
