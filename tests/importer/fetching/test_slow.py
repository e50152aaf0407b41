"""A fetch ends at its deadline, however the other side spends the time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import urllib3

from jobs.importer.fetching import Allowed, Limits, fetch, ping
from jobs.importer.fetching.guard import Guard
from jobs.importer.fetching.web import download
from jobs.importer.records import FeedProblem, Unreachable
from tests.importer.fetching.conftest import Fetch
from tests.importer.fetching.servers import BODY, Piece, Site, dripping, head, speaking

SECONDS = 0.3


def repeated(piece: bytes, times: int) -> list[Piece]:
    return [part for _ in range(times) for part in (piece, 0.05)]


CHUNKED = head(Transfer_Encoding="chunked")
# Each would go on for more than two seconds; none pauses for longer than 0.05.
DRIPS: dict[str, list[Piece]] = {
    "status line": dripping(b"HTTP/1.1 200 " + b"O" * 40, 0.05),
    "header": [b"HTTP/1.1 200 OK\r\nX: ", *dripping(b"x" * 50, 0.05)],
    "headers": [b"HTTP/1.1 200 OK\r\n", *repeated(b"X: x\r\n", 50)],
    "interim answers": repeated(b"HTTP/1.1 100 Continue\r\n\r\n", 50),
    "body": [head(), *dripping(b" " * 50, 0.05)],
    "body of a length": [head(Content_Length="5000"), *dripping(b" " * 50, 0.05)],
    "chunk size": [CHUNKED, *dripping(b"0" * 50, 0.05)],
    "chunk extension": [CHUNKED + b"5;", *dripping(b"x" * 50, 0.05)],
    "chunks": [CHUNKED, *repeated(b"1\r\n \r\n", 50)],
    "trailers": [CHUNKED + b"0\r\n", *repeated(b"X: x\r\n", 50)],
    "nothing": [2.5],
    "nothing after the head": [head(), 2.5],
}


def seconds_of(call: Callable[[], object]) -> float:
    begun = time.monotonic()
    with pytest.raises(FeedProblem, match=r"within 0\.3 s, it took longer; raise FEED_TIMEOUT"):
        call()
    return time.monotonic() - begun


@pytest.mark.parametrize("drip", DRIPS)
def test_no_drip_outlasts_the_deadline(get: Fetch, site: Site, tmp_path: Path, drip: str) -> None:
    address = site.raw("/feed", *DRIPS[drip])

    assert SECONDS <= seconds_of(lambda: get(address, seconds=SECONDS)) + 0.01 < SECONDS + 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("drip", ["header", "interim answers", "chunks"])
def test_control_a_bare_client_with_a_timeout_is_held(site: Site, drip: str) -> None:
    address = site.raw("/feed", *DRIPS[drip][:30])
    begun = time.monotonic()
    bare = urllib3.PoolManager(timeout=SECONDS, retries=False)
    with bare, suppress(urllib3.exceptions.ProtocolError):  # the answer breaks off, in the end
        _ = bare.request("GET", address).data

    assert time.monotonic() - begun > SECONDS * 2


def test_the_deadline_holds_in_every_thread(
    site: Site, limits: Callable[..., Limits], tmp_path: Path
) -> None:
    address = site.raw("/feed", *DRIPS["header"])
    took: list[float] = []

    def work() -> None:
        limited = limits(seconds=SECONDS)
        took.append(seconds_of(lambda: fetch(address, tmp_path / "document", limited)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(3)

    assert len(took) == 1
    assert took[0] < SECONDS + 1


def test_redirects_share_the_deadline(get: Fetch, site: Site) -> None:
    for hop in range(3):
        site.raw(f"/{hop}", 0.15, head(302, Location=f"/{hop + 1}", Content_Length="0"))
    site.page("/3")

    assert seconds_of(lambda: get(f"{site.url}/0", seconds=SECONDS)) < SECONDS + 1


def test_attempts_share_the_deadline(get: Fetch, site: Site) -> None:
    site.raw("/feed", 0.2, head(503, Content_Length="0"))

    assert seconds_of(lambda: get(f"{site.url}/feed", seconds=SECONDS)) < SECONDS + 1
    assert len(site.seen) == 2


def test_no_pause_outlasts_the_deadline(get: Fetch, site: Site) -> None:
    begun = time.monotonic()
    with pytest.raises(Unreachable, match="got 503"):
        get(site.page("/feed", status=503), seconds=SECONDS, backoff=(30.0,))

    assert time.monotonic() - begun < SECONDS
    assert len(site.seen) == 1


HELLO = b"\x02\x00\x00\x50\x03\x03" + b"r" * 50  # the beginning of a server's, of 80 bytes
HANDSHAKES: dict[str, list[Piece]] = {
    "silent": [],
    "record": [b"\x16\x03\x03\x40\x00", *dripping(b"\x02" * 50, 0.05)],
    "records": [piece for byte in HELLO for piece in (b"\x16\x03\x03\x00\x01%c" % byte, 0.05)],
}


@pytest.mark.parametrize("name", HANDSHAKES)
def test_a_server_that_never_finishes_the_tls_handshake_is_left(get: Fetch, name: str) -> None:
    allowed = Allowed.parse(["127.0.0.1"])
    with speaking(*HANDSHAKES[name]) as port:
        address = f"https://127.0.0.1:{port}/feed"

        assert seconds_of(lambda: get(address, seconds=SECONDS, allowed=allowed)) < SECONDS + 1


def test_a_resolver_that_never_answers_is_left(
    limits: Callable[..., Limits], tmp_path: Path
) -> None:
    done = threading.Event()

    def resolve(_host: str, _port: int) -> list[str]:
        done.wait(10)
        return ["127.0.0.1"]

    def attempt() -> None:
        limited = limits(seconds=SECONDS)
        guard = Guard(limited.allowed, resolve)
        address = "http://feeds.example/feed"
        download(address, tmp_path / "feed", limited, guard, validators={}, secret={})

    took = seconds_of(attempt)
    done.set()

    assert took < SECONDS + 1


def test_a_ping_is_timed_too(site: Site, limits: Callable[..., Limits]) -> None:
    address = site.raw("/alive", *DRIPS["header"])

    assert seconds_of(lambda: ping(address, limits(seconds=SECONDS))) < SECONDS + 1


def test_a_slow_feed_that_is_done_in_time_is_taken(get: Fetch, site: Site, tmp_path: Path) -> None:
    site.raw("/feed", *dripping(head() + BODY[:9], 0.001), BODY[9:])

    assert get(f"{site.url}/feed")
    assert (tmp_path / "document").read_bytes() == BODY
