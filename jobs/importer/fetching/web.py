"""Feeds on a web server: one GET, one body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.message import Message
from pathlib import Path

from urllib3 import HTTPResponse

from jobs.importer.fetching.answer import answer, expect, told
from jobs.importer.fetching.guard import Guard
from jobs.importer.fetching.gunzip import Cut
from jobs.importer.fetching.limits import Deadline, Limits
from jobs.importer.fetching.retry import persistently
from jobs.importer.fetching.unpack import CHUNK, too_large, unpack
from jobs.importer.records import Document, Rejected, Unreachable

NOT_MODIFIED = 304
_ADVICE = "; raise FEED_TIMEOUT if that is right"
_ACCEPT = {"Accept": "application/xml, text/xml, */*;q=0.5", "Accept-Encoding": "gzip"}
_CHARSET = re.compile(r"[a-z0-9][a-z0-9._:-]{0,39}")


def download(
    address: str,
    target: Path,
    limits: Limits,
    guard: Guard,
    *,
    validators: Mapping[str, str],
    secret: Mapping[str, str],
) -> Document | None:
    """Saves the feed at `address`; None when the server says that it has not changed."""
    deadline = Deadline(limits.seconds, _ADVICE)
    headers = {**_ACCEPT, **introduction(limits), **validators}

    def attempt() -> Document | None:
        with answer(address, headers, secret, guard, deadline) as response:
            if response.status == NOT_MODIFIED and validators:
                return None
            expect(response, address, range(200, 201))
            return _saved(response, address, target, limits, deadline)

    return persistently(attempt, limits, deadline)


def knock(address: str, limits: Limits, guard: Guard) -> None:
    """Asks for `address` and wants nothing but a 2xx."""
    deadline = Deadline(limits.seconds, _ADVICE)

    def attempt() -> None:
        with answer(address, introduction(limits), {}, guard, deadline) as response:
            expect(response, address, range(200, 300))

    persistently(attempt, limits, deadline)


def introduction(limits: Limits) -> dict[str, str]:
    """Who asks: the headers of every request."""
    contact = re.sub(r"[^\x20-\x7e]", "", limits.contact)
    agent = f"jobboard ({contact})" if contact else "jobboard"
    return {"User-Agent": agent, "Connection": "close"}


def _saved(
    response: HTTPResponse, address: str, target: Path, limits: Limits, deadline: Deadline
) -> Document:
    encoding = coding(response, "Content-Encoding", ("", "identity", "gzip", "x-gzip"))
    coding(response, "Transfer-Encoding", ("", "chunked"))
    if (response.length_remaining or 0) > limits.raw:
        raise too_large(limits.raw)
    chunks = received(response, address, deadline)
    try:
        unpacked = unpack(chunks, target, limits, encoded=encoding.endswith("gzip"))
    except Cut as error:
        raise Unreachable(f"expected the whole of {address}, got {error}") from error
    return Document(
        target,
        unpacked.size,
        etag=validator(response, "ETag", 500),
        last_modified=validator(response, "Last-Modified", 100),
        # What a server says of an archive does not say how the document inside is written.
        charset="" if unpacked.archive else _charset(response),
    )


def received(response: HTTPResponse, address: str, deadline: Deadline) -> Iterator[bytes]:
    """The body as it comes. Raises Unreachable when it breaks off, or comes too slowly."""
    while True:
        with told(address, deadline):
            deadline.left()
            # read1 returns what has come, where read would wait until the chunk is full.
            chunk = response.read1(CHUNK, decode_content=False)
        if not chunk:
            return
        yield chunk


def coding(response: HTTPResponse, header: str, known: tuple[str, ...]) -> str:
    """What a header says the body is coded in. Raises Rejected when that is not `known`."""
    stated = response.headers.get(header, "").strip().lower()
    if stated not in known:
        raise Rejected(f"expected {header} {known[-1]} or none, got {stated[:100]!r}")
    return stated


def validator(response: HTTPResponse, header: str, longest: int) -> str:
    """As the server sent it; empty when it cannot be stored whole, and so not be sent back."""
    value = response.headers.get(header, "")
    return value if len(value) <= longest and value.isprintable() else ""


def _charset(response: HTTPResponse) -> str:
    message = Message()
    message["Content-Type"] = response.headers.get("Content-Type", "")
    charset = message.get_content_charset("")
    return charset if _CHARSET.fullmatch(charset) else ""
