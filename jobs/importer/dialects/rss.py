"""Plain RSS 2.0: an item is a job. Facts beyond title, link and text are read where they are told.

The employer is the item's own, or the channel when its title says that it is one employer's.
"""

from __future__ import annotations

from jobs.importer.dialects import names
from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.generic import meaning_of
from jobs.importer.dialects.texts import Header, Parts
from jobs.importer.dialects.usual import USUAL
from jobs.importer.dialects.ways import Web

# "Jobs at Harbourline" is one employer's; "Rust jobs" and "Nursing careers" are subjects.
ONE_EMPLOYER = (
    r"(?:(?:all|latest|current|open) )?"
    r"(?:jobs?|careers?|vacancies|(?:job )?openings|(?:open )?positions|karriere|stellen"
    r"|stellenangebote|emplois?|offres d'emploi|vacatures|ledige stillinger|lediga jobb)"
    r" (?:at|with|bei|chez|bij|hos) ([^|]+?)"
)

dialect = Dialect(
    name="rss",
    label="RSS",
    roots=("rss", "rdf", "channel"),
    records=("item",),
    only_roots=True,
    rank=1,
    key=meaning_of,
    marks=(("title",), ("link", "guid", "url")),
    elements={
        **USUAL,
        "external_id": ("jobid", "externalid", "guid"),
        "title": ("title",),
        "description": (Parts(names.SECTIONS, names.TEXT, heading="description/title"),),
        "employer": (
            *names.EMPLOYER,
            Header("channel/title", ONE_EMPLOYER),
        ),
        "employer_website": ("employerwebsite", "companywebsite", "companyurl", "website"),
        "apply_url": ("link", "applyurl", "url", Web("guid")),
        "posted": ("pubdate", *names.POSTED),
    },
)
