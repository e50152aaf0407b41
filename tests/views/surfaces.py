"""Where the public meets a job: every address of the board, by its name.

Whoever adds an address adds it here, to one of three tables: where a live job is SEEN and no other
is, why NEVER any is, or what it answers as the job's OWN.
"""

from __future__ import annotations

from jobs.models import Life
from jobs.syndication import FORMATS

# The job that is walked through them: its address, and what nothing else on the board has.
TITLE, EMPLOYER, SKILL = "Lighthouse Keeper", "Skerries", "Fresnel"
JOB = "/jobs/{pk}/"
# What it shares with four others, so that the board has pages for these and their combinations.
SHARED_SKILL, CATEGORY, PLACE = "Optics", "Beacons", "Baltimore, Ireland"
SHARED = "/skills/optics/in/baltimore-ireland/"

# Examples of the address, and the text by which the job is seen there.
SEEN: dict[str, list[tuple[str, str]]] = {
    "home": [("/", JOB)],
    "search": [("/jobs/", JOB), ("/jobs/?q=keeper&skill=fresnel", JOB)],
    "atom": [("/jobs.atom", JOB), ("/jobs.atom?limit=all", JOB)],
    "rss": [("/jobs.rss", JOB)],
    "json-feed": [("/jobs.feed.json", JOB)],
    "search-json": [("/jobs.json", JOB), ("/jobs.json?q=keeper", JOB)],
    "outbound": [(f"/jobs.{dialect}.xml", TITLE) for dialect in FORMATS],
    "suggest": [("/jobs/suggest.json?q=lightho", TITLE), ("/jobs/suggest.json?q=sker", EMPLOYER)],
    "suggest-options": [("/jobs/suggest.html?q=lightho", TITLE)],
    "opensearch-suggest": [("/opensearch.json?q=lightho", TITLE)],
    "values": [("/jobs/values/skill/", SKILL)],
    "values-json": [("/jobs/values/employer.json", EMPLOYER)],
    "values-options": [("/jobs/values/employer.html?find=sker", EMPLOYER)],
    "job": [("{alike}", JOB), ("{beside}?skill=optics", JOB)],  # the pages of other jobs
    "employers": [("/employers/", EMPLOYER)],
    "skills": [("/skills/", SKILL)],
    "employer": [("/employers/skerries/", JOB)],
    "skill": [("/skills/fresnel/", JOB), ("/skills/optics/", JOB)],
    "category": [("/categories/beacons/", JOB)],
    "place": [("/places/baltimore-ireland/", JOB)],
    "skill-in": [(SHARED, JOB)],
    "category-in": [("/categories/beacons/in/baltimore-ireland/", JOB)],
    "skill-remote": [("/skills/optics/remote/", JOB)],
    "about": [("/about/", "{live} open jobs")],
    # What five jobs share is listed; four are too few.
    "sitemap-part": [
        ("/sitemaps/jobs-1.xml", JOB),
        ("/sitemaps/landings-1.xml", "/skills/optics/"),
    ],
}

NEVER = {
    "sitemap": "names the parts, whatever is in them",
    "indexnow-key": "a key and nothing else",
    "logo": "a picture of an employer, by its digest",
    "ranking": "explains the order, and names no job",
    "opensearch": "describes the search box",
    "favicon": "leads to a file",
    "robots": "names kinds of addresses",
    "health": "says whether the process lives",
    "ready": "says whether the board can be read",
}

# What the addresses of the job itself answer. The picture is one of a live job only.
_PAGE = {Life.LIVE: 200, Life.CLOSED: 200, Life.GONE: 410, Life.TWIN: 301, Life.HIDDEN: 404}
OWN = {
    "job": ("/jobs/{pk}/lighthouse-keeper/", _PAGE),
    "job-short": ("/jobs/{pk}/", _PAGE | {Life.LIVE: 301, Life.CLOSED: 301}),
    "apply": ("/jobs/{pk}/apply/", dict.fromkeys(Life, 302) | {Life.HIDDEN: 404}),
    "report": ("/jobs/{pk}/report/", dict.fromkeys(Life, 302) | {Life.LIVE: 200, Life.HIDDEN: 404}),
    "picture": ("/jobs/{pk}/picture.png", _PAGE | {Life.CLOSED: 410}),
    "saved": ("/saved/?ids={pk}", dict.fromkeys(Life, 200)),
}
