"""Gets the bytes of a feed onto the disk: from a web server, a file or standard input.

Bounded in size and in time; the server's validators come back with the document, and are stored
only when the run was applied, so that a failed run is never taken for "not modified" later.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin

import urllib3

from jobs.importer.records import Document, Rejected, Unreachable
from jobs.lib.urls import web_address

REDIRECTS = 3
CHUNK = 64 * 1024  # bytes
CONNECT_SECONDS, READ_SECONDS = 10, 30


@dataclass(frozen=True, slots=True)
class Limits:
    size: int  # bytes, after decompression
    seconds: float  # wall clock for the whole fetch
    contact: str = ""  # told to the feed's server in the User-Agent


def is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def fetch(
    address: str, target: Path, limits: Limits, *, etag: str = "", last_modified: str = ""
) -> Document | None:
    """The document at `address`, or None when the server says it has not changed.

    Raises Unreachable for what may pass (network, server errors, a missing file) and Rejected for
    what will not (too large, a redirect that leads nowhere). OSError on `target` is the disk's.
    """
    if is_web(address):
        with target.open("wb") as sink:
            return _from_web(address, sink, limits, etag=etag, last_modified=last_modified)
    if address == "-":
        with target.open("wb") as sink:
            _copy(sys.stdin.buffer, sink, limits)
        return Document(target, target.stat().st_size)
    return _from_file(Path(address), limits)


def _from_file(path: Path, limits: Limits) -> Document:
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        raise Unreachable(f"expected a readable file, got: {error}. Check its path.") from error
    if size > limits.size:
        raise _too_large(limits)
    return Document(path, size)


def _from_web(
    address: str, sink: BinaryIO, limits: Limits, *, etag: str, last_modified: str
) -> Document | None:
    deadline = time.monotonic() + limits.seconds
    headers = {"User-Agent": f"jobboard ({limits.contact})" if limits.contact else "jobboard"}
    headers |= {"Accept": "application/xml, text/xml, */*;q=0.5", "Accept-Encoding": "gzip"}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": last_modified} if last_modified else {}
    try:
        with closing(_get(address, headers)) as response:
            if response.status == 304:
                return None
            if response.status != 200:
                raise Unreachable(f"expected HTTP 200, got {response.status} from {address}")
            _save(response, sink, limits, deadline)
            return Document(
                Path(sink.name),
                sink.tell(),
                etag=response.headers.get("ETag", "")[:500],
                last_modified=response.headers.get("Last-Modified", "")[:100],
            )
    except urllib3.exceptions.HTTPError as error:
        raise Unreachable(f"could not fetch {address}: {error}") from error


def _get(address: str, headers: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
    pool = urllib3.PoolManager(
        timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS), retries=False
    )
    for _hop in range(REDIRECTS + 1):
        response = pool.request(
            "GET", address, headers=dict(headers), redirect=False, preload_content=False
        )
        location = response.get_redirect_location()
        if not location:
            return response
        response.close()
        try:
            address = web_address(urljoin(address, location))
        except ValueError as error:
            raise Rejected(f"{address} redirects to an address that is refused: {error}") from error
    raise Rejected(f"expected at most {REDIRECTS} redirects, got more; the last was to {address}")


def _save(
    response: urllib3.BaseHTTPResponse, sink: BinaryIO, limits: Limits, deadline: float
) -> None:
    # read1 returns what has come: a slow drip is seen, where read(n) would wait for all n bytes.
    while chunk := response.read1(CHUNK, decode_content=True):
        if sink.tell() + len(chunk) > limits.size:
            raise _too_large(limits)
        if time.monotonic() > deadline:
            raise Unreachable(f"expected the feed within {limits.seconds:.0f} s, it took longer")
        sink.write(chunk)


def _copy(source: BinaryIO, sink: BinaryIO, limits: Limits) -> None:
    while chunk := source.read(CHUNK):
        if sink.tell() + len(chunk) > limits.size:
            raise _too_large(limits)
        sink.write(chunk)


def _too_large(limits: Limits) -> Rejected:
    megabytes = limits.size // 2**20
    return Rejected(
        f"expected at most {megabytes} MB, the feed is larger; "
        "raise FEED_MAX_MEGABYTES if that is right"
    )
