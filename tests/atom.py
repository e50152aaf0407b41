"""What RFC 4287 asks of a feed, as far as this board writes one: its own small validator."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from lxml import etree

ATOM, XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
ONCE = {  # exactly one of each in these elements (4.1.1, 4.1.2, and what this board promises)
    "feed": ("id", "title", "subtitle", "updated", "generator", "icon"),
    "entry": ("id", "title", "updated", "published", "author", "summary"),
}
KNOWN = {*ONCE["feed"], *ONCE["entry"], "feed", "entry", "link", "category", "name"}
TEXT = ("title", "subtitle", "summary")
IRIS = {"generator": "uri", "link": "href"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")  # RFC 3339
_TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}:[\w.~!$&'()*+,;=:@/?%-]+", re.ASCII)  # RFC 4151


def parsed(document: bytes) -> etree._Element:
    """Raises XMLSyntaxError when the document is not well-formed."""
    return etree.fromstring(document, etree.XMLParser(resolve_entities=False))


def problems(document: bytes) -> list[str]:
    """What is wrong with the feed; nothing, as it should be."""
    feed = parsed(document)
    found = [] if feed.tag == f"{{{ATOM}}}feed" else [f"the root is {feed.tag}"]
    found += [told for node in (feed, *_all(feed, "entry")) for told in _of_container(node)]
    for node in feed.iter(f"{{{ATOM}}}*"):
        found += _of_element(node)
    ids = [node.text for node in _all(feed, ".//entry/id")]
    found += [f"{one} is the id of two entries" for one in {*ids} if ids.count(one) > 1]
    return found


def _all(node: etree._Element, path: str) -> list[etree._Element]:
    return node.findall(re.sub(r"(\w+)", f"{{{ATOM}}}\\1", path))


def _of_container(node: etree._Element) -> list[str]:
    name = etree.QName(node).localname
    found = [
        f"{name} has {len(_all(node, child))} {child}"
        for child in ONCE[name]
        if len(_all(node, child)) != 1
    ]
    kinds = [(link.get("rel"), link.get("type")) for link in _all(node, "link")]
    if ("alternate", "text/html") not in kinds:
        found.append(f"{name} has no page")
    if name == "feed" and [rel for rel, _type in kinds].count("self") != 1:
        found.append("feed does not name its own address")
    found += [f"{name} has two links {kind}" for kind in {*kinds} if kinds.count(kind) > 1]
    return found


def _of_element(node: etree._Element) -> list[str]:
    name, text = etree.QName(node).localname, node.text or ""
    if name not in KNOWN:
        return [f"{name} is no element that this board writes"]
    if name in ("updated", "published") and not _is_moment(text):
        return [f"{name} is {text!r}"]
    if name == "id" and not _TAG.fullmatch(text):
        return [f"id is {text!r}"]
    if name in TEXT:
        return _of_text(node, name)
    if name == "name" and not text.strip():
        return ["an author has no name"]
    if name == "category" and not node.get("term"):
        return ["a category has no term"]
    iri = text if name == "icon" else node.get(IRIS[name], "") if name in IRIS else None
    if iri is not None and not (urlsplit(iri).scheme in ("http", "https") and urlsplit(iri).netloc):
        return [f"{name} leads to {iri!r}"]
    return []


def _of_text(node: etree._Element, name: str) -> list[str]:
    """Plain text, or XHTML in a single div (3.1.1), which says something."""
    if not "".join(node.itertext()).strip():
        return [f"{name} says nothing"]
    if node.get("type", "text") == "text":
        return [] if len(node) == 0 else [f"{name} has elements in its text"]
    if node.get("type") != "xhtml" or [child.tag for child in node] != [f"{{{XHTML}}}div"]:
        return [f"{name} is no div of XHTML"]
    foreign = [inner.tag for inner in node[0].iter() if not inner.tag.startswith(f"{{{XHTML}}}")]
    relative = [a.get("href") for a in node[0].iter(f"{{{XHTML}}}a") if "://" not in a.get("href")]
    return [f"{name} has {wrong}" for wrong in (foreign, relative) if wrong]


def _is_moment(text: str) -> bool:
    return bool(_MOMENT.fullmatch(text)) and datetime.fromisoformat(text).tzinfo is not None
