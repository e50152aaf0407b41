"""What a format of an outbound feed is: how it begins, how each job is written, how it ends.

Whoever sends a feed chooses the jobs and joins the pieces; a format writes and asks nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from jobs.models import Job


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself."""

    title: str
    home: str  # absolute address of the same search as a page
    own: str  # absolute address of this feed
    updated: datetime  # UTC
    total: int  # jobs it will hold
    note: str = ""  # what could not be done as asked, for who reads it


@dataclass(frozen=True, slots=True)
class Format:
    """`begin(channel)`, `item(job)` of each job with `between` between two, `end()`: a document.

    `item` takes a job of `Job.objects.for_cards().select_related("feed", "employer")` and asks the
    database nothing more. Every piece is whole in itself, so that a feed can be sent as it is made.
    """

    name: str  # as in the address
    label: str
    content_type: str
    begin: Callable[[Channel], bytes]
    item: Callable[[Job], bytes]
    end: Callable[[], bytes]
    between: bytes = b""
