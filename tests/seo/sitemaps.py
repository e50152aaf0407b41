"""What the schemas of sitemaps.org (sitemap.xsd, siteindex.xsd, 0.9) ask, written by ourselves."""

from __future__ import annotations

import re
from datetime import datetime

from lxml import etree

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ENTRIES, BYTES = 50_000, 50 * 2**20
_LOC = re.compile(r"https?://[!-;=?-~]{4,}")  # printable ASCII without < and >: RFC 3986
_DATE = r"\d{4}-\d\d-\d\d"
_W3C = re.compile(rf"{_DATE}(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?")
_CHILDREN = {"urlset": "url", "sitemapindex": "sitemap"}


def wrong(document: bytes) -> list[str]:
    """What is wrong with a document, each in a line; nothing when it is a sitemap or an index."""
    if len(document) > BYTES:
        return [f"{len(document)} bytes"]
    root = etree.fromstring(document, etree.XMLParser(resolve_entities=False))
    name = root.tag.removeprefix(NAMESPACE)
    if root.tag != f"{NAMESPACE}{name}" or name not in _CHILDREN or root.attrib:
        return [f"a root {root.tag}"]
    if not 1 <= len(root) <= ENTRIES:
        return [f"{len(root)} entries"]
    return [problem for entry in root for problem in _wrong_entry(entry, _CHILDREN[name])]


def entries(document: bytes) -> dict[str, str]:
    """The lastmod of each address, empty where it says none."""
    assert wrong(document) == []
    found = [
        (entry.findtext(f"{NAMESPACE}loc"), entry.findtext(f"{NAMESPACE}lastmod", ""))
        for entry in etree.fromstring(document)
    ]
    assert len(dict(found)) == len(found), "an address twice"
    return dict(found)


def _wrong_entry(entry: etree._Element, name: str) -> list[str]:
    tags = [child.tag.removeprefix(NAMESPACE) for child in entry]
    if entry.tag != f"{NAMESPACE}{name}" or tags not in (["loc"], ["loc", "lastmod"]):
        return [f"{entry.tag} with {tags}"]
    loc, *lastmod = [child.text or "" for child in entry]
    problems = []
    if not 12 <= len(loc) <= 2048 or not _LOC.fullmatch(loc):
        problems.append(f"an address {loc}")
    if lastmod and not _is_moment(lastmod[0]):
        problems.append(f"a moment {lastmod[0]}")
    return problems


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return bool(_W3C.fullmatch(text))
