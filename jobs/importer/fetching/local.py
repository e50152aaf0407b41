"""Feeds that are on this machine already: a file, or standard input."""

from __future__ import annotations

import stat
import sys
from functools import partial
from pathlib import Path
from typing import BinaryIO

from jobs.importer.fetching.folders import SETTING
from jobs.importer.fetching.gunzip import Cut
from jobs.importer.fetching.limits import Limits
from jobs.importer.fetching.unpack import CHUNK, is_packed, too_large, unpack
from jobs.importer.records import Document, Rejected, Unreachable


def from_file(path: Path, target: Path, limits: Limits) -> Document:
    """The file where it lies; an archive is unpacked to `target`.

    A path in a folder of FEED_FOLDERS may come from an editor, and others may write there: no link
    leads out of them. Any other path comes from the command line.
    """
    if limits.folders.name(path) and not limits.folders.hold(path):
        raise Rejected(f"expected a file in a folder of {SETTING}, {path} leads out of them")
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Rejected(f"expected a file, {path} is something else; use - for a pipe")
        with path.open("rb") as source:
            head = source.read(4)
    except OSError as error:
        raise Unreachable(f"expected a readable file, got: {error}. Check its path.") from error
    if not is_packed(head):
        if status.st_size > limits.decoded:
            raise too_large(limits.decoded)
        return Document(path, status.st_size)
    with path.open("rb") as source:
        return _unpacked(source, target, limits)


def from_standard_input(target: Path, limits: Limits) -> Document:
    return _unpacked(sys.stdin.buffer, target, limits)


def _unpacked(source: BinaryIO, target: Path, limits: Limits) -> Document:
    try:
        return Document(target, unpack(iter(partial(source.read, CHUNK), b""), target, limits).size)
    except Cut as error:
        raise Rejected(f"expected a whole feed, got {error}") from error
