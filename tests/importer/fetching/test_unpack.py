"""Archives: every sound one is unpacked, no broken one gives a document."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from jobs.importer.fetching.gunzip import Cut
from jobs.importer.fetching.unpack import CHUNK, Unpacked, unpack
from jobs.importer.records import Rejected
from tests.importer.fetching.archives import zipped
from tests.importer.fetching.conftest import UNPACKING, Unpack, chunked
from tests.importer.fetching.servers import BODY

here = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
documents = some.binary(max_size=3000).map(lambda tail: b"<feed>" + tail)


@here
@given(documents, some.integers(1, 700), some.integers(1, 3))
def test_gzip_comes_out_as_it_went_in(
    unpacked: Unpack, document: bytes, size: int, members: int
) -> None:
    step = len(document) // members + 1
    parts = [gzip.compress(part) for part in chunked(document, step)]

    assert unpacked(b"".join(parts), size=size) == document
    assert unpacked(b"".join(parts) + b"\0" * 700, size=size) == document
    assert unpacked(b"".join(parts), size=size, encoded=True) == document


@here
@given(documents, some.integers(1, 700), some.sampled_from([0, 8]))
def test_zip_comes_out_as_it_went_in(
    unpacked: Unpack, document: bytes, size: int, method: int
) -> None:
    assert unpacked(zipped(("feed.xml", document), method=method), size=size) == document


@here
@given(documents, some.integers(1, 700))
def test_a_plain_document_is_left_alone(unpacked: Unpack, document: bytes, size: int) -> None:
    assert unpacked(document, size=size) == document


@pytest.mark.parametrize("around", [-1, 0, 1])
@pytest.mark.parametrize("pieces", [1, 2])
def test_what_ends_with_a_full_piece_comes_out_whole(
    unpacked: Unpack, pieces: int, around: int
) -> None:
    document = random.Random(5).randbytes(64) * (1024 * pieces) + b"x" * around
    document = document[: 65536 * pieces + around]

    for size in (1, 100, CHUNK):
        assert unpacked(gzip.compress(document), size=size) == document


def test_a_gzip_cut_anywhere_gives_no_document(unpacked: Unpack) -> None:
    packed = gzip.compress(BODY) + gzip.compress(BODY[::-1])
    whole = len(gzip.compress(BODY))
    for cut in [*range(2, whole), *range(whole + 1, len(packed))]:
        with pytest.raises(Cut, match="breaks off"):
            unpacked(packed[:cut])
    for cut in range(whole):
        with pytest.raises(Cut, match="breaks off"):
            unpacked(packed[:cut], encoded=True)


def test_control_zlib_itself_does_not_notice_the_cut() -> None:
    assert zlib.decompressobj(31).decompress(gzip.compress(BODY)[:-8]) == BODY


def test_a_zip_cut_anywhere_gives_no_document(unpacked: Unpack) -> None:
    packed = zipped(("feed.xml", BODY))
    for cut in range(4, len(packed)):
        with pytest.raises((Cut, Rejected)):
            unpacked(packed[:cut])


@pytest.mark.parametrize("pack", [gzip.compress, lambda body: zipped(("feed.xml", body))])
def test_an_archive_with_any_byte_changed_gives_the_same_document_or_none(
    unpacked: Unpack, pack: Callable[[bytes], bytes]
) -> None:
    packed = pack(BODY)
    for position in range(2, len(packed)):
        for change in (0x01, 0x80, 0xFF):
            data = bytearray(packed)
            data[position] ^= change
            try:
                document = unpacked(bytes(data))
            except (Cut, Rejected):
                continue
            # Not a zip by its first bytes any more: a document, and no XML.
            assert document == BODY or (position < 4 and document == bytes(data))


@here
@given(some.binary(max_size=400), some.sampled_from([b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06"]))
def test_rubbish_with_the_marks_of_an_archive_is_refused(
    unpacked: Unpack, rubbish: bytes, mark: bytes
) -> None:
    with pytest.raises((Cut, Rejected)):
        unpacked(mark + rubbish)


def test_what_was_done_is_told(tmp_path: Path) -> None:
    outcomes = [
        unpack([data], tmp_path / "document", UNPACKING, encoded=encoded)
        for data, encoded in [
            (BODY, False),
            (gzip.compress(BODY), True),
            (zipped(("feed.xml", BODY)), False),
        ]
    ]

    size = len(BODY)
    assert outcomes == [Unpacked(size, False), Unpacked(size, False), Unpacked(size, True)]
