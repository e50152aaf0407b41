"""What stands apart in a description stays apart, and its lists and headings are what was meant.

Nothing here makes HTML safe: that is done after it, by `lib.html`.
"""

from __future__ import annotations

import re

from lxml import etree

from jobs.lib.text import squeeze

HEADING_LENGTH = 60
_HEADINGS = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}
_TABLES = ("table", "tbody", "thead", "tfoot", "tr", "caption")
_CELLS = ("td", "th", "dt")
_BLOCKS = (
    *("div", "section", "article", "header", "footer", "main", "aside", "address", "center"),
    *("dl", "dd", "fieldset", "form", "details", "summary", *_TABLES),
)
_KEPT = ("p", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre")
_MAY_HOLD = frozenset(("body", "li", "blockquote", *_BLOCKS))  # a paragraph
_APART = re.compile(rf"<(?:{'|'.join((*_BLOCKS, *_CELLS))})\b", re.IGNORECASE)
# What a whole page has around its body, and what would take the rest for its own plain text.
_AROUND = re.compile(
    r"<title\b[^<>]*>(?:[^<]*</title\s*>)?"
    r"|</?(?:html|head|body|title|plaintext|xmp|textarea|noembed|noframes|iframe)\b[^<>]*>",
    re.IGNORECASE,
)
_PARSER = etree.HTMLParser(encoding="utf-8")


def arranged(html: str) -> str:
    """The inside of a body: text of `div`, table rows and the like as paragraphs, lists of one item
    each joined, headings from h3 down. As unsafe as it was.
    """
    page = etree.fromstring(f"<html><body>{_AROUND.sub('', html)}</body></html>", _PARSER)
    body = page.find("body")
    if body is None:
        return ""
    if _APART.search(html):
        _part_blocks(body)
    _join_lists(body)
    _mark_headings(body)
    whole = str(etree.tostring(body, encoding="unicode", method="html", with_tail=False))
    return whole.removeprefix("<body>").removesuffix("</body>")


def _part_blocks(root: etree._Element) -> None:
    for cell in root.iter(*_CELLS):
        cell.tag, cell.tail = "span", f" {cell.tail or ''}"
    for node in root.iter(*_BLOCKS):
        above = node.getparent()
        inside = next(node.iterdescendants(*_BLOCKS, *_KEPT), None)
        says = any(part.strip() for part in map(str, node.itertext()))
        if says and inside is None and above is not None and above.tag in _MAY_HOLD:
            node.tag = "p"
            continue
        node.text, node.tail = f"\n{node.text or ''}", f"\n{node.tail or ''}"
        if node.tag in _TABLES:
            node.tag = "div"  # in a table no paragraph may stand


def _join_lists(root: etree._Element) -> None:
    """Lists of one item each, one after the other, become the one list their writer meant."""
    for first in list(root.iter("ul", "ol")):
        above = first.getparent()
        if above is None or not _has_one_item(first):
            continue
        while (
            (following := first.getnext()) is not None
            and following.tag == first.tag
            and not (first.tail or "").strip()
            and _has_one_item(following)
        ):
            first.extend(list(following))
            first.tail, following.tail = following.tail, None
            above.remove(following)


def _has_one_item(node: etree._Element) -> bool:
    return len(node) == 1 and node[0].tag == "li"


def _mark_headings(root: etree._Element) -> None:
    """Headings start below the page's own; a short paragraph with a colon above a list is one."""
    for node in root.iter(*_HEADINGS):
        node.tag = _HEADINGS[str(node.tag)]
    for following in root.iter("ul", "ol"):
        before = following.getprevious()
        if before is not None and before.tag == "p" and not (before.tail or "").strip():
            text = squeeze("".join(map(str, before.itertext())))
            if text.endswith(":") and len(text) <= HEADING_LENGTH:
                before.tag = "h3"
