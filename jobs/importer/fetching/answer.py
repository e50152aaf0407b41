"""Asking a web server: one request, a few redirects by hand, what may go wrong in our words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPException
from urllib.parse import urlsplit

from urllib3 import HTTPResponse
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as WaitedTooLong

from jobs.importer.fetching.connection import READ_SECONDS, connection_to
from jobs.importer.fetching.guard import Guard, NoConnection
from jobs.importer.fetching.limits import Deadline
from jobs.importer.fetching.redirects import next_hop, same_server
from jobs.importer.fetching.retry import Passing, asked_pause
from jobs.importer.records import Gone, Rejected, Unreachable
from jobs.lib.urls import web_address

REDIRECTS = 3
GONE = (404, 410)
TOO_MANY, SERVER_ERROR = 429, 500


@contextmanager
def answer(
    address: str,
    headers: Mapping[str, str],
    secret: Mapping[str, str],
    guard: Guard,
    deadline: Deadline,
) -> Iterator[HTTPResponse]:
    """The answer after all redirects, its body not yet read."""
    address = acceptable(address)
    for _hop in range(REDIRECTS + 1):
        with one_answer(address, {**headers, **secret}, guard, deadline) as response:
            location = response.get_redirect_location()
            if not location:
                yield response
                return
        onward = next_hop(address, location)
        secret = secret if same_server(address, onward) else {}
        address = onward
    raise Rejected(f"expected at most {REDIRECTS} redirects, got more; the last was to {address}")


@contextmanager
def one_answer(
    address: str,
    headers: Mapping[str, str],
    guard: Guard,
    deadline: Deadline,
    *,
    body: bytes | None = None,
) -> Iterator[HTTPResponse]:
    """The answer to one request, a redirect as it is: to a POST where there is a body to send."""
    with closing(connection_to(address, guard, deadline)) as connection:
        with told(address, deadline):
            connection.request(
                "GET" if body is None else "POST",
                _path(address),
                body=body,
                headers=headers,
                preload_content=False,  # the body is read, counted and unpacked by us
                decode_content=False,
            )
            response = connection.getresponse()
        with closing(response):
            yield response


def acceptable(address: str) -> str:
    """A `web_address`. Raises Rejected for what is none."""
    try:
        return web_address(address)
    except ValueError as error:
        raise Rejected(f"the address is refused: {error}") from error


def _path(address: str) -> str:
    parts = urlsplit(address)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


@contextmanager
def told(address: str, deadline: Deadline) -> Iterator[None]:
    """Says what went wrong on the network in our words."""
    try:
        yield
    except (HTTPError, HTTPException, OSError) as error:
        if deadline.passed:
            raise Unreachable(
                f"expected {address} within {deadline.seconds:g} s, it took longer{deadline.advice}"
            ) from error
        if isinstance(error, TimeoutError | WaitedTooLong):
            raise Passing(
                f"expected {address} to go on within {READ_SECONDS} s, it did not"
            ) from error
        kind = Passing if isinstance(error, NoConnection) else Unreachable
        raise kind(f"could not fetch {address}: {error or type(error).__name__}") from error


def expect(response: HTTPResponse, address: str, wanted: range) -> None:
    status = response.status
    if status in wanted:
        return
    message = f"expected HTTP {wanted[0]}, got {status} from {address}"
    if status in GONE:
        raise Gone(message, status=status)
    pause = asked_pause(response.headers.get("Retry-After", "").strip())
    if status == TOO_MANY or status >= SERVER_ERROR:
        raise Passing(message, retry_after=pause)
    raise Unreachable(message)
