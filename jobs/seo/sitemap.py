"""Sitemaps as sitemaps.org 0.9 has them, a piece at a time: nobody holds a whole one in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from xml.sax.saxutils import escape

from jobs.seo.meta import absolute

CONTENT_TYPE = "application/xml; charset=utf-8"
PIECE = 500  # addresses sent at once
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Entries = Iterable[tuple[str, datetime | None]]  # path, percent-encoded, and when it last changed


def sitemap(pages: Entries) -> Iterator[str]:
    """Of pages, at most 50,000: a document is never larger, nor than 50 MB."""
    return _document("urlset", "url", pages)


def sitemap_index(sitemaps: Entries) -> Iterator[str]:
    """Of sitemaps, at most 50,000. Their moments may be earlier than the last change."""
    return _document("sitemapindex", "sitemap", sitemaps)


def _document(root: str, element: str, entries: Entries) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n'
    rest = iter(entries)
    while some := list(islice(rest, PIECE)):
        yield "".join(_entry(element, path, changed) for path, changed in some)
    yield f"</{root}>\n"


def _entry(element: str, path: str, changed: datetime | None) -> str:
    lastmod = f"<lastmod>{w3c(changed)}</lastmod>" if changed else ""
    return f"<{element}><loc>{escape(absolute(path))}</loc>{lastmod}</{element}>\n"


def w3c(moment: datetime) -> str:
    """A moment in UTC and whole seconds, as W3C's profile of ISO 8601 writes it."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
