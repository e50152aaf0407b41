"""Import, memory, pages: a feed of our own, imported into a database of its own.

First, unchanged, and with 1 % of the jobs changed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.db import connection

from jobs.importer.pipeline import Options, run_feed
from jobs.importer.sources import feed_for, register
from jobs.models import Feed, ImportRun
from tests.bench.feed import write_feed
from tests.bench.limits import index_only, normalise_only, parse_only, read_only, sanitise_only
from tests.bench.memory import Peak, peak_of
from tests.bench.pages import print_pages, timed
from tests.bench.usual import SAMPLE, update_or_create

MEMORY = 300  # MB, for a feed of any size


def main(number: int) -> None:
    connection.creation.create_test_db(verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.xml"
        write_feed(path, number)
        print(f"{connection.vendor}, {number:,} jobs, {path.stat().st_size / 2**20:,.0f} MB")
        limits = {
            "parse only": parse_only(path) / number,
            "read only, as we must": read_only(path) / number,
            "sanitise only": sanitise_only(path) / number,
            "text index only": index_only(path) / number,
        }
        usual = update_or_create(path) / min(number, SAMPLE)
        for label, seconds in (limits | {"update_or_create, one by one": usual}).items():
            line(label, seconds)
        facts = normalise_only(path) / number
        first = _imports(path, number, limits, usual)
        line("normalise only", facts, **{"x import, first (at most 0.2)": facts / first})
    print_pages()
    connection.creation.destroy_test_db(":memory:", verbosity=0)


def _imports(path: Path, number: int, limits: dict[str, float], usual: float) -> float:
    feed = feed_for(str(path))
    register(feed)
    slowest = max(limits, key=lambda label: limits[label])
    first, peak = _import(feed, created=number)
    line("import, first", first, **{f"x {slowest} (at most 3)": first / limits[slowest]})
    told(f"{usual / first:.1f} times as fast as update_or_create (at least 10)", peak)
    same, peak = _import(feed, unchanged=number)
    ratios = {"x parse only (at most 2)": same / limits["parse only"]}
    line(
        "import, unchanged",
        same,
        **ratios,
        **{"x read only": same / limits["read only, as we must"]},
    )
    told(f"{usual / same:.1f} times as fast as update_or_create (at least 50)", peak)
    write_feed(path, number, changed=True)
    changed = len(range(50, number, 100))
    some, peak = _import(feed, updated=changed, unchanged=number - changed)
    line("import, 1 % changed", some, **{"x unchanged": some / same})
    told(f"{usual / some:.1f} times as fast as update_or_create", peak)
    return first


def _import(feed: Feed, **expected: int) -> tuple[float, Peak]:
    """Seconds a job of one import, and its memory; stops when it did not do what it should."""
    feed.refresh_from_db()
    runs: list[ImportRun] = []
    times: list[float] = []
    peak = peak_of(lambda: times.append(timed(lambda: runs.append(run_feed(feed, Options())))))
    done = {name: getattr(runs[0], name) for name in expected}
    if done != expected:
        raise SystemExit(f"expected {expected}, got {done}: {runs[0].message}")
    return times[0] / runs[0].seen, peak


def line(label: str, seconds: float, **ratios: float) -> None:
    compared = ", ".join(f"{ratio:.1f} {name}" for name, ratio in ratios.items())
    print(f"  {label:<34} {seconds * 1000:8.3f} ms a job {1 / seconds:9,.0f} jobs/s  {compared}")


def told(speed: str, peak: Peak) -> None:
    print(f"  {'':<34} {speed}")
    print(f"  {'':<34} {peak.own:.0f} MB, child {peak.child:.0f} MB (at most {MEMORY})")
