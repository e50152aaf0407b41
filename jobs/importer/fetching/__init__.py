"""Gets a feed onto the disk as XML: from a web server, a file or standard input.

Whoever answers is not trusted: not where he redirects to, not how much he sends, not how fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from jobs.importer.fetching.allowed import Allowed
from jobs.importer.fetching.credentials import credentials
from jobs.importer.fetching.folders import Folders
from jobs.importer.fetching.guard import Guard
from jobs.importer.fetching.limits import Limits
from jobs.importer.fetching.local import from_file, from_standard_input
from jobs.importer.fetching.web import download, knock
from jobs.importer.records import Document

__all__ = ["Allowed", "Folders", "Limits", "credentials", "fetch", "is_web", "ping"]

_NONE: Mapping[str, str] = MappingProxyType({})


def is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def fetch(
    address: str,
    target: Path,
    limits: Limits,
    *,
    etag: str = "",
    last_modified: str = "",
    headers: Mapping[str, str] = _NONE,
) -> Document | None:
    """The document at `address` (http(s), a file's path, `-`), or None when it has not changed.

    The document is XML as the feed wrote it, unpacked from gzip or zip. It is `target`, except for
    a file that was not packed, which is read where it lies. `headers` are the feed's credentials:
    they go to the server of `address` and to no other. `etag` and `last_modified` are those of the
    document that was applied last.

    Raises Unreachable for what may pass (network, server errors, a body that breaks off, a missing
    file), Gone among it for 404 and 410, and Rejected for what will not pass by itself (a refused
    destination, too large, a broken archive). OSError on `target` is the disk's. The limit on time
    is for the network: a person who pipes a feed in may take as long as he likes.
    """
    try:
        if is_web(address):
            validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
            return download(
                address,
                target,
                limits,
                Guard(limits.allowed),
                validators={name: value for name, value in validators.items() if value},
                secret=headers,
            )
        if address == "-":
            return from_standard_input(target, limits)
        return from_file(Path(address), target, limits)
    except BaseException:
        target.unlink(missing_ok=True)  # half a feed is no feed
        raise


def ping(address: str, limits: Limits) -> None:
    """Tells a watchdog, with the care of a fetch, that we are alive; what it says is not read.

    Raises FeedProblem as `fetch` does when the answer is not 2xx.
    """
    knock(address, limits, Guard(limits.allowed))
