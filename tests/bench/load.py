"""The whole search page through gunicorn, and the same template rendered from ready-made data."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

from tests.bench.board import SEED
from tests.bench.mix import mix
from tests.bench.place import board
from tests.bench.terms import Terms

ROOT = Path(__file__).parents[2]
SEEKERS = 8  # each with a connection of its own, asking one page after the other
WARM = 5.0  # seconds
TURNS = 10  # of a second each
START = 60.0  # seconds a server may take until it answers


def main(number: int, keep: str = "") -> None:
    with board(number, keep), tempfile.TemporaryDirectory() as folder:
        queries = [asked.params().urlencode() for asked in mix(Terms.of(number, SEED))]
        listed = Path(folder) / "addresses"
        listed.write_text("\n".join(queries), encoding="utf-8")
        urls = {"DJANGO_ROOT_URLCONF": "tests.bench.ready_made", "BENCH_ADDRESSES": str(listed)}
        with _server({}) as ours, _server(urls) as ready:
            whole, made = _by_turns((ours, ready), queries)
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


@contextmanager
def _server(environment: dict[str, str]) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = ["tests.bench.ready_made:application"] if environment else []
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"),
            *("--bind", f"127.0.0.1:{port}", "--timeout", "120", *app),
        ],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.bench.web_settings"} | environment,
    )
    try:
        _await(port, monotonic() + START)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _await(port: int, end: float) -> None:
    while True:
        try:
            if _status(HTTPConnection("127.0.0.1", port, timeout=START), "") == 200:
                return
        except (OSError, HTTPException):
            sleep(0.2)
        if monotonic() > end:
            raise SystemExit(f"expected a server that answers within {START:.0f} s")


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
            if _status(connection, query) != 200:
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


def _status(connection: HTTPConnection, query: str) -> int:
    connection.request("GET", f"/jobs/?{query}", headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    return answer.status
