"""Plain Atom (RFC 4287): an entry is a job, its author, or else the feed's, the employer.

An entry that tells no publication counts from its last update, the one date every entry has.
"""

from __future__ import annotations

from jobs.importer.dialects import names
from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.generic import meaning_of
from jobs.importer.dialects.look import Look
from jobs.importer.dialects.rss import ONE_EMPLOYER
from jobs.importer.dialects.texts import Header
from jobs.importer.dialects.usual import USUAL
from jobs.importer.dialects.ways import Web


def link(look: Look) -> str:
    """The page of an entry: the alternate link, which is also the one without `rel`."""
    found: list[list[str]] = []  # relation, address
    for path, text in look.entries:
        if path == "link" and not text:
            found.append(["alternate", ""])
        elif path == "link@rel" and found:
            found[-1][0] = text
        elif path == "link" and found:
            found[-1][1] = text
    pages = [address for relation, address in found if relation == "alternate" and address]
    return pages[0] if pages else ""


dialect = Dialect(
    name="atom",
    label="Atom",
    roots=("feed",),
    records=("entry",),
    only_roots=True,
    rank=1,
    uris=("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"),
    key=meaning_of,
    marks=(("title",), ("id", "link")),
    elements={
        **USUAL,
        "external_id": ("id",),
        "title": ("title",),
        "description": ("content", "summary", "description"),
        "employer": (
            *names.EMPLOYER,
            "author/name",
            Header("title", ONE_EMPLOYER),
            Header("author/name"),
        ),
        "employer_website": ("employerwebsite", "companywebsite", "companyurl", "author/uri"),
        "apply_url": (link, "applyurl", "url", Web("id")),
        "posted": ("published", "issued", *names.POSTED, "updated"),
    },
)
