"""Gzip, decoded piece by piece. RFC 1952: an archive is one or more members."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from jobs.importer.records import Rejected

GZIP = b"\x1f\x8b"
PIECE = 64 * 1024  # bytes
MEMBERS = 10_000  # a feed of 128 MB packed in blocks of 64 KB has 2,048
_WITH_HEADER = 31  # zlib: the largest window, and a gzip header


class Cut(Exception):
    """The archive breaks off; the text says how."""


def gunzip(packed: Iterable[bytes]) -> Iterator[bytes]:
    """The decoded bytes, at most 64 KB at a time, with the checksum of each member checked.

    Raises Cut when the archive breaks off and Rejected when it is broken. Zeros after the last
    member, as tapes and block devices leave them, are passed over.
    """
    member = None
    count = 0
    for data in packed:
        while data:
            if member is None:
                data = data.lstrip(b"\0") if count else data
                if not data:
                    break
                count += 1
                if count > MEMBERS:
                    raise Rejected(f"expected at most {MEMBERS:,} gzip members, got more")
                member = zlib.decompressobj(_WITH_HEADER)
            yield from _pieces(member, data)
            data = member.unused_data
            member = None if member.eof else member
    if member is not None or not count:
        raise Cut("a gzip archive that breaks off")


def _pieces(member: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    while data:
        try:
            piece = member.decompress(data, PIECE)
        except zlib.error as error:
            raise Rejected(f"expected a sound gzip archive, got a broken one ({error})") from error
        if piece:
            yield piece
        if member.eof:
            return
        data = member.unconsumed_tail
