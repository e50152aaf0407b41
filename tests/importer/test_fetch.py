"""Fetching from a real server on this machine, which behaves as servers in the wild do."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from jobs.importer.fetch import Limits, fetch
from jobs.importer.pipeline import Options, run_feed
from jobs.importer.records import Rejected, Unreachable
from jobs.importer.sources import feed_for, register
from tests.make import record, yubhub

LIMITS = Limits(size=10_000, seconds=1.0, contact="tests")
BODY = b"<source><jobs/></source>"


class Handler(BaseHTTPRequestHandler):
    """Answers by path; remembers the headers it was sent."""

    seen: list[dict[str, str]] = []
    document = ""

    def log_message(self, *_args: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        self.seen.append(dict(self.headers))
        getattr(self, "answer_" + self.path.strip("/").split("/")[0])()

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_plain(self) -> None:
        self.send(200, BODY, ETag='"v1"', Last_Modified="Mon, 23 Nov 2026 00:00:00 GMT")

    def answer_same(self) -> None:
        self.send(304 if self.headers["If-None-Match"] == '"v1"' else 200, b"")

    def answer_feed(self) -> None:
        etag = '"feed"'
        if self.headers["If-None-Match"] == etag:
            self.send(304)
        else:
            self.send(200, self.document.encode(), ETag=etag)

    def answer_gzip(self) -> None:
        self.send(200, gzip.compress(BODY), Content_Encoding="gzip")

    def answer_bomb(self) -> None:
        self.send(200, gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")

    def answer_large(self) -> None:
        self.send(200, b" " * 10_001)

    def answer_gone(self) -> None:
        self.send(410)

    def answer_moved(self) -> None:
        self.send(301, Location="/plain")

    def answer_loop(self) -> None:
        self.send(302, Location="/loop")

    def answer_inside(self) -> None:
        self.send(302, Location="file:///etc/passwd")

    def answer_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)

    def answer_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(BODY)


@pytest.fixture
def server() -> Iterator[str]:
    Handler.seen = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()


@pytest.mark.parametrize("path", ["plain", "moved", "gzip"])
def test_a_feed_is_fetched(server: str, tmp_path: Path, path: str) -> None:
    document = fetch(f"{server}/{path}", tmp_path / "feed", LIMITS)

    assert document is not None
    assert document.path.read_bytes() == BODY
    assert document.size == len(BODY)


def test_the_servers_validators_come_back_with_the_document(server: str, tmp_path: Path) -> None:
    document = fetch(f"{server}/plain", tmp_path / "feed", LIMITS)

    assert document is not None
    assert (document.etag, document.last_modified) == ('"v1"', "Mon, 23 Nov 2026 00:00:00 GMT")


def test_what_has_not_changed_is_not_fetched_again(server: str, tmp_path: Path) -> None:
    assert fetch(f"{server}/same", tmp_path / "feed", LIMITS, etag='"v1"') is None
    assert Handler.seen[-1]["If-None-Match"] == '"v1"'
    assert Handler.seen[-1]["User-Agent"] == "jobboard (tests)"


@pytest.mark.parametrize(
    ("path", "error", "reason"),
    [
        ("large", Rejected, "expected at most"),
        ("bomb", Rejected, "expected at most"),
        ("loop", Rejected, "redirects"),
        ("inside", Rejected, "redirects to an address that is refused"),
        ("gone", Unreachable, "got 410"),
        ("drip", Unreachable, "expected the feed within 1 s"),
        ("short", Unreachable, "could not fetch"),
    ],
)
def test_what_goes_wrong_is_told(
    server: str, tmp_path: Path, path: str, error: type[Exception], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        fetch(f"{server}/{path}", tmp_path / "feed", LIMITS)


def test_a_server_that_does_not_answer_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="could not fetch"):
        fetch("http://127.0.0.1:9/feed.xml", tmp_path / "feed", LIMITS)


@pytest.mark.django_db
def test_validators_are_kept_only_of_what_was_applied(server: str) -> None:
    feed = feed_for(f"{server}/feed")
    register(feed)
    outcomes = []
    for Handler.document in ("<job>", yubhub(record("a"), record("b")), "not even asked for"):
        run = run_feed(feed, Options())
        feed.refresh_from_db()
        outcomes.append((run.status, run.created, run.unchanged, feed.etag))

    assert outcomes == [
        ("rejected", 0, 0, ""),
        ("applied", 2, 0, '"feed"'),
        ("unchanged", 0, 2, '"feed"'),
    ]
    assert feed.confirmed_at == run.finished_at


@pytest.mark.django_db
def test_a_feed_of_refused_records_is_neither_confirmed_nor_taken_for_unchanged(
    server: str,
) -> None:
    feed = feed_for(f"{server}/feed")
    register(feed)
    Handler.document = yubhub(record("a", Title=""))

    statuses = [run_feed(feed, Options()).status for _ in range(2)]

    feed.refresh_from_db()
    assert statuses == ["rejected", "rejected"]
    assert (feed.etag, feed.confirmed_at) == ("", None)


@pytest.mark.django_db
def test_new_rules_and_accepted_removals_ask_for_the_whole_document(server: str) -> None:
    feed = feed_for(f"{server}/feed")
    register(feed)
    Handler.document = yubhub(record("a"))
    run_feed(feed, Options())

    run_feed(feed, Options(accept_removals=True))
    asked_to_accept = dict(Handler.seen[-1])
    feed.rules_version = 0
    run_feed(feed, Options())

    assert "If-None-Match" not in asked_to_accept
    assert "If-None-Match" not in Handler.seen[-1]


def test_a_file_is_read_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(BODY)

    document = fetch(str(tmp_path / "feed.xml"), tmp_path / "unused", LIMITS)

    assert document is not None
    assert (document.path, document.size) == (tmp_path / "feed.xml", len(BODY))


def test_a_file_that_is_gone_is_unreachable_and_one_too_large_rejected(tmp_path: Path) -> None:
    (tmp_path / "large.xml").write_bytes(b" " * 10_001)

    with pytest.raises(Unreachable, match="expected a readable file"):
        fetch(str(tmp_path / "none.xml"), tmp_path / "unused", LIMITS)
    with pytest.raises(Rejected, match="expected at most"):
        fetch(str(tmp_path / "large.xml"), tmp_path / "unused", LIMITS)
