"""The feed inside a zip archive. Names in it are only ever looked at, never used as paths."""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from struct import error as StructError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from jobs.importer.fetching.gunzip import PIECE, Cut
from jobs.importer.records import Rejected

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # a member, none at all, in several volumes
MEMBERS = 100
DIRECTORY = 2**20  # bytes
ENCRYPTED = 0x1
# What `zipfile` raises for archives that no one has packed by a mistake.
_BROKEN = (
    BadZipFile,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    StructError,
    ValueError,
    zlib.error,
)


class _Careful(io.FileIO):
    """`zipfile` reads the list of members at once, as long as the archive claims it to be."""

    def read(self, size: int | None = -1, /) -> bytes:
        everything = size is None or size < 0
        wanted = os.fstat(self.fileno()).st_size - self.tell() if everything else size
        if wanted is not None and wanted > DIRECTORY:
            raise Rejected("expected a zip archive of a few files, got an absurd list of them")
        return super().read(size) or b""


def unzip(archive: Path) -> Iterator[bytes]:
    """The decoded bytes of the one feed in it, at most 64 KB at a time, its checksum checked.

    Raises Cut when the end of the archive is missing, and Rejected when it is broken, encrypted,
    packed in another way than by deflate, or leaves open which of its files is the feed.
    """
    with _Careful(archive) as file:
        try:
            opened = ZipFile(file)
        except BadZipFile as error:
            raise Cut(f"a zip archive that breaks off or has no list of its files ({error})") from (
                error
            )
        except _BROKEN as error:
            raise _broken(error) from error
        with opened:
            yield from _member(opened, _feed(opened.infolist()))


def _member(archive: ZipFile, info: ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(info) as member:
            while piece := member.read(PIECE):
                yield piece
    except _BROKEN as error:
        raise _broken(error) from error


def _feed(members: list[ZipInfo]) -> ZipInfo:
    """The one .xml file; where there is none, the largest file."""
    if len(members) > MEMBERS:
        raise Rejected(f"expected at most {MEMBERS} files in the zip archive, got {len(members)}")
    # macOS adds a folder of its own, in which every file is named a second time.
    files = [
        one for one in members if not one.is_dir() and not one.filename.startswith("__MACOSX/")
    ]
    feeds = [one for one in files if one.filename.lower().endswith(".xml")]
    largest = max((one.file_size for one in files), default=0)
    chosen = feeds or [one for one in files if one.file_size == largest]
    if len(chosen) != 1:
        raise Rejected(
            f"expected one .xml file in the zip archive, got {len(chosen)} that could be"
        )
    info = chosen[0]
    if info.flag_bits & ENCRYPTED:
        raise Rejected("expected a zip archive without a password, got an encrypted one")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Rejected(
            "expected a zip archive packed by deflate or not at all, "
            f"got compression method {info.compress_type}"
        )
    return info


def _broken(error: BaseException) -> Rejected:
    return Rejected(f"expected a sound zip archive, got a broken one ({error})")
