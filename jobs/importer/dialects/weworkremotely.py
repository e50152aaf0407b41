"""We Work Remotely: RSS, "Company: Role" in the title; every job is remote.

`region` is where one may live ("USA Only", "Anywhere in the World"); `state` is the employer's
headquarters, and so no place of the job.
"""

from __future__ import annotations

from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.texts import Always, Before, Pattern
from jobs.importer.dialects.ways import Each, Kind, Web

dialect = Dialect(
    name="weworkremotely",
    label="We Work Remotely",
    roots=("rss",),
    records=("item",),
    only_roots=True,
    header={"channel/title": "we work remotely"},
    marks=(("title",), ("link", "guid")),
    elements={
        "external_id": ("guid",),
        "title": (Pattern("title", r"[^:]+: +(.+)"), "title"),
        "description": ("description",),
        "job_type": (Kind("type"),),
        "arrangement": (Always("remote"),),
        "skills": (Each("skills", "skills/skill"),),
        "category": ("category",),
        "employer": (Pattern("title", r"([^:]+): +.+"),),
        "employer_logo": ("content@url", "thumbnail@url"),
        "apply_url": ("link", Web("guid")),
        "location": (Before("Remote: ", ("region", "country")),),
        "posted": ("pubdate",),
        "expires": ("expiresat",),
    },
)
