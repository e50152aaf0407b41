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
_NO_ID = frozenset("n/a na n.a. null none nil undefined unknown tbd".split())
_NO_ID_BEGINS = frozenset(("", *"0-._ ", *"nutNUT"))
_NO_LINK = frozenset(("n/a", "na", "n.a.", "null", "none", "nil", "undefined", "tbd"))
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# "jobs.example/5", a host whose scheme was left out; "apply.php/5" is a file.
_HOST = re.compile(r"(?:\w(?:[\w-]*\w)?\.)+([^\W\d_]{2,24})(?::\d+)?(?:([/])|[?#]|$)")
_FILES = frozenset(
    "php phtml htm html xhtml shtml asp aspx ashx jsp jspx jsf do cfm cgi xml json pdf doc "
    "docx txt rss action nsf dll exe".split()
)
_SIGN = re.compile(r"[/.?=&:%_\d-]")  # one of these is in any address
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


def says_nothing(text: str) -> bool:
    """Whether an id is only a word or a number for "none": a hundred jobs would share it."""
    return text[:1] in _NO_ID_BEGINS and (not text.strip("0-._ ") or text.lower() in _NO_ID)


def is_web(link: str) -> bool:
    return link.startswith(("https://", "http://"))


def visible(link: str) -> str:
    """The link without signs of no width; empty for a word for "none" and a mere fragment."""
    link = _UNSEEN.sub("", link).strip()
    if link.startswith("#") or not link.strip("-") or link.lower() in _NO_LINK:
        return ""
    return link


def is_address(link: str) -> bool:
    """Whether a text can be an address, absolute or relative: "Click here" is none."""
    return bool(_SIGN.search(link)) and (link.startswith(("/", "http")) or len(link.split()) == 1)


def absolute(link: str, base: str) -> str:
    """The link with a scheme and host; unchanged when it has them or nothing tells them.

    What is no address stays as it is, so that its refusal shows it. Empty for a word for "none".
    """
    link = visible(link)
    host = _HOST.match(link)
    if host and host[1].lower() not in _FILES:
        return f"http://{link}" if host[2] or link.lower().startswith("www.") else link
    if _SCHEME.match(link) or not is_address(link):
        return link
    if link.startswith("//") and not base:
        return f"https:{link}"
    try:
        return urljoin(base, link) if base else link
    except ValueError:  # an address of brackets: normalise refuses it and says why
        return link


def identified(raw: RawJob) -> RawJob:
    """The job with an id that the same record keeps from one run to the next.

    The feed's own unless it is "N/A" or "0", or the link (without utm_ parameters), or a digest of
    title, employer and place. An id longer than 255 characters becomes its digest. Empty when
    nothing is told.
    """
    own = "" if says_nothing(raw.external_id) else raw.external_id
    given = own or _id_of_link(raw.apply_url)
    if not given and raw.title:
        told = (raw.title, raw.employer, raw.location)
        given = _digest("\x1f".join(map(fold, told)))
    given = given or raw.external_id
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
