"""Walks through broken XML and writes it out again, mending what can be mended without guessing.

Text is never turned into elements and no end tag is invented: what breaks off still breaks off.
Comments, processing instructions and the declaration are left out; lines keep their numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TextIO

from jobs.importer.reading.characters import LESS, MARKER, references
from jobs.importer.reading.names import PAGE_NAMES
from jobs.importer.reading.parser import DOCTYPE
from jobs.importer.records import Rejected, folded

BEFORE, AFTER = "text before the document", "text after the document"
COMMENT = "-- in a comment"
DECLARATION, INSTRUCTION = "misplaced declaration", "damaged processing instruction"
MAX_TAG = 1024 * 1024  # characters; what is longer is passed on as it is
LOOK = 10  # characters that tell what a < begins
_TAG = re.compile(r"<(/?)([^\s<>/!?&;=\"'()]+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+")
CDATA = "<![CDATA["
_SECTIONS = {CDATA: "]]>", "<!--": "-->", "<?": "?>"}
_DECLARATION = re.compile(r"<\?xml\s")
_INSTRUCTION = re.compile(r"<\?[^\W\d][\w.:-]*(?:[\s?]|\Z)")
_NAME = re.compile(r"</?[^\W\d]|</?:", re.UNICODE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TAIL = re.compile(r"(?:&[#\w]{0,45}|\]{1,2})\Z")  # may go on in the next piece


class Scanner:
    """`feed` it the document in pieces, then `finish`. Memory is one piece, or one tag."""

    def __init__(self, sink: TextIO, repairs: Counter[str]) -> None:
        self.sink = sink
        self.repairs = repairs
        self.buffer = ""
        self.depth = 0
        self.ended = False  # the root element
        self.until = ""  # what ends the section in which the buffer begins
        self.final = False

    def feed(self, piece: str) -> None:
        self.buffer += piece
        at = 0
        while at < len(self.buffer):
            after = self._step(at)
            if after == at:
                break
            at = after
        self.buffer = self.buffer[at:]

    def finish(self) -> None:
        self.final = True
        self.feed("")

    def _step(self, at: int) -> int:
        """Deals with what begins at a place; returns where it ends, or `at` to wait for more."""
        if self.until:
            return self._section(at)
        if self.buffer[at] != "<":
            return self._text(at)
        look = self.buffer[at : at + LOOK]
        if len(look) < LOOK and not self.final:
            return at
        opener = next((opener for opener in _SECTIONS if look.startswith(opener)), "")
        if opener:
            self._open(opener, at)
            return at + len(opener)
        if look.lower().startswith("<!doctype"):
            raise Rejected(DOCTYPE)
        return self._tag(at)

    def _open(self, opener: str, at: int) -> None:
        self.until = _SECTIONS[opener]
        if opener == CDATA:
            self._write(opener)
        elif opener == "<?" and _DECLARATION.match(self.buffer, at):
            self.repairs[DECLARATION] += 1
        elif opener == "<?" and not _INSTRUCTION.match(self.buffer, at):
            self.repairs[INSTRUCTION] += 1

    def _section(self, at: int) -> int:
        """CDATA as it is; of comments and processing instructions the line ends only."""
        end = self.buffer.find(self.until, at)
        keep = at if end >= 0 or self.final else max(at, len(self.buffer) - len(self.until) + 1)
        stop = end if end >= 0 else (len(self.buffer) if self.final else keep)
        inside = self.buffer[at:stop]
        if self.until == "]]>":
            self._write(inside)
        else:
            self._lines(inside)
            if self.until == "-->" and ("--" in inside or (end >= 0 and inside.endswith("-"))):
                self.repairs[COMMENT] += 1
        if end < 0:
            return stop
        if self.until == "]]>":
            self._write("]]>")
        stop += len(self.until)
        self.until = ""
        return stop

    def _text(self, at: int) -> int:
        end = self.buffer.find("<", at)
        if end < 0:
            end = len(self.buffer)
            tail = None if self.final else _TAIL.search(self.buffer, max(at, end - 50))
            end = tail.start() if tail else end
        self._write(self._mended(self.buffer[at:end]))
        return end

    def _mended(self, text: str) -> str:
        text = references(text, self.repairs)
        if "]]>" in text:
            self.repairs[MARKER] += text.count("]]>")
            text = text.replace("]]>", "]]&gt;")
        return text

    def _tag(self, at: int) -> int:
        match = _TAG.match(self.buffer, at)
        end = match.end() if match else at + 1
        following = self.buffer[end : end + 1]
        if match and following == ">" and _NAME.match(match[0]):
            self._whole_tag(match)
            return end + 1
        unclosed = not following or following in "\"'"
        if match and unclosed and not self.final and len(self.buffer) - at < MAX_TAG:
            return at
        if (match and (unclosed or match[1])) or self.buffer.startswith(("</", "<!"), at):
            self._write("<")  # a tag that does not end: the document stays broken
            return at + 1
        self._bare()
        return at + 1

    def _bare(self) -> None:
        if self.depth:
            self.repairs[LESS] += 1
        self._write("&lt;")

    def _whole_tag(self, match: re.Match[str]) -> None:
        tag = f"{match[0]}>"
        closing, name = match[1], match[2]
        if self.ended and (closing or folded(name) in PAGE_NAMES):
            self._lines(tag)
            self.repairs[AFTER] = 1  # however many pieces it has
            return
        if closing:
            self.depth -= 1
        elif not tag.endswith("/>"):
            self.depth += 1
        self.ended = self.depth <= 0
        if "&" in tag or tag.find("<", 1) > 0:
            tag = _QUOTED.sub(self._attribute, tag)
        self.sink.write(tag)

    def _attribute(self, match: re.Match[str]) -> str:
        value = references(match[0], self.repairs)
        if "<" in value:
            self.repairs[LESS] += value.count("<")
            value = value.replace("<", "&lt;")
        return value

    def _write(self, text: str) -> None:
        """Outside the root element nothing but line ends is written, and what is lost counted."""
        if self.depth > 0:
            self.sink.write(text)
            return
        self._lines(text)
        if text and not text.isspace():
            self.repairs[AFTER if self.ended else BEFORE] = 1

    def _lines(self, text: str) -> None:
        self.sink.write("\n" * text.count("\n"))
