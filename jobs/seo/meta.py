"""What search engines and link previews read of a page: title, description, canonical, robots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext

from jobs.lib.text import shorten

TITLE = 60  # characters of a title that search engines show, before the name of the site
DESCRIPTION = 155  # the same of a description
SHORTEST = (
    50  # of a description: what is shorter tells too little, and engines choose words instead
)
NOT_LISTED = "noindex, follow"


class Crumb(NamedTuple):
    label: str
    path: str  # on this site; "" is the page itself


@dataclass(frozen=True, slots=True)
class Meta:
    """`canonical` and `image` are absolute. Only a page with a canonical address may be listed."""

    title: str  # without the name of the site
    description: str
    canonical: str = ""
    robots: str = ""  # "" where the page may be listed
    image: str = ""
    crumbs: tuple[Crumb, ...] = ()  # the way here from above, the page itself last; or none

    @property
    def is_listed(self) -> bool:
        return bool(self.canonical and not self.robots)

    @property
    def breadcrumbs(self) -> dict[str, Any]:
        """The crumbs as a BreadcrumbList of schema.org."""
        rows = [
            {"@type": "ListItem", "position": position, "name": crumb.label}
            | ({"item": absolute(crumb.path)} if crumb.path else {})
            for position, crumb in enumerate(self.crumbs, 1)
        ]
        return {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": rows,
        }


def absolute(path: str) -> str:
    """On SITE_URL, whatever host was asked."""
    return f"{settings.SITE_URL}{path}"


def sentences(*told: str) -> str:
    """The first of these, and of the others those that fit behind it as a whole."""
    text = ""
    for sentence in filter(None, told):
        stop = "" if text.endswith((".", "!", "?", "…")) else "."
        longer = f"{text}{stop} {sentence}" if text else sentence
        text = longer if not text or len(longer) <= DESCRIPTION else text
    return text


def list_meta(
    title: str,
    description: str,
    *,
    path: str,
    robots: str = "",
    page: int = 1,
    pages: int = 1,
    crumbs: Iterable[Crumb] = (),
) -> Meta:
    """Of a page whose one address is `path`: its first page may be listed unless `robots` says no.

    `path` "" is a page without an address of its own, which is never listed.
    """
    robots = robots or (NOT_LISTED if page > 1 or not path else "")
    named = shorten(title, TITLE)
    if page > 1:
        numbers = {"title": named, "page": page, "pages": pages}
        named = gettext("%(title)s, page %(page)s of %(pages)s") % numbers
    return Meta(
        title=named,
        description=shorten(description, DESCRIPTION),
        canonical="" if robots else absolute(path),
        robots=robots,
        crumbs=tuple(crumbs),
    )
