"""Stack Overflow style RSS: "Role at Company (Place)", the author is the employer, tags are skills.

Known by an Atom author and a location in each RSS item.
"""

from __future__ import annotations

from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.texts import Pattern
from jobs.importer.dialects.ways import Each, Web

dialect = Dialect(
    name="stackoverflow",
    label="Stack Overflow",
    roots=("rss",),
    records=("item",),
    only_roots=True,
    uris=("http://www.w3.org/2005/Atom",),
    marks=(("title",), ("link", "guid"), ("author/name",), ("location",)),
    elements={
        "external_id": ("guid",),
        "title": (Pattern("title", r"(.+) at {author/name}(?: \([^()]*\))*"), "title"),
        "description": ("encoded", "description"),
        "skills": (Each("category"),),
        "employer": ("author/name",),
        "apply_url": ("link", Web("guid")),
        "location": (Each("location"),),
        "posted": ("pubdate", "updated"),
    },
)
