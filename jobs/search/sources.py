"""Who the open jobs come from, as far as their feeds ask to be named."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from django.db.models import Count

from jobs.models import Feed, Job, today
from jobs.search.memory import current


class Source(NamedTuple):
    name: str
    url: str  # may be empty
    jobs: int


def sources() -> tuple[list[Source], int]:
    """Those with open jobs, the most of them first; and how many open jobs there are in all."""
    by_feed = _by_feed()
    counts: Counter[tuple[str, str]] = Counter()
    credited = Feed.objects.exclude(attribution_name="").filter(pk__in=by_feed)
    for pk, *credit in credited.values_list("pk", "attribution_name", "attribution_url"):
        counts[(credit[0], credit[1])] += by_feed[pk]
    named = [Source(*credit, jobs) for credit, jobs in counts.items()]
    named.sort(key=lambda source: (-source.jobs, source.name))
    return named, sum(by_feed.values())


def _by_feed() -> dict[int, int]:
    """Counted once for each state of the board: every job is looked at."""
    board = current()
    memo = ("jobs by feed", board.version, today())
    found: dict[int, int] | None = board.memo.get(memo)
    if found is None:
        live = Job.objects.live().order_by()
        found = dict(live.values_list("feed").annotate(Count("pk")))
        board.memo.put(memo, found)
    return found
