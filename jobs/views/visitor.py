"""Who asks, as far as a request tells: a page of ours or another site, a person or a program.

Nobody is known again after the day: docs/privacy.md says what is kept, and for how long.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest

from jobs.importer.lock import without_waiting
from jobs.models import Once, Salt

PATIENCE = 1_000  # milliseconds that a visitor may wait for being counted
log = logging.getLogger("jobs.visitor")

# Every browser of the last thirty years says that it is a Mozilla (RFC 9110, 10.1.5: products in
# order of importance). Programs that say so too mostly name what they are, or where they are from.
_BROWSER = re.compile(r"(mozilla|opera)/")
_MARKS = re.compile(
    r"""(?<!cu)bot | crawl | spider | slurp | fetch | archive | preview | monitor | check | scan
    | validator | headless | lighthouse | pagespeed | phantomjs | httrack | pingdom | wappalyzer
    | externalhit | externalagent | mediapartners | google- | whatsapp | feed | rss | ptst/
    | https?: | www\. | @[a-z] | compatible;(?!\ (msie|konqueror))""",
    re.VERBOSE,
)
_AHEAD = re.compile("prefetch|prerender|preview")
_PURPOSES = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def is_ours(request: HttpRequest) -> bool:
    """Whether a page of this site sent it: as the browser says, in the newest way it knows."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    ours = (settings.SITE_URL, f"{request.scheme}://{request.get_host()}")
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin in ours
    return request.headers.get("Referer", "").startswith(tuple(f"{site}/" for site in ours))


def is_bot(request: HttpRequest) -> bool:
    """Whether a program asks that says so, or that does not say what it is."""
    told = request.headers.get("User-Agent", "").lower()
    return not _BROWSER.match(told) or bool(_MARKS.search(told))


def is_ahead(request: HttpRequest) -> bool:
    """Whether a browser asks for what somebody may want next."""
    purposes = (request.headers.get(name, "").lower() for name in _PURPOSES)
    return any(map(_AHEAD.search, purposes))


def once_a_day(request: HttpRequest, what: str, note: Callable[[], None]) -> None:
    """Has `note` write that a person did this, unless that is known of today already.

    In one transaction, all or nothing. Whatever the database says, the visitor never learns of it,
    nor waits longer than PATIENCE: the log tells what was not noted.
    """
    if request.method != "GET" or is_bot(request) or is_ahead(request):
        return
    try:
        digest = _digest(request, what, salt_of_today())
        if Once.objects.filter(digest=digest).exists():  # most repeats: they write nothing
            return
        with without_waiting(PATIENCE):
            if Once.times(digest) == 1:
                note()
    except DatabaseError:
        log.warning("not counted: %s", what, exc_info=True)


def times_today(request: HttpRequest, what: str, *, any_browser: bool = False) -> int:
    """How often this visitor did this today (UTC), this time included.

    Who is told apart by address and browser (or by address alone), without keeping either: what is
    kept is a digest with the day's salt, and both are deleted with the day. Raises DatabaseError.
    """
    return Once.times(_digest(request, what, salt_of_today(), any_browser=any_browser))


def salt_of_today() -> bytes:
    """The first visitor of a day makes it: in a transaction of its own, as others wait for that.

    Whoever counts in a longer one asks for it before. Raises DatabaseError.
    """
    known = Salt.known()
    if known:
        return known
    with without_waiting(PATIENCE):
        return Salt.of_today()


def address_of(request: HttpRequest) -> str:
    """The address of the client, or of its network: one machine has many of IPv6 (RFC 8981).

    Behind a proxy what it wrote last: all before that is what it was told.
    """
    told = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY:
        told = request.headers.get("X-Forwarded-For", told).rpartition(",")[2].strip()
    try:
        address = ip_address(told)
    except ValueError:
        return told  # of a socket there is none
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
    return str(address)


def _digest(request: HttpRequest, what: str, salt: bytes, *, any_browser: bool = False) -> int:
    """63 bits: one of a million visitors is taken for another once in ten million days."""
    browser = "" if any_browser else request.headers.get("User-Agent", "")
    told = (what, address_of(request), browser)
    digest = blake2b(repr(told).encode(), digest_size=8, key=salt)
    return int.from_bytes(digest.digest()) >> 1
