"""Any search as an Atom feed (RFC 4287). Documented in docs/api.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jobs.lib.text import fit_for_xml
from jobs.models import Job
from jobs.search.outbound import FOLLOWED, Outbound
from jobs.syndication import Channel, entries
from jobs.views.caching import for_every_site, for_programs
from jobs.views.outbound import answer

# Ids are for ever (RFC 4151): nothing that may change is in them. The year is one in which the
# host was the board's.
TAG = f"tag:{urlsplit(settings.SITE_URL).hostname},2026:"
# The one type first; browsers, which prefer the other, show Atom by its own name as source text.
TYPES = ["application/atom+xml", "application/xml"]
COMPARED = 4  # other jobs of the employer: what they say too tells nothing of this one


@require_safe
@vary_on_headers("Accept")  # outermost: a 304 says it as well
@for_programs
@for_every_site
def atom(request: HttpRequest) -> HttpResponseBase:
    named = request.get_preferred_type(TYPES) or TYPES[0]
    return answer(request, _written, f"{named}; charset=utf-8", FOLLOWED)


def _written(channel: Channel, chosen: Outbound) -> Iterator[bytes]:
    own, home = urlsplit(channel.own), urlsplit(channel.home)
    yield _rendered(
        "jobs/atom.xml",
        feed=channel,
        notices=channel.note.splitlines(),
        id=f"{TAG}jobs" + (f"?{own.query}" if own.query else ""),
        json=home._replace(path=reverse("search-json")).geturl(),
    )
    for jobs in chosen.chunks():
        for job, others in _beside(jobs):
            excerpt, published = entries.first_words(job, others), entries.published(job)
            yield _rendered("jobs/_entry.xml", job=job, excerpt=excerpt, published=published)
    yield b"</feed>\n"


def _beside(jobs: Sequence[Job]) -> Iterator[tuple[Job, list[str]]]:
    """Each with what some of the others say that its employer offers."""
    by_employer: dict[int, list[Job]] = defaultdict(list)
    for job in jobs:
        by_employer[job.employer_id].append(job)
    for job in jobs:
        others = [other for other in by_employer[job.employer_id] if other is not job]
        yield job, [other.description for other in others[:COMPARED]]


def _rendered(template: str, **facts: Any) -> bytes:
    site = {"SITE_NAME": settings.SITE_NAME, "SITE_URL": settings.SITE_URL, "tag": TAG}
    return fit_for_xml(render_to_string(template, site | facts)).encode()
