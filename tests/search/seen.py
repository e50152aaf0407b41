"""What a visitor sees of a search, in few words."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from jobs.search.page import results


def seen(params: QueryDict) -> dict[str, Any]:
    """The titles in order, the total, and what the arrangements count."""
    page = results(params, facets=("arrangement",))
    values = page.facets["arrangement"].values
    return {
        "titles": [job.title for job in page.jobs],
        "total": page.total,
        "counts": {value.value: value.count for value in values},
    }
