"""Sending a document to a web server: one POST, and what it came to."""

from __future__ import annotations

from typing import NamedTuple

from jobs.importer.fetching.answer import acceptable, one_answer
from jobs.importer.fetching.guard import Guard
from jobs.importer.fetching.limits import Deadline, Limits
from jobs.importer.fetching.retry import asked_pause
from jobs.importer.fetching.web import introduction


class Received(NamedTuple):
    """What a server answered; the body of its answer is not read."""

    status: int  # of HTTP
    location: str = ""  # where it redirects to; nobody has gone there
    retry_after: float | None = None  # seconds for which it asks to be left alone


def send(address: str, body: bytes, limits: Limits, *, content_type: str) -> Received:
    """POSTs the body, with the care of a fetch: once, in `limits.seconds`.

    Raises Unreachable when there is no answer, Rejected for a destination that is refused.
    """
    headers = {**introduction(limits), "Content-Type": content_type}
    deadline, guard = Deadline(limits.seconds), Guard(limits.allowed)
    with one_answer(acceptable(address), headers, guard, deadline, body=body) as response:
        return Received(
            response.status,
            response.get_redirect_location() or "",
            asked_pause(response.headers.get("Retry-After", "").strip()),
        )
