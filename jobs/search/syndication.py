"""What a search tells its followers: its newest jobs, whatever they came in by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from math import ceil
from typing import NamedTuple

from django.db.models import F
from django.db.models.functions import Left
from django.http import QueryDict

from jobs.lib.excerpts import READ, excerpt
from jobs.models import Job, today
from jobs.search.cards import Card
from jobs.search.found import SearchPage
from jobs.search.order import PER_PAGE
from jobs.search.page import results

ENTRIES, EXCERPT = 50, 300  # jobs, and characters of what each says
COMPARED = 4  # other jobs of the employer: what they say too tells nothing of this one


class Entry(NamedTuple):
    job: Card
    published: datetime
    updated: datetime  # when anything that the board tells of the job last changed
    excerpt: str
    source: str  # who asks to be named for it
    source_url: str


@dataclass(frozen=True, slots=True)
class Followed:
    search: str  # its words and what was chosen; empty for all jobs
    query: str  # of its address: one search has one, in whatever order it was looked at
    notices: list[str]
    entries: list[Entry]

    @property
    def updated(self) -> datetime:
        """Of an empty feed, the beginning of the day: nothing tells when its last job left."""
        moments = [entry.updated for entry in self.entries]
        return max(moments, default=datetime.combine(today(), time(), UTC))


def followed(params: QueryDict) -> Followed:
    """The newest jobs of the search; `sort` and `page` have no say.

    Never raises for any parameters, as `results`. The number of queries depends on how many
    pages of results the entries fill, not on the jobs.
    """
    pages = list(_pages(params))
    first = pages[0]
    jobs = {job.pk: job for page in pages for job in page.jobs}  # once, were the board to change
    return Followed(
        search=", ".join(filter(None, [first.q, *(chip.label for chip in first.chips)])),
        query=first.address.replaced(sort=None),
        notices=first.notices,
        entries=_entries(list(jobs.values())[:ENTRIES]),
    )


def _pages(params: QueryDict) -> Iterator[SearchPage]:
    wish = params.copy()
    wish["sort"] = "newest"
    for number in range(1, ceil(ENTRIES / PER_PAGE) + 1):
        wish["page"] = str(number)
        found = results(wish, facets=())
        yield found
        if number >= found.pages:
            return


def _entries(jobs: Sequence[Card]) -> list[Entry]:
    told = {
        row["pk"]: row
        for row in Job.objects.filter(pk__in=[job.pk for job in jobs]).values(
            *("pk", "first_seen_at", "changed_at"),
            begin=Left("description", READ),
            source=F("feed__attribution_name"),
            source_url=F("feed__attribution_url"),
        )
    }
    by_employer: dict[str, list[tuple[int, str]]] = {}
    for job in jobs:
        if job.pk in told:
            by_employer.setdefault(job.employer.slug, []).append((job.pk, told[job.pk]["begin"]))
    return [
        Entry(
            job,
            _published(job, told[job.pk]["first_seen_at"]),
            told[job.pk]["changed_at"],
            _excerpt(job, told[job.pk]["begin"], by_employer[job.employer.slug]),
            told[job.pk]["source"],
            told[job.pk]["source_url"],
        )
        for job in jobs
        if job.pk in told
    ]


def _published(job: Card, first_seen: datetime) -> datetime:
    """When its employer posted it, as far as that is known; never after it was here."""
    if job.posted_on is None:
        return first_seen
    return min(first_seen, datetime.combine(job.posted_on, time(), UTC))


def _excerpt(job: Card, description: str, of_employer: Sequence[tuple[int, str]]) -> str:
    others = [text for pk, text in of_employer if pk != job.pk][:COMPARED]
    places = [name for place in job.place_list for name in (place.name, place.city)]
    return excerpt(description, others, EXCERPT, shown=(job.title, job.employer.name, *places))
