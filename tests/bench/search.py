"""The table of the search: our way, the usual way and tantivy on the same board in the same run."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import time

from django.db import connection
from django.http import QueryDict

from jobs.models import Job, today
from jobs.search.page import results
from jobs.search.rows import rules
from tests.bench import usual_search
from tests.bench.board import SEED
from tests.bench.mix import KINDS, Asked, mix
from tests.bench.pages import timed
from tests.bench.place import board
from tests.bench.tantivy_search import Tantivy, is_there
from tests.bench.terms import Terms

TIMES = 2  # that each compared search is put to the other ways; the better one counts
LARGE = 500_000  # jobs from which on once is enough, and takes minutes


@dataclass(slots=True)
class Times:
    """Seconds of the searches, by the way they were asked."""

    ways: dict[str, list[tuple[Asked, float]]] = field(default_factory=dict)

    def add(self, way: str, asked: Asked, seconds: float) -> None:
        self.ways.setdefault(way, []).append((asked, seconds))

    def of(self, way: str, keep: Callable[[Asked], bool] = lambda _asked: True) -> list[float]:
        return [seconds for asked, seconds in self.ways.get(way, []) if keep(asked)]


def main(number: int, keep: str = "", *, alone: bool = False) -> None:
    """`keep`: see `place.board`. `alone`: without the other ways."""
    with board(number, keep):
        asked = mix(Terms.of(number, SEED))
        print(f"{connection.vendor}, {Job.objects.live().count():,} live of {number:,} jobs")
        ready(asked)
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(tempfile.gettempdir() if keep else folder)
            name = f"tantivy-{Path(keep).name}-{number}-{rules()}-{today()}".replace(":", "-")
            others = {} if alone else _others(kept / name)
            times = measured(asked, others, 1 if number >= LARGE else TIMES)
        table(times)


def _others(folder: Path) -> Mapping[str, Callable[[Asked], object]]:
    others: dict[str, Callable[[Asked], object]] = {"the usual way": usual_search.ask}
    if is_there():
        tantivy = Tantivy(folder)
        others["tantivy alone"] = tantivy.ask
        others["tantivy, then the rows"] = lambda asked: _rows(tantivy.ask(asked)[1])
    return others


def _rows(ids: Sequence[int]) -> list[Job]:
    return list(Job.objects.filter(pk__in=ids).for_cards())


def ready(asked: Iterable[Asked]) -> None:
    """Starts a process of its own with the board in DATABASE_URL, and asks it everything once."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.ready"],
        input="\n".join(one.params().urlencode() for one in asked),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=os.environ | {"BEGAN": str(time()), "DJANGO_SETTINGS_MODULE": "tests.settings"},
    )
    told = json.loads(done.stdout)
    bare, libraries = told["imported"], told["libraries"]
    print(
        f"  ready: board in memory after {told['load']:.2f} s, first page "
        f"{told['first page'] * 1000:.0f} ms later, {told['since start']:.2f} s after the start"
    )
    for label, name in (("loaded", "loaded"), ("after all searches", "steady")):
        over = told[name] - bare
        print(
            f"  memory {label}: {over:.0f} MB over the process with everything imported, "
            f"{over + libraries:.0f} MB over one without its libraries"
        )
    print(f"  memory at its peak: {told['steady peak'] - bare:.0f} MB over")


def measured(
    asked: Iterable[Asked], others: Mapping[str, Callable[[Asked], object]], often: int
) -> Times:
    """No word of the mix is asked for twice, so each comes for the first time, and then again."""
    times = Times()
    results(QueryDict())  # connection, templates of statements
    for one in asked:
        params = one.params()
        times.add("first", one, timed(lambda params=params: results(params)))
        times.add("again", one, timed(lambda params=params: results(params)))
        if one.compared:
            for name, ask in others.items():
                best = min(timed(lambda ask=ask, one=one: ask(one)) for _ in range(often))
                times.add(name, one, best)
    return times


def table(times: Times) -> None:
    kinds: dict[str, Callable[[Asked], bool]] = {"all 200 searches": lambda _asked: True}
    kinds |= {kind: lambda asked, kind=kind: asked.kind == kind for kind in KINDS}
    for label, keep in kinds.items():
        ways = (("first", times.of("first", keep)), ("again", times.of("again", keep)))
        print(f"  {label:<24}" + "".join(f"  {way} {spread(some)}" for way, some in ways))
    for way in [way for way in times.ways if way not in ("first", "again")]:
        theirs = times.of(way)
        ratios = ", ".join(
            f"{ours} {_ratios(theirs, times.of(ours, lambda asked: asked.compared))}"
            for ours in ("first", "again")
        )
        print(f"  {way:<24}  {spread(theirs)}   x {ratios}")
    slowest = sorted(times.ways["first"], key=lambda pair: -pair[1])[:3]
    slowest += sorted(times.ways["again"], key=lambda pair: -pair[1])[:3]
    for asked, seconds in slowest:
        print(f"    slow: {seconds * 1000:.1f} ms {asked}")


def late(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def spread(times: Sequence[float]) -> str:
    return f"{statistics.median(times) * 1000:8.1f} ms median {late(times) * 1000:8.1f} p95"


def _ratios(theirs: Sequence[float], ours: Sequence[float]) -> str:
    middle = statistics.median(theirs) / statistics.median(ours)
    return f"{middle:.1f} in the median, {late(theirs) / late(ours):.1f} at p95"
