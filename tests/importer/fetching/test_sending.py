"""One POST to a server nobody trusts."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from jobs.importer.fetching import Allowed, Limits
from jobs.importer.fetching.sending import Received, send
from jobs.importer.records import Rejected, Unreachable
from tests.importer.fetching.servers import Site, dripping, free_port, head, running


@pytest.fixture
def site() -> Iterator[Site]:
    with running(Site()) as serving:
        yield serving


def sent(address: str, body: bytes = b"{}", seconds: float = 5.0, allowed: str = "") -> Received:
    limits = Limits(
        2**20, 2**20, seconds, contact="a@b", allowed=Allowed.parse([allowed or "127.0.0.1"])
    )
    return send(address, body, limits, content_type="application/json")


@pytest.mark.parametrize("status", [200, 202, 400, 403, 422, 500])
def test_the_answer_is_its_number_whatever_it_is(site: Site, status: int) -> None:
    address = site.page("/in", b"<html>", status)

    assert sent(address, b'{"a": "\xc3\xa4"}') == Received(status)
    assert site.bodies == [b'{"a": "\xc3\xa4"}']
    (path, headers) = site.seen[0]
    assert (path, headers["content-type"], headers["content-length"]) == (
        "/in",
        "application/json",
        "11",
    )
    assert headers["user-agent"] == "jobboard (a@b)"


def test_a_server_may_ask_to_be_left_alone(site: Site) -> None:
    assert sent(site.page("/in", b"", 429, Retry_After="120")) == Received(429, retry_after=120.0)


def test_nobody_goes_where_a_server_points_with_what_was_sent(site: Site) -> None:
    site.page("/there")
    address = site.redirect("/in", "/there", 308)

    assert sent(address) == Received(308, "/there")
    assert [path for path, _headers in site.seen] == ["/in"]


def test_a_large_body_arrives_whole(site: Site) -> None:
    body = b"x" * 5_000_000

    sent(site.page("/in"), body)

    assert site.bodies == [body]


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1/", "http://10.0.0.1/", "ftp://a.example/", "https://u:p@a.example/"],
)
def test_a_destination_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(Rejected):
        sent(address, allowed="192.0.2.1")


def test_a_server_that_never_ends_its_answer_is_left(site: Site) -> None:
    address = site.raw("/in", *dripping(head(200), 0.05))
    began = time.monotonic()

    with pytest.raises(Unreachable, match=r"within 0\.5 s"):
        sent(address, seconds=0.5)
    assert time.monotonic() - began < 2


def test_a_server_that_is_not_there_or_hangs_up_is_told(site: Site) -> None:
    with pytest.raises(Unreachable, match="no connection"):
        sent(f"http://127.0.0.1:{free_port()}/")
    with pytest.raises(Unreachable, match="could not fetch"):
        sent(site.raw("/in"))
