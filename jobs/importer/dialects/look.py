"""What a dialect sees of one record, and the addresses and ids that follow from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import urljoin, urlsplit

from jobs.importer.records import RawJob, Record, Sketch
from jobs.lib.text import fold

MAX_ID = 255  # characters; what the board stores
LINKS = ("apply_url", "employer_logo", "employer_website")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_TRACKING = re.compile(r"(?<=[?&])utm_[a-z]+=[^&#]*&?", re.IGNORECASE)
_LOOSE = re.compile(r"[?&](?=#|$)")


@dataclass(frozen=True, slots=True)
class Look:
    """One record: `values` are the first filled text of each path, `entries` all of them."""

    values: Mapping[str, str]
    entries: tuple[tuple[str, str], ...]
    sketch: Sketch
    address: str  # of the feed; empty or a path when it is no web address


def base_of(record: Record, sketch: Sketch, address: str) -> str:
    """The web address a record's relative links start from; empty when none is known.

    xml:base of the record or the document, the link of an RSS channel, the feed's own address,
    the publisher's: the first that is a web address.
    """
    header = sketch.header
    own = next((text for path, text in record.entries if path == "@base"), "")
    places = (own, header.get("@base", ""), header.get("channel/link", ""), address)
    for place in (*places, header.get("publisherurl", "")):
        if place.lower().startswith(("http://", "https://")):
            return place
    return ""


def absolute(link: str, base: str) -> str:
    """The link with a scheme and host; unchanged when it has them or nothing tells them."""
    if _SCHEME.match(link):
        return link
    if link.lower().startswith("www."):
        return f"http://{link}"
    if link.startswith("//") and not base:
        return f"https:{link}"
    try:
        return urljoin(base, link) if base else link
    except ValueError:  # an address of brackets: normalise refuses it and says why
        return link


def identified(raw: RawJob) -> RawJob:
    """The job with an id that the same record keeps from one run to the next.

    The feed's own, or the link (without utm_ parameters), or a digest of title, employer and
    place. An id longer than 255 characters becomes its digest. Empty when nothing is told.
    """
    given = raw.external_id or _id_of_link(raw.apply_url)
    if not given and raw.title:
        told = (raw.title, raw.employer, raw.location)
        given = _digest("\x1f".join(map(fold, told)))
    if len(given) > MAX_ID:
        given = _digest(given)
    return raw if given == raw.external_id else replace(raw, external_id=given)


def _id_of_link(link: str) -> str:
    """A link to a mere front page says nothing of which job it is."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    if not parts.path.strip("/") and not parts.query and not parts.fragment:
        return ""
    return _LOOSE.sub("", _TRACKING.sub("", link))


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
