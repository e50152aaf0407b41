"""Which file of a zip archive is the feed."""

from __future__ import annotations

import zipfile

import pytest

from jobs.importer.records import Rejected
from tests.importer.fetching.archives import zipped
from tests.importer.fetching.conftest import Unpack
from tests.importer.fetching.servers import BODY


@pytest.mark.parametrize(
    "files",
    [
        [("feed.xml", BODY)],
        [("../../etc/passwd.XML", BODY)],
        [("/etc/cron.d/x.xml", BODY), ("readme.txt", b"long" * 1000)],
        [("folder/", b""), ("folder/feed", BODY), ("note", b"x")],
        [("feed.xml", BODY), ("__MACOSX/._feed.xml", b"Mac")],
        [("a\x00b.xml", BODY)],
        [("feed.xml\\", BODY)],
    ],
)
def test_the_feed_in_a_zip_is_found_and_its_name_is_not_used(
    unpacked: Unpack, files: list[tuple[str, bytes]]
) -> None:
    assert unpacked(zipped(*files)) == BODY


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped(("a.xml", BODY), ("b.xml", BODY)), "got 2 that could be"),
        (zipped(("a", BODY), ("b", BODY)), "got 2 that could be"),
        (zipped(), "got 0 that could be"),
        (zipped(("folder/", b"")), "got 0 that could be"),
        (zipped(*[(f"{n}", b"") for n in range(101)]), "expected at most 100 files"),
        (zipped(*[("x" * 60_000 + str(n), b"") for n in range(20)]), "an absurd list of them"),
        (zipped(("a.xml", BODY), method=zipfile.ZIP_LZMA), "got compression method 14"),
        (zipped(("a.xml", BODY), method=zipfile.ZIP_BZIP2), "got compression method 12"),
    ],
)
def test_a_zip_that_leaves_it_open_is_refused(unpacked: Unpack, data: bytes, reason: str) -> None:
    with pytest.raises(Rejected, match=reason):
        unpacked(data)


def test_an_encrypted_zip_is_refused(unpacked: Unpack) -> None:
    data = bytearray(zipped(("feed.xml", BODY)))
    data[6] |= 1  # of the member itself
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and of the list

    with pytest.raises(Rejected, match="without a password"):
        unpacked(bytes(data))
