"""A web site and a canary for every test, and the limits of a quick fetch from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jobs.importer.fetching import Allowed, Limits, fetch
from jobs.importer.fetching.unpack import CHUNK, unpack
from jobs.importer.records import Document
from tests.importer.fetching.servers import Canary, Site, canary, running

Fetch = Callable[..., Document | None]
Unpack = Callable[..., bytes]
UNPACKING = Limits(raw=3_000_000, decoded=4_000_000, seconds=5)


@pytest.fixture
def site() -> Iterator[Site]:
    with running(Site()) as serving:
        yield serving


@pytest.fixture(scope="module")
def listening() -> Iterator[Canary]:
    with canary() as bird:
        yield bird


@pytest.fixture(name="canary")
def a_canary(listening: Canary) -> Canary:
    for one in listening.sites:
        one.connections = 0
    return listening


@pytest.fixture
def limits(site: Site) -> Callable[..., Limits]:
    """Limits that allow the site and nothing else of this machine."""

    def make(**changes: Any) -> Limits:
        facts: dict[str, Any] = {"raw": 1_000_000, "decoded": 4_000_000, "seconds": 2.0}
        facts |= {"backoff": (0.01,), "allowed": Allowed.parse([f"127.0.0.1:{site.server_port}"])}
        return Limits(**facts | changes)

    return make


@pytest.fixture
def get(limits: Callable[..., Limits], tmp_path: Path) -> Fetch:
    """Fetches an address to this test's file; `changes` are to the limits."""

    def run(address: str, *, headers: Any = None, etag: str = "", **changes: Any) -> Any:
        target = tmp_path / "document"
        return fetch(address, target, limits(**changes), etag=etag, headers=headers or {})

    return run


def chunked(data: bytes, size: int = CHUNK) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


@pytest.fixture
def unpacked(tmp_path: Path) -> Callable[..., bytes]:
    """Unpacks and gives what is on disk then; nothing else may be there."""

    def run(
        data: bytes, *, limits: Limits = UNPACKING, encoded: bool = False, size: int = CHUNK
    ) -> bytes:
        target = tmp_path / "document"
        target.unlink(missing_ok=True)
        made = unpack(chunked(data, size), target, limits, encoded=encoded)
        kept = target.read_bytes()
        assert made.size == len(kept)
        assert list(tmp_path.iterdir()) == [target]
        return kept

    return run
