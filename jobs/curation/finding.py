"""Jobs by what an editor types: live, closed and hidden ones, found by the board's own words."""

from __future__ import annotations

import numpy as np
from django.db.models import QuerySet

from jobs.models import Feed, Job
from jobs.search.backends import backend
from jobs.search.query import FACTS, parse


def found(jobs: QuerySet[Job], typed: str) -> QuerySet[Job]:
    """Those of the jobs that have all words in their title, skills, employer or other facts (the
    last word may be a beginning), this external id, or an Apply address that begins so.

    A query that costs the same for any number of jobs found.
    """
    ids = [_worded(typed), _numbered(typed)]
    if typed.startswith(("https://", "http://")):
        ids.append(_ids(Job.objects.filter(apply_url__startswith=typed)))
    return jobs.filter(backend().among(np.unique(np.concatenate(ids))))


def _worded(typed: str) -> np.ndarray:
    beginning = typed if '"' in typed else f"{typed}*"
    groups = parse(beginning).wanted
    if not groups:
        return np.empty(0, np.int64)
    found: np.ndarray = backend().ids(groups, strengths=FACTS)
    return found


def _numbered(typed: str) -> np.ndarray:
    """By feed as well, although it may be any: that is how the ids are indexed."""
    feeds = Feed.objects.order_by().values("pk")
    return _ids(Job.objects.filter(feed__in=feeds, external_id=typed))


def _ids(jobs: QuerySet[Job]) -> np.ndarray:
    return np.array(jobs.order_by().values_list("pk", flat=True), np.int64)
