"""Whatever a server answers, the outcome is a document or a FeedProblem."""

from __future__ import annotations

import gzip
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from jobs.importer.records import FeedProblem
from tests.importer.fetching.conftest import Fetch
from tests.importer.fetching.servers import BODY, Site

STATUS = some.sampled_from(
    [
        b"HTTP/1.1 200 OK",
        b"HTTP/1.0 200",
        b"HTTP/1.1 304 Not Modified",
        b"HTTP/1.1 302 Found",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK",
        b"HTTP/1.1 999 ?",
        b"HTTP/9.9 -1 \xff",
        b"ICY 200 OK",
        b"\x16\x03\x01",
    ]
)
NAMES = some.sampled_from(
    b"Content-Length Transfer-Encoding Content-Encoding Content-Type Location ETag Last-Modified "
    b"Retry-After Connection".split()
)
VALUES = some.one_of(
    some.binary(max_size=12),
    some.sampled_from(
        [
            b"chunked",
            b"gzip",
            b"gzip, gzip",
            b"identity, chunked",
            b"-1",
            b"0",
            b"5",
            b"5, 5",
            b"5, 6",
            b"1e3",
            b"99999999999999999999999",
            b"/feed",
            b"//[",
            b"http://[::1",
            b"http://\xff/",
            b"text/xml; charset=\"'utf-8",
            b"text/xml; charset*=utf-8''%ff",
        ]
    ),
)
BODIES = some.one_of(
    some.binary(max_size=60),
    some.sampled_from(
        [
            BODY,
            gzip.compress(BODY),
            b"5\r\n<a/> \r\n0\r\n\r\n",
            b"-5\r\nxxxxxxxx",
            b"fffffffff\r\nx",
        ]
    ),
)


SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@example(status=b"HTTP/1.1 200 OK", headers=[], body=BODY)
@given(status=STATUS, headers=some.lists(some.tuples(NAMES, VALUES), max_size=4), body=BODIES)
def test_every_answer_is_a_document_or_a_named_problem(
    get: Fetch,
    site: Site,
    tmp_path: Path,
    status: bytes,
    headers: list[tuple[bytes, bytes]],
    body: bytes,
) -> None:
    site.pages.clear()
    lines = b"".join(b"\r\n%s: %s" % header for header in headers)
    address = site.raw("/feed", status + lines + b"\r\n\r\n" + body)
    target = tmp_path / "document"
    target.unlink(missing_ok=True)

    with suppress(FeedProblem):
        outcome = get(address, etag='"v1"')

        assert outcome is None or outcome == replace(outcome, path=target)
        assert target.exists() is (outcome is not None)
        return
    assert not target.exists()
