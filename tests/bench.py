"""How fast the board is: `python -m tests.bench [JOBS]`, for the database of DATABASE_URL.

Imports a feed made from the sample into a database of its own, then asks for pages. Prints medians
and 95th percentiles; what else the machine does shows in them, so compare within one run only.
"""

from __future__ import annotations

import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.db import connection
from django.http import QueryDict
from django.test import Client

from jobs.importer.pipeline import Options, run_feed
from jobs.importer.sources import feed_for, register
from jobs.management.commands.load_sample import SAMPLE
from jobs.models import Job
from jobs.search.page import results

WORDS = ("", "", "engineer", "senior", "nurse manager", "python -java", '"you will"', "deliver*")
ASKED = 60


def feed_of(number: int, folder: Path) -> Path:
    """The sample's records over and over, each copy with ids and titles of its own."""
    records = re.findall(r"<job>.*?</job>", SAMPLE.read_text(), re.S)
    path = folder / "bench.xml"
    with path.open("w") as sink:
        sink.write("<source><jobs>")
        for index in range(number):
            copy = records[index % len(records)]
            round_ = index // len(records)
            copy = re.sub(r"<externalid>(.*?)<", rf"<externalid>\1-{round_}<", copy)
            sink.write(copy)
        sink.write("</jobs></source>")
    return path


def spread(label: str, times: list[float]) -> None:
    late = sorted(times)[int(len(times) * 0.95)]
    middle = statistics.median(times)
    print(f"  {label:<28} {middle * 1000:8.1f} ms median {late * 1000:8.1f} ms p95")


def timed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


def searches() -> list[QueryDict]:
    pick = random.Random(1)
    values = {
        key: [value.value for value in facet.values]
        for key, facet in results(QueryDict()).facets.items()
    }
    asked = []
    for _ in range(ASKED):
        params = QueryDict(mutable=True)
        params["q"] = pick.choice(WORDS)
        for key in pick.sample(sorted(values), pick.randint(0, 3)):
            params[key] = pick.choice(values[key])
        asked.append(params)
    return asked


def main(number: int) -> None:
    connection.creation.create_test_db(verbosity=0)
    print(f"{connection.vendor}, {number:,} jobs")
    with tempfile.TemporaryDirectory() as folder:
        feed = feed_for(str(feed_of(number, Path(folder))))
        register(feed)
        for label in ("import, all new", "import, all unchanged"):
            seconds = timed(lambda: run_feed(feed, Options()))
            print(f"  {label:<28} {seconds:8.2f} s      {number / seconds:8,.0f} records a second")
            feed.refresh_from_db()
    client, asked = Client(), searches()
    spread("search page, as HTML", [timed(lambda q=q: client.get("/jobs/", q)) for q in asked])
    spread("search, everything on it", [timed(lambda q=q: results(q)) for q in asked])
    some = list(Job.objects.live().order_by("?")[:ASKED])
    pages = [job.get_absolute_url() for job in some]
    spread("job page", [timed(lambda path=path: client.get(path)) for path in pages])
    connection.creation.destroy_test_db(":memory:", verbosity=0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
