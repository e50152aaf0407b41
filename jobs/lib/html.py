"""Feed HTML made safe and readable. Only what has been through `clean` is ever marked safe.

nh3 decides what may stay and runs last. It is quadratic on nesting, so size, number of tags and
nesting are capped before it.
"""

from __future__ import annotations

import re
from html import escape, unescape

import nh3

from jobs.lib.html_blocks import arranged
from jobs.lib.text import printable, squeeze

MAX_BYTES = 64 * 1024
MAX_TAGS = 2_000
MAX_NESTING = 60

_CLEANER = nh3.Cleaner(
    tags=set("p ul ol li br strong em b i h3 h4 a blockquote code pre".split()),
    attributes={"a": {"href"}, "*": set()},
    clean_content_tags={"script", "style"},
    url_schemes={"http", "https"},
    url_relative="deny",
    link_rel="nofollow noopener noreferrer ugc",
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_BLOCK = re.compile(r"</?(?:p|div|ul|ol|li|br|h[1-6]|tr|table|section|blockquote)\b[^<>]*>", re.I)
# Of plain text only what is surely markup: "C<T>" and "a < b" are none.
_MARKUP = re.compile(
    r"</?(?:(?P<apart>p|div|ul|ol|li|br|hr|h[1-6]|tr|td|th|table|tbody|section|blockquote)"
    r"|a|b|i|u|em|strong|span|font|small|big|sub|sup|center|mark|code)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_AFTER_SEPARATOR = re.compile(r"([,;|])\s*\x1e")
_VOID = frozenset("br hr img input meta link area base col embed source track wbr".split())


def clean(html: str) -> str:
    """Safe HTML of paragraphs, lists, links, emphasis and headings (h3, h4).

    Text without any tag gets paragraphs at its empty lines. What is larger than 64 KB is cut
    there; what nests deeper than a person would write keeps its words and loses its tags.
    """
    text = printable(html).encode()[:MAX_BYTES].decode(errors="ignore").strip()
    if not text:
        return ""
    if not _TAG.search(text):
        return str(_CLEANER.clean(_paragraphs(unescape(text))))
    if _excessive(text):
        return str(_CLEANER.clean(_paragraphs(to_text(text))))
    return str(_CLEANER.clean(arranged(text))).strip()


def to_text(html: str) -> str:
    """The words alone; every block begins a new line."""
    if "<" not in html and "&" not in html and "\n" not in html:
        return squeeze(html)
    return "\n".join(filter(None, map(squeeze, unwrapped(html).splitlines())))


def without_markup(text: str, between: str = " ") -> str:
    """Plain text of a field that should hold no HTML; `between` stands where a block ended."""
    marked = _MARKUP.sub(lambda tag: "\x1e" if tag["apart"] else "", text)
    # A line that ends inside an element is white space; between inline tags it may end an item.
    tidy = squeeze if "\x1e" in marked else str.strip
    parts = map(tidy, _AFTER_SEPARATOR.sub(r"\1 ", marked).split("\x1e"))
    return between.join(filter(None, parts))


def unwrapped(html: str) -> str:
    """The words alone with whatever white space is between them; blocks are apart."""
    return unescape(_TAG.sub("", _BLOCK.sub("\n", html)))


def _paragraphs(text: str) -> str:
    blocks = re.split(r"\n\s*\n", text.strip())
    return "".join(f"<p>{escape(block.strip()).replace(chr(10), '<br>')}</p>" for block in blocks)


def _excessive(text: str) -> bool:
    if text.count("<") <= MAX_NESTING and text.count("&") <= MAX_TAGS:
        return False
    depth = 0
    for number, tag in enumerate(_TAG.finditer(text)):
        if tag[2].lower() not in _VOID:
            depth += -1 if tag[1] else 1
        if depth > MAX_NESTING or number > MAX_TAGS:
            return True
    return text.count("<") > 2 * MAX_TAGS or text.count("&") > 4 * MAX_TAGS
