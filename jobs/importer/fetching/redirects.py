"""Where a redirect leads, and what is taken along."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urljoin, urlsplit

from jobs.importer.records import Rejected
from jobs.lib.urls import web_address

_PORTS = {"http": 80, "https": 443}


def next_hop(address: str, location: str) -> str:
    """The address that a Location header means. Raises Rejected for one that is not followed."""
    with suppress(UnicodeError):  # http.client reads headers as Latin-1; what is sent is UTF-8
        location = location.encode("latin-1").decode("utf-8")
    try:
        onward = web_address(urljoin(address, location))
    except ValueError as error:
        raise Rejected(f"{address} redirects to an address that is refused: {error}") from error
    if address.startswith("https:") and onward.startswith("http:"):
        raise Rejected(f"expected https to stay https, {address} redirects to {onward}")
    return onward


def same_server(one: str, other: str) -> bool:
    """Whether credentials for `one` may be sent to `other`: the same host and port.

    The way from http to https, each on its own port, is the same server.
    """
    before, after = urlsplit(one), urlsplit(other)
    ports = [parts.port or _PORTS[parts.scheme] for parts in (before, after)]
    upgraded = (before.scheme, after.scheme) == ("http", "https") and ports == [80, 443]
    same = before.scheme == after.scheme and ports[0] == ports[1]
    return before.hostname == after.hostname and (same or upgraded)
