"""The whole search page through gunicorn, and the same template rendered from ready-made data."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from time import monotonic

from tests.bench.board import SEED
from tests.bench.mix import mix
from tests.bench.place import board
from tests.bench.server import START, server, status
from tests.bench.terms import Terms

SEEKERS = 8  # each with a connection of its own, asking one page after the other
WARM = 5.0  # seconds
TURNS = 10  # of a second each


def main(number: int, keep: str = "") -> None:
    with board(number, keep), tempfile.TemporaryDirectory() as folder:
        queries = [asked.params().urlencode() for asked in mix(Terms.of(number, SEED))]
        listed = Path(folder) / "addresses"
        listed.write_text("\n".join(queries), encoding="utf-8")
        urls = {"DJANGO_ROOT_URLCONF": "tests.bench.ready_made", "BENCH_ADDRESSES": str(listed)}
        made_app = "tests.bench.ready_made:application"
        with server({}) as ours, server(urls, app=made_app) as ready:
            whole, made = _by_turns((ours.port, ready.port), queries)
    print(f"  whole search page      {whole:7.1f} requests/s")
    print(f"  from ready-made data   {made:7.1f} requests/s")
    print(f"  ratio                  {whole / made:7.2f} (at least 0.5)")


def _by_turns(ports: Sequence[int], queries: Sequence[str]) -> list[float]:
    """Requests a second of each server, once every page has been asked for.

    By turns, because what else the machine does changes from one second to the next.
    """
    for port in ports:
        _asked(port, queries, WARM)
    done = [0 for _port in ports]
    for _turn in range(TURNS):
        for number, port in enumerate(ports):
            done[number] += _asked(port, queries, 1.0)
    return [pages / TURNS for pages in done]


def _asked(port: int, queries: Sequence[str], seconds: float) -> int:
    """How many pages came within so many seconds; every one must be a page."""
    done = [0] * SEEKERS
    wrong: list[str] = []
    end = monotonic() + seconds

    def seek(number: int) -> None:
        own = random.Random(number).sample(list(queries), len(queries))
        connection = HTTPConnection("127.0.0.1", port, timeout=START)
        while monotonic() < end and not wrong:
            query = own[done[number] % len(own)]
            if status(connection, f"/jobs/?{query}") != 200:
                wrong.append(query)
            done[number] += 1

    seekers = [Thread(target=seek, args=(number,)) for number in range(SEEKERS)]
    for seeker in seekers:
        seeker.start()
    for seeker in seekers:
        seeker.join()
    if wrong:
        raise SystemExit(f"expected a page for /jobs/?{wrong[0]}")
    return sum(done)
