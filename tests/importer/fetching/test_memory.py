"""What a bomb costs: measured in a process of its own, beside a bare client that lets it in."""

from __future__ import annotations

import gzip
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.importer.fetching.archives import zipped
from tests.importer.fetching.servers import Site

MEGABYTES = 120
# The peak of a process begins with what started it: a shell in between starts it from nothing.
SHELL = ["sh", "-c", '"$0" "$@"; exit $?', sys.executable, "-c"]
MEASURED = """
import resource, sys
from pathlib import Path
import urllib3
from jobs.importer.fetching import Allowed, Limits, fetch
from jobs.importer.records import FeedProblem
address, target, way = sys.argv[1:]
unit = 1 if sys.platform == "darwin" else 1024
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // 2**20
before, said = peak(), ""
megabytes = 2**20 * int(way == "unlimited" and 1000 or 128)
limits = Limits(raw=megabytes, decoded=megabytes, seconds=30, allowed=Allowed.parse(["127.0.0.1"]),
    ratio=10**6 if way == "unlimited" else 100)
try:
    if way == "bare":
        said = len(urllib3.request("GET", address).data) // 2**20
    else:
        said = fetch(address, Path(target), limits).size // 2**20
except FeedProblem as problem:
    said = type(problem).__name__
print(before, peak() - before, said)
"""


def measured(address: str, target: Path, way: str) -> tuple[int, int, str]:
    """Peak memory before in MB, its growth in MB, and the outcome."""
    done = subprocess.run(
        [*SHELL, MEASURED, address, str(target), way],
        capture_output=True,
        text=True,
        check=True,
    )
    before, growth, said = done.stdout.split()
    return int(before), int(growth), said


@pytest.fixture(scope="module")
def bomb() -> bytes:
    return b" " * (MEGABYTES * 2**20)


def test_a_gzip_bomb_costs_nothing(site: Site, tmp_path: Path, bomb: bytes) -> None:
    address = site.page("/feed", gzip.compress(bomb), Content_Encoding="gzip")
    begun = time.monotonic()

    before, growth, said = measured(address, tmp_path / "feed", "guarded")

    assert said == "Rejected"
    assert before + growth < 300
    assert growth < 20
    assert time.monotonic() - begun < 5
    assert list(tmp_path.iterdir()) == []


def test_control_the_same_bomb_goes_off_in_a_bare_client(
    site: Site, tmp_path: Path, bomb: bytes
) -> None:
    address = site.page("/feed", gzip.compress(bomb), Content_Encoding="gzip")

    _before, growth, said = measured(address, tmp_path / "feed", "bare")

    assert said == str(MEGABYTES)
    assert growth > MEGABYTES - 10


@pytest.mark.parametrize("pack", ["gzip", "zip"])
def test_even_a_document_of_that_size_is_never_whole_in_memory(
    site: Site, tmp_path: Path, bomb: bytes, pack: str
) -> None:
    data = gzip.compress(bomb) if pack == "gzip" else zipped(("feed.xml", bomb))

    _before, growth, said = measured(site.page("/feed", data), tmp_path / "feed", "unlimited")

    assert said == str(MEGABYTES)
    assert growth < 20
