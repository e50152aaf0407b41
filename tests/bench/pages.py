"""How long a seeker waits: medians and 95th percentiles of pages on the imported board."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

from django.http import QueryDict
from django.test import Client

from jobs.models import Job
from jobs.search.page import results

WORDS = ("", "", "engineer", "senior", "nurse report", "python -java", '"who will"', "deliver*")
ASKED = 60


def print_pages() -> None:
    client, asked = Client(), searches()
    spread("search page, as HTML", [timed(lambda q=q: client.get("/jobs/", q)) for q in asked])
    spread("search, everything on it", [timed(lambda q=q: results(q)) for q in asked])
    some = list(Job.objects.live().order_by("?")[:ASKED])
    pages = [job.get_absolute_url() for job in some]
    spread("job page", [timed(lambda path=path: client.get(path)) for path in pages])


def timed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


def spread(label: str, times: list[float]) -> None:
    late = sorted(times)[int(len(times) * 0.95)]
    middle = statistics.median(times)
    print(f"  {label:<34} {middle * 1000:8.1f} ms median {late * 1000:8.1f} ms p95")


def searches() -> list[QueryDict]:
    pick = random.Random(1)
    values = {
        key: [value.value for value in facet.values]
        for key, facet in results(QueryDict()).facets.items()
        if facet.values
    }
    asked = []
    for _ in range(ASKED):
        params = QueryDict(mutable=True)
        params["q"] = pick.choice(WORDS)
        for key in pick.sample(sorted(values), pick.randint(0, 3)):
            params[key] = pick.choice(values[key])
        asked.append(params)
    return asked
