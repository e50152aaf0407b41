"""The public read API: what `/jobs.json` says of a page of results. Documented in docs/api.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jobs.search.found import SearchPage
from jobs.search.leaving import credits_of
from jobs.search.shown import FacetValue
from jobs.syndication.job_json import job_as_dict


def as_dict(found: SearchPage) -> dict[str, Any]:
    credits = credits_of(found.board)
    return {
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "notices": found.notices,
        "results": [
            job_as_dict(job, *credits[job.feed_id][:2]) | {"featured": job.is_featured}
            for job in found.jobs
        ],
        "facets": {key: values_as_dicts(facet.values) for key, facet in found.facets.items()},
    }


def values_as_dicts(values: Iterable[FacetValue]) -> list[dict[str, Any]]:
    return [
        {
            "value": value.value,
            "label": value.label,
            "count": value.count,
            "selected": value.selected,
        }
        for value in values
    ]
