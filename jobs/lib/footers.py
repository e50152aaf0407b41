"""The paragraph by which feeds sign every description: where the text comes from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lxml import html as lxml_html

from jobs.lib.text import squeeze
from jobs.lib.urls import web_address


@dataclass(frozen=True, slots=True)
class Footer:
    """A last paragraph that says where the text comes from: one link with few words around it."""

    text: str
    name: str
    url: str


def footer(html: str) -> Footer | None:
    """The last paragraph when it has a style of its own and one web link in at most 160 characters.

    That is how feeds sign every description; whether it is a signature, only the sum of all
    descriptions tells.
    """
    start = html.rfind("<p", max(0, len(html) - 2_000))
    if start < 0 or not html.rstrip().endswith("</p>"):
        return None
    return _signed(html[start:])


@lru_cache(maxsize=256)  # most descriptions of a feed end alike
def _signed(ending: str) -> Footer | None:
    if "style" not in ending.lower():
        return None
    paragraph = lxml_html.fragment_fromstring(ending, create_parent="div")
    links = paragraph.findall(".//a")
    text = squeeze(str(paragraph.text_content()))
    first = next(iter(paragraph), None)
    if len(links) != 1 or len(text) > 160 or first is None or not first.get("style"):
        return None
    name = squeeze(str(links[0].text_content()))
    try:
        return Footer(text, name, web_address(links[0].get("href") or "")) if name else None
    except ValueError:
        return None


def without_footer(html: str, signature: Footer) -> str:
    """The text without its last paragraph, when that is the feed's signature."""
    if footer(html) != signature:
        return html
    return html[: html.rfind("<p")].rstrip()
