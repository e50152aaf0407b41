"""Feeds from a file and from standard input."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jobs.importer.fetching import Limits, fetch
from jobs.importer.records import Document, Rejected, Unreachable
from tests.importer.fetching.archives import zipped
from tests.importer.fetching.servers import BODY

ZIP = zipped(("feed.xml", BODY))
LIMITS = Limits(raw=1_000, decoded=10_000, seconds=1)


def test_a_file_is_read_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(BODY)

    assert fetch(str(tmp_path / "feed.xml"), tmp_path / "target", LIMITS) == Document(
        tmp_path / "feed.xml", len(BODY)
    )
    assert not (tmp_path / "target").exists()


@pytest.mark.parametrize("data", [gzip.compress(BODY), ZIP])
def test_a_packed_file_is_unpacked_beside_it(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "feed").write_bytes(data)

    assert fetch(str(tmp_path / "feed"), tmp_path / "target", LIMITS) == Document(
        tmp_path / "target", len(BODY)
    )
    assert (tmp_path / "target").read_bytes() == BODY
    assert (tmp_path / "feed").read_bytes() == data


def test_a_file_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match=r"expected a readable file, got: .*No such file"):
        fetch(str(tmp_path / "none.xml"), tmp_path / "target", LIMITS)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b" " * 10_001, "expected at most"),
        (gzip.compress(b" " * 10_001), "expected at most"),
        (gzip.compress(os.urandom(1_000)), "expected at most"),
        (gzip.compress(BODY)[:-1], "expected a whole feed, got a gzip archive that breaks off"),
        (ZIP[:-1], "expected a whole feed, got a zip archive that breaks off"),
    ],
)
def test_a_file_too_large_or_broken_is_rejected(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "feed").write_bytes(data)

    with pytest.raises(Rejected, match=reason):
        fetch(str(tmp_path / "feed"), tmp_path / "target", LIMITS)
    assert sorted(tmp_path.iterdir()) == [tmp_path / "feed"]


def test_what_is_no_file_is_rejected_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(Rejected, match="is something else; use - for a pipe"):
            fetch(str(path), tmp_path / "target", LIMITS)


READER = """
import sys
from pathlib import Path
from jobs.importer.fetching import Limits, fetch
from jobs.importer.records import FeedProblem
try:
    document = fetch("-", Path(sys.argv[1]), Limits(raw=1_000, decoded=10_000, seconds=1))
    print(document.size, document.path.read_bytes())
except FeedProblem as problem:
    print(type(problem).__name__, problem)
"""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (BODY, f"{len(BODY)} {BODY!r}"),
        (gzip.compress(BODY), f"{len(BODY)} {BODY!r}"),
        (ZIP, f"{len(BODY)} {BODY!r}"),
        (b"", "0 b''"),
        (b" " * 1_001, "Rejected expected at most 0.0009537 MB"),
        (gzip.compress(BODY)[:-1], "Rejected expected a whole feed"),
    ],
)
def test_a_feed_is_read_from_standard_input(tmp_path: Path, data: bytes, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READER, str(tmp_path / "target")],
        input=data,
        capture_output=True,
        check=True,
    )

    assert done.stdout.decode().startswith(said)
