"""Archives made to fill the disk, and honest ones that are only large."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from jobs.importer.fetching import Limits
from jobs.importer.fetching.gunzip import MEMBERS
from jobs.importer.records import Rejected
from tests.importer.fetching.archives import zipped
from tests.importer.fetching.conftest import Unpack
from tests.importer.fetching.servers import BODY

MEGABYTE = 2**20
BOMB = b" " * 8_000_000
INNER = zipped(("feed.xml", BODY))
FLOOD = gzip.compress(b"")
NAMED = b"\x1f\x8b\x08\x08\0\0\0\0\0\0"  # a header, before the name of the file
BOMBS: dict[str, tuple[bytes, str]] = {
    "gzip": (gzip.compress(BOMB), "made to fill the disk"),
    "gzip, many members": (gzip.compress(b" " * 60_000) * 100, "made to fill the disk"),
    "gzip in gzip": (gzip.compress(gzip.compress(BODY)), "got another archive"),
    "gzip in gzip, a bomb": (gzip.compress(gzip.compress(BOMB)), "got another archive"),
    "zip": (zipped(("feed.xml", BOMB)), "made to fill the disk"),
    "zip in zip": (zipped(("feed.xml", INNER)), "got another archive"),
    "gzip in zip": (zipped(("feed.xml", gzip.compress(BODY))), "got another archive"),
    "zip in gzip": (gzip.compress(INNER), "got another archive"),
    "empty members": (FLOOD * (MEMBERS + 1), "expected at most 10,000 gzip members"),
    "empty members, packed": (gzip.compress(FLOOD * MEMBERS * 10), "10,000 gzip members"),
    "a header without end, packed": (gzip.compress(NAMED + b"a" * 8_000_000), "to fill the disk"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused(unpacked: Unpack, tmp_path: Path, name: str) -> None:
    data, reason = BOMBS[name]
    encoded = name.endswith(", packed")  # once more, for the way

    with pytest.raises(Rejected, match=reason):
        unpacked(data, encoded=encoded)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 2 * MEGABYTE


def test_fifty_layers_are_fifty_layers_too_many(unpacked: Unpack) -> None:
    data = BODY
    for _ in range(50):
        data = gzip.compress(data)

    with pytest.raises(Rejected, match="got another archive"):
        unpacked(data)


@pytest.mark.parametrize("pack", [gzip.compress, lambda body: zipped(("feed.xml", body))])
def test_control_without_the_limit_the_bomb_goes_off(
    unpacked: Unpack, pack: Callable[[bytes], bytes]
) -> None:
    unlimited = Limits(raw=10**9, decoded=10**9, seconds=5, ratio=10**6)

    assert unpacked(pack(BOMB), limits=unlimited) == BOMB


def test_the_first_megabyte_may_be_packed_as_well_as_can_be(unpacked: Unpack) -> None:
    assert unpacked(gzip.compress(b" " * MEGABYTE)) == b" " * MEGABYTE


def test_an_honest_archive_may_be_large(unpacked: Unpack) -> None:
    chance = random.Random(7)
    document = b"".join(b"<job><id>%d</id></job>" % chance.randrange(10**9) for _ in range(90_000))

    assert len(document) > 2 * MEGABYTE
    assert unpacked(gzip.compress(document)) == document


@pytest.mark.parametrize("size", [4_000_000, 4_000_001])
def test_the_limit_is_the_limit_to_the_byte(unpacked: Unpack, size: int) -> None:
    limits = Limits(raw=4_000_001, decoded=4_000_000, seconds=5, ratio=10**6)
    for data in (b" " * size, gzip.compress(b" " * size), zipped(("a.xml", b" " * size))):
        if size == limits.decoded:
            assert len(unpacked(data, limits=limits)) == size
        else:
            with pytest.raises(Rejected, match=r"expected at most 3\.815 MB"):
                unpacked(data, limits=limits)


def test_what_comes_packed_has_a_limit_of_its_own(unpacked: Unpack) -> None:
    data = gzip.compress(random.Random(3).randbytes(100_000))
    with pytest.raises(Rejected, match="raise FEED_MAX_MEGABYTES"):
        unpacked(data, limits=Limits(raw=99_999, decoded=4_000_000, seconds=5))
