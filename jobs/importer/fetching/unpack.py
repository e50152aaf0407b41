"""From the bytes that come to the XML on disk: unpacked, counted, never whole in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from jobs.importer.fetching.gunzip import GZIP, gunzip
from jobs.importer.fetching.limits import MEGABYTE, Limits
from jobs.importer.fetching.unzip import ZIP, unzip
from jobs.importer.records import Rejected

CHUNK = 16 * 1024  # bytes; short, because the ratio is as coarse as a chunk


@dataclass(frozen=True, slots=True)
class Unpacked:
    size: int  # bytes on disk
    archive: bool  # the body itself was an archive, whatever it was sent in


class _Meter:
    """Counts what comes in and what comes out of each unpacking, and stops what is absurd."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.raw = 0

    def received(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.raw += len(chunk)
            if self.raw > self.limits.raw:
                raise too_large(self.limits.raw)
            yield chunk

    def unpacked(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        size = 0
        for piece in pieces:
            size += len(piece)
            if size > self.limits.decoded:
                raise too_large(self.limits.decoded)
            if size > MEGABYTE and size > self.limits.ratio * self.raw:
                raise Rejected(
                    f"expected at most {self.limits.ratio} bytes from one packed byte, got more: "
                    "this is no feed, but an archive made to fill the disk"
                )
            yield piece


def is_packed(head: bytes) -> bool:
    """Whether a file that begins so is an archive that `unpack` can read."""
    return head.startswith((GZIP, *ZIP))


def unpack(
    chunks: Iterable[bytes], target: Path, limits: Limits, *, encoded: bool = False
) -> Unpacked:
    """Writes what the chunks hold to `target`. `encoded`: they were packed by gzip for the way.

    The body is told by its first bytes: gzip, zip, or the document itself. Raises Rejected above
    the limits and for broken, ambiguous or nested archives, Cut for archives that break off.
    OSError is the disk's.
    """
    meter = _Meter(limits)
    stream = meter.received(chunks)
    if encoded:
        stream = meter.unpacked(gunzip(stream))
    head, stream = _peeked(stream)
    if head.startswith(GZIP):
        return Unpacked(_write(_document(meter.unpacked(gunzip(stream))), target), archive=True)
    if head.startswith(ZIP):
        archive = target.with_name(f"{target.name}.zip")
        try:
            _write(stream, archive)
            return Unpacked(_write(_document(meter.unpacked(unzip(archive))), target), archive=True)
        finally:
            archive.unlink(missing_ok=True)
    return Unpacked(_write(meter.unpacked(stream), target), archive=False)


def too_large(limit: int) -> Rejected:
    return Rejected(
        f"expected at most {limit / MEGABYTE:.4g} MB, the feed is larger; "
        "raise FEED_MAX_MEGABYTES if that is right"
    )


def _document(pieces: Iterator[bytes]) -> Iterator[bytes]:
    head, pieces = _peeked(pieces)
    if is_packed(head):
        raise Rejected("expected XML inside the archive, got another archive")
    return pieces


def _peeked(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, and the same stream with them."""
    head = b""
    while len(head) < 4 and (chunk := next(chunks, b"")):
        head += chunk
    return head, chain((head,), chunks)


def _write(pieces: Iterable[bytes], path: Path) -> int:
    with path.open("wb") as sink:
        for piece in pieces:
            sink.write(piece)
        return sink.tell()
