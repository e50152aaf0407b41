"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), for programs and feed readers.

What it has no word for stands in an extension: `_job` is the job as in `/jobs.json`.
"""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import get_language

from jobs.models import Job
from jobs.syndication import entries, facts
from jobs.syndication.format import Channel, Format
from jobs.syndication.job_json import job_as_dict


def _begin(channel: Channel) -> bytes:
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.own,
        **({"description": channel.note} if channel.note else {}),
        "language": get_language(),
    }
    return _encoded(told).removesuffix(b"}") + b', "items": [\n'


def _item(job: Job) -> bytes:
    feed = job.feed
    told = {
        "id": entries.lasting_address_of(job),
        "url": facts.page_of(job),
        "title": entries.title_of(job),
        "content_html": facts.description_of(job),
        "date_published": entries.published(job).isoformat(),
        "date_modified": job.changed_at.isoformat(),
        "authors": [{"name": job.employer.name}],
        "tags": entries.tags_of(job),
        "_job": job_as_dict(job, feed.attribution_name, feed.attribution_url),
    }
    return _encoded(told)


def _encoded(told: dict[str, Any]) -> bytes:
    """A lone surrogate, which no feed may hold, stands as a question mark."""
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _end() -> bytes:
    return b"\n]}\n"


json_feed = Format(
    "json",
    "JSON Feed 1.1",
    "application/feed+json; charset=utf-8",
    _begin,
    _item,
    _end,
    between=b",\n",
)
