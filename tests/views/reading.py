"""What a stranger, or a search engine, must find on every page: a sentence for what is not so."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

from lxml import html

from jobs.seo.meta import DESCRIPTION, SHORTEST, TITLE

SITE = "http://testserver.example"
NAME = " – Job board"
# Words that say nothing without what stands around them.
EMPTY_WORDS = frozenset(
    """click here|details|here|learn more|link|more|more information|page|read more|see more
    |show|show all|show more|this|this page|view|alle zeigen|anzeigen|details ansehen|hier|mehr
    |mehr erfahren|seite|weiter|weiterlesen|zeigen|zurück|back""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)


def read(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def title_of(page: html.HtmlElement) -> str:
    return str(page.findtext("head/title")).removesuffix(NAME)


def said_of(page: html.HtmlElement, name: str) -> str:
    """The content of one `meta` element, by its name or its property; "" where there is none."""
    found = page.xpath(f"//head/meta[@name='{name}' or @property='{name}']/@content")
    assert len(found) < 2, f"{name} is said {len(found)} times"
    return str(found[0]) if found else ""


def canonical_of(page: html.HtmlElement) -> str:
    found = page.xpath("//head/link[@rel='canonical']/@href")
    assert len(found) < 2, "two canonical addresses"
    return str(found[0]) if found else ""


def is_listed(page: html.HtmlElement) -> bool:
    return "noindex" not in said_of(page, "robots")


def faults(page: html.HtmlElement, path: str, language: str) -> Iterator[str]:
    yield from _head(page, language)
    yield from _previews(page)
    yield from _crumbs(page)
    yield from _headings(page)
    yield from _images(page)
    yield from _links(page, path)


def _head(page: html.HtmlElement, language: str) -> Iterator[str]:
    if page.get("lang") != language:
        yield f"the language of the page is {page.get('lang')!r}"
    if not str(page.findtext("head/title")).endswith(NAME):
        yield "the title does not end with the name of the site"
    title, description = title_of(page), said_of(page, "description")
    longest = TITLE if is_listed(page) else TITLE + len(", page 10 of 50")
    if not 3 <= len(title) <= longest:
        yield f"a title of {len(title)} characters: {title}"
    if not SHORTEST <= len(description) <= DESCRIPTION:
        yield f"a description of {len(description)} characters: {description}"
    if is_listed(page) != bool(canonical_of(page)):
        yield "either the page may be listed and has an address, or neither"
    if not canonical_of(page).startswith(SITE if is_listed(page) else ""):
        yield f"the address is not on the site: {canonical_of(page)}"


def _previews(page: html.HtmlElement) -> Iterator[str]:
    wanted = {
        "og:title": title_of(page),
        "og:description": said_of(page, "description"),
        "og:url": canonical_of(page),
        "og:type": "website",
        "og:site_name": "Job board",
    }
    if not is_listed(page):
        wanted = dict.fromkeys(wanted, "")
    for name, expected in wanted.items():
        if said_of(page, name) != expected:
            yield f"{name} is {said_of(page, name)!r}"
    picture = {"": SITE, ":width": "1200", ":height": "630", ":alt": title_of(page)}
    told = {part: said_of(page, f"og:image{part}") for part in picture}
    if any(told.values()) and told | {"": told[""][: len(SITE)]} != picture:
        yield f"a picture that is told as {told}"
    if any(told.values()) and not is_listed(page):
        yield "a picture of what is not listed"


def _crumbs(page: html.HtmlElement) -> Iterator[str]:
    found = page.xpath("//nav[@class='crumbs']//li")
    seen = [(_text(crumb), crumb.xpath("string(a/@href)")) for crumb in found]
    told = [
        [(row["name"], row.get("item", "").removeprefix(SITE)) for row in data["itemListElement"]]
        for data in map(json.loads, page.xpath("//script[@type='application/ld+json']/text()"))
        if data["@type"] == "BreadcrumbList"
    ]
    if told != ([seen] if seen and is_listed(page) else []):
        yield f"the way here is shown as {seen}, told as {told}"
    if seen and [bool(path) for _name, path in seen] != [True] * (len(seen) - 1) + [False]:
        yield f"all but the page itself are links: {seen}"


def _headings(page: html.HtmlElement) -> Iterator[str]:
    found = page.xpath("//body//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]")
    levels = [int(one.tag[1]) for one in found]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"one h1 first was expected, got {levels}"
    yield from (
        f"h{after} behind h{before}: {_text(one)}"
        for (before, after), one in zip(pairwise(levels), found[1:], strict=True)
        if after > before + 1
    )
    yield from (f"an empty {one.tag}" for one in found if not _text(one))


def _images(page: html.HtmlElement) -> Iterator[str]:
    for image in page.xpath("//img"):
        missing = [name for name in ("width", "height", "alt") if image.get(name) is None]
        if missing:
            yield f"{image.get('src')} without {', '.join(missing)}"


def _links(page: html.HtmlElement, path: str) -> Iterator[str]:
    targets: dict[str, set[str]] = defaultdict(set)
    for link in page.xpath("//body//a"):
        name, href = name_of(link), link.get("href", "")
        if not href or href.startswith("javascript:"):
            yield f"a link that leads nowhere: {name}"
        elif href.startswith("#") and not page.xpath("//*[@id=$id]", id=href[1:]):
            yield f"nothing on the page is {href}"
        if name.casefold().strip(" .…→›»") in EMPTY_WORDS or not any(map(str.isalnum, name)):
            yield f"a link that does not say where it goes: {name!r} to {href}"
        if "://" in name:
            yield f"an address for a text: {name}"
        targets[name].add(_place(urljoin(path, href)))
    for name, places in targets.items():
        if len(places) > 1:
            yield f"{name!r} leads to {sorted(places)}"


def _place(address: str) -> str:
    """Where a link leads: a job is the same one, whichever search it was found by."""
    parts = urlsplit(address)
    return parts.path if parts.path.startswith("/jobs/") and parts.path != "/jobs/" else address


def name_of(element: html.HtmlElement) -> str:
    """The accessible name of a link: what is read out of it."""
    label = element.get("aria-label")
    if label is not None:
        return " ".join(label.split())
    return _text(element)


def _text(element: html.HtmlElement) -> str:
    """The text of an element with that of its images, without what is hidden from readers."""
    parts = [
        part if isinstance(part, str) else part.get("alt", "")
        for part in element.xpath(
            "descendant::text()[not(ancestor::*[@aria-hidden='true'])] | descendant::img"
        )
    ]
    return " ".join("".join(parts).split())
