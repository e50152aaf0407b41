"""Feeds from a web server, in good days and in bad ones."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from jobs.importer.records import Document, Gone, Rejected, Unreachable
from tests.importer.fetching.archives import zipped
from tests.importer.fetching.conftest import Fetch
from tests.importer.fetching.servers import BODY, Site, head

ZIP = zipped(("../../feed.xml", BODY))


def test_a_feed_comes_with_what_the_server_says_of_it(
    get: Fetch, site: Site, tmp_path: Path
) -> None:
    site.page(
        "/feed?key=1&b=%20",
        ETag='W/"v1"',
        Last_Modified="Mon, 23 Nov 2026 00:00:00 GMT",
        Content_Type='text/xml; charset="ISO-8859-1"',
    )

    assert get(f"{site.url}/feed?key=1&b=%20") == Document(
        tmp_path / "document",
        len(BODY),
        etag='W/"v1"',
        last_modified="Mon, 23 Nov 2026 00:00:00 GMT",
        charset="iso-8859-1",
    )
    assert (tmp_path / "document").read_bytes() == BODY


def test_the_server_is_told_who_asks(get: Fetch, site: Site) -> None:
    get(site.page("/feed"), contact="https://jobs.example/ü")

    assert site.seen == [
        (
            "/feed",
            {
                "host": f"127.0.0.1:{site.server_port}",
                "user-agent": "jobboard (https://jobs.example/)",
                "accept": "application/xml, text/xml, */*;q=0.5",
                "accept-encoding": "gzip",
                "connection": "close",
            },
        )
    ]


@pytest.mark.parametrize(
    ("content_type", "charset"),
    [
        ("text/xml", ""),
        ("", ""),
        ("application/xml; charset=UTF-8", "utf-8"),
        ("application/xml; charset=", ""),
        ("application/xml; charset=utf 8\x7f", ""),
        (f"application/xml; charset={'x' * 41}", ""),
    ],
)
def test_a_charset_is_a_word_or_unknown(
    get: Fetch, site: Site, content_type: str, charset: str
) -> None:
    document = get(site.page("/feed", Content_Type=content_type))

    assert document is not None
    assert document.charset == charset


def test_validators_that_cannot_be_kept_whole_are_not_kept(get: Fetch, site: Site) -> None:
    document = get(site.page("/feed", ETag="x" * 501, Last_Modified="a\x00b"))

    assert document is not None
    assert (document.etag, document.last_modified) == ("", "")


def test_what_has_not_changed_is_not_sent_again(get: Fetch, site: Site, tmp_path: Path) -> None:
    assert get(site.page("/feed", b"", 304), etag='"v1"') is None
    assert site.seen[0][1]["if-none-match"] == '"v1"'
    assert list(tmp_path.iterdir()) == []


def test_a_304_that_nobody_asked_for_is_no_document(get: Fetch, site: Site) -> None:
    with pytest.raises(Unreachable, match="expected HTTP 200, got 304"):
        get(site.page("/feed", b"", 304))


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(BODY), "gzip"),
        (gzip.compress(BODY), "X-GZIP"),
        (gzip.compress(BODY), ""),
        (gzip.compress(gzip.compress(BODY)), "gzip"),
        (ZIP, ""),
        (gzip.compress(ZIP), "gzip"),
        (BODY, "identity"),
    ],
)
def test_a_packed_feed_is_unpacked(
    get: Fetch, site: Site, tmp_path: Path, body: bytes, encoding: str
) -> None:
    assert get(site.page("/feed", body, Content_Encoding=encoding)) == Document(
        tmp_path / "document", len(BODY)
    )
    assert (tmp_path / "document").read_bytes() == BODY
    assert list(tmp_path.iterdir()) == [tmp_path / "document"]


def test_a_chunked_feed_is_put_together(get: Fetch, site: Site, tmp_path: Path) -> None:
    chunks = b"".join(b"%x;note\r\n%s\r\n" % (len(part), part) for part in (BODY[:7], BODY[7:]))
    get(site.raw("/feed", head(Transfer_Encoding="chunked"), chunks, b"0\r\nX: y\r\n\r\n"))

    assert (tmp_path / "document").read_bytes() == BODY


def test_nothing_is_read_beyond_the_length_that_was_told(
    get: Fetch, site: Site, tmp_path: Path
) -> None:
    told = head(Content_Length=str(len(BODY)))
    get(site.raw("/feed", told, BODY[:9], 0.02, BODY[9:] + b"<more/>", b"x" * 100_000))

    assert (tmp_path / "document").read_bytes() == BODY


@pytest.mark.parametrize(
    ("pieces", "error", "reason"),
    [
        ([head(Content_Length="5000") + BODY], Unreachable, "could not fetch"),
        ([head(Transfer_Encoding="chunked") + b"5\r\n<a/"], Unreachable, "could not fetch"),
        ([head(Transfer_Encoding="chunked") + b"4\r\n<a/>\r\n"], Unreachable, "could not fetch"),
        (
            [head(Content_Encoding="gzip") + gzip.compress(BODY)[:-1]],
            Unreachable,
            "expected the whole of .*, got a gzip archive that breaks off",
        ),
        ([head() + gzip.compress(BODY)[:-9]], Unreachable, "expected the whole of"),
        ([head() + ZIP[:-9]], Unreachable, "expected the whole of"),
        ([head(Content_Encoding="gzip")], Unreachable, "expected the whole of"),
        ([head(Content_Encoding="gzip") + BODY], Rejected, "expected a sound gzip archive"),
        ([head(Content_Encoding="br") + BODY], Rejected, "expected Content-Encoding .* got 'br'"),
        ([head(Content_Encoding="gzip, gzip")], Rejected, "got 'gzip, gzip'"),
        ([head(Content_Encoding="deflate")], Rejected, "got 'deflate'"),
        ([head(Transfer_Encoding="gzip, chunked")], Rejected, "expected Transfer-Encoding"),
        ([head(Content_Length="1000001")], Rejected, r"expected at most 0\.9537 MB"),
        ([head() + b" " * 1_000_001], Rejected, r"expected at most 0\.9537 MB"),
        ([head(206) + BODY], Unreachable, "expected HTTP 200, got 206"),
        ([head(403) + BODY], Unreachable, "expected HTTP 200, got 403"),
        ([head(302) + BODY], Unreachable, "expected HTTP 200, got 302"),
        ([b"SSH-2.0-server\r\n"], Unreachable, "could not fetch"),
        ([b""], Unreachable, "could not fetch"),
        ([b"HTTP/1.1 200 OK\r\nA: " + b"a" * 70_000], Unreachable, "could not fetch"),
        ([b"HTTP/1.1 200 OK\r\n" + b"A: a\r\n" * 200], Unreachable, "could not fetch"),
    ],
)
def test_what_goes_wrong_is_told_and_leaves_nothing_behind(
    get: Fetch,
    site: Site,
    tmp_path: Path,
    pieces: list[bytes],
    error: type[Exception],
    reason: str,
) -> None:
    with pytest.raises(error, match=reason) as caught:
        get(site.raw("/feed", *pieces))

    assert caught.type is error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("status", [404, 410])
def test_a_feed_that_is_gone_says_so(get: Fetch, site: Site, status: int) -> None:
    with pytest.raises(Gone, match=f"got {status}") as caught:
        get(site.page("/feed", status=status))

    assert (caught.value.status, caught.value.retry_after) == (status, None)
    assert len(site.seen) == 1
