"""A small file on a web server, an image for one: asked for once, read whole into memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jobs.importer.fetching.answer import answer, expect
from jobs.importer.fetching.guard import Guard
from jobs.importer.fetching.limits import Deadline, Limits
from jobs.importer.fetching.web import (
    NOT_MODIFIED,
    coding,
    introduction,
    received,
    validator,
)
from jobs.importer.records import Rejected


@dataclass(frozen=True, slots=True)
class SmallFile:
    data: bytes
    etag: str = ""
    last_modified: str = ""


def small_file(
    address: str, limits: Limits, *, accept: str, validators: Mapping[str, str]
) -> SmallFile | None:
    """The file at `address`, as it was sent; None when it has not changed by these `validators`.

    One attempt, in `limits.seconds`: whoever calls decides when to ask again. Raises Unreachable
    (Passing among it, Gone) and Rejected as `fetch` does.
    """
    deadline = Deadline(limits.seconds)
    asked = {"Accept": accept, "Accept-Encoding": "identity", **validators}
    headers = {**introduction(limits), **asked}
    with answer(address, headers, {}, Guard(limits.allowed), deadline) as response:
        if response.status == NOT_MODIFIED and validators:
            return None
        expect(response, address, range(200, 201))
        coding(response, "Content-Encoding", ("", "identity"))
        coding(response, "Transfer-Encoding", ("", "chunked"))
        data = bytearray()
        for chunk in received(response, address, deadline):
            data += chunk
            if len(data) > limits.raw:
                raise Rejected(f"expected at most {limits.raw // 1024} KB, the file is larger")
        return SmallFile(
            bytes(data),
            etag=validator(response, "ETag", 500),
            last_modified=validator(response, "Last-Modified", 100),
        )
