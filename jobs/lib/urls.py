"""Addresses that feeds give. Only plain http(s) addresses get through."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import quote, urlsplit, urlunsplit

MAX_LENGTH = 2000
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.(?!-)[a-z0-9_-]{1,63})*\.?", re.ASCII)
_LINE_END = re.compile(r"[\r\n]")  # no other: those are signs to refuse
_SECOND = re.compile(r"\shttps?:", re.IGNORECASE)  # two addresses in one field
# What most addresses look like. They are safe as they are, and so found safe ten times as fast.
_PLAIN = re.compile(
    r"https?://(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.){1,8}[a-z]{2,63}"
    r"(?:/[\w%/:;=@!$&'()*+,~.-]*(?:\?[\w%/:;=@!$&'()*+,~.-]+)?)?",
    re.ASCII,
)
_AROUND = " \t\r\n\f\v\xa0\u200b\ufeff"
_SAFE = "%/:;=@!$&'()*+,~?[]#-._|"


def web_address(text: str) -> str:
    """The address in a form safe to link and to redirect to, its meaning unchanged.

    Raises ValueError, saying what was expected and what came, for every other scheme, for user
    names and passwords in the address, for control or bidirectional characters and for addresses
    above 2,000 characters.
    """
    given = text.strip()
    if len(given) <= MAX_LENGTH and _PLAIN.fullmatch(given):
        return given
    return _checked(given)


@lru_cache(maxsize=1_000)  # an address is asked about twice, an employer's with each of its jobs
def _checked(given: str) -> str:
    if len(given) > MAX_LENGTH:
        raise ValueError(f"expected at most {MAX_LENGTH} characters, got {len(given)}")
    if _FORBIDDEN.search(given):
        raise ValueError(f"expected an address without spaces or signs, got {given[:100]!r}")
    try:
        parts = urlsplit(given)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ValueError(f"expected an http(s) address, got {given[:100]!r} ({error})") from error
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise ValueError(f"expected an http(s) address, got {given[:100]!r}")
    if parts.username is not None or parts.password is not None:
        raise ValueError("expected an address without a user name, got one with it")
    netloc = _ascii_host(host) + (f":{port}" if port else "")
    rest = (quote(part, safe=_SAFE) for part in (parts.path, parts.query, parts.fragment))
    address = urlunsplit((parts.scheme.lower(), netloc, *rest))
    if len(address) > MAX_LENGTH:
        raise ValueError(f"expected at most {MAX_LENGTH} characters, got {len(address)}")
    return address


def feed_address(text: str) -> str:
    """A `web_address` as feeds write it: broken over lines, with spaces or marks around it.

    Spaces inside are encoded. Raises ValueError like `web_address`.
    """
    given = text.strip(_AROUND)
    if (" " in given or "\n" in given or "\r" in given) and not _SECOND.search(given):
        lines = (part.strip(" \t") for part in _LINE_END.split(given))
        given = "".join(lines).replace(" ", "%20")
    return web_address(given)


def public_address(text: str) -> str:
    """A `feed_address` that a stranger's browser can follow: no private or local host.

    Raises ValueError like `web_address`.
    """
    return _public(feed_address(text))


@lru_cache(maxsize=1_000)
def _public(address: str) -> str:
    host = urlsplit(address).hostname or ""
    if _is_local(host):
        raise ValueError(f"expected a public host, got {host!r}")
    return address


@lru_cache(maxsize=1_000)
def _is_local(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:  # a name
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def host_of(address: str) -> str:
    """The host a reader would recognise, without `www.`; empty when there is none."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _ascii_host(host: str) -> str:
    if ":" in host:  # urlsplit has checked that it is an IPv6 address
        return f"[{host}]"
    try:
        ascii_host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        ascii_host = ""
    if not _HOST.fullmatch(ascii_host):
        raise ValueError(f"expected a host name, got {host[:100]!r}")
    return ascii_host
