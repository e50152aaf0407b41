"""What sitemaps and whole feeds of a large board cost: the first byte, all of them, and memory."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from urllib.parse import urlsplit

from django.db import connection

from jobs.models import Job
from tests.bench.place import board
from tests.bench.server import Server, server

FEEDS = (
    *("/jobs.yubhub.xml", "/jobs.indeed.xml", "/jobs.linkedin.xml"),
    *("/jobs.rss", "/jobs.atom", "/jobs.feed.json"),
)
SOME = 10_000  # jobs of each feed; all of them are taken in one: they are sent by the same way
EVERY = 0.05  # seconds between two looks at the memory
PIECE = 64 * 1024
PATIENCE = 600  # seconds for the next byte
_COUNTED = re.compile(rb"<job>|<item>|<entry>|<loc>|\"content_html\":")


@dataclass(slots=True)
class Told:
    first: float = 0.0  # seconds to the first byte of the body
    whole: float = 0.0
    busy: float = (
        0.0  # seconds of a processor that the worker took: they tell of a busy machine too
    )
    size: int = 0  # bytes
    number: int = 0  # of jobs or addresses
    before: float = 0.0  # resident memory of the worker in MB, then while it sent, then after
    most: float = 0.0
    after: float = 0.0


def main(number: int, keep: str = "") -> None:
    """`keep`: see `place.board`."""
    with board(number, keep), server({"WEB_WORKERS": "1"}) as one:
        print(f"{connection.vendor}, {Job.objects.live().count():,} live of {number:,} jobs")
        _print("/sitemap.xml, for the first time", asked(one, "/sitemap.xml"))
        _print("/sitemap.xml", asked(one, "/sitemap.xml"))
        index = _get(one, "/sitemap.xml").read().decode()
        parts = [urlsplit(address).path for address in re.findall("<loc>([^<]+)</loc>", index)]
        for section in ("pages", "landings", "jobs"):
            some = [part for part in parts if part.startswith(f"/sitemaps/{section}-")]
            _print(f"{len(some)} of {section}", _together(asked(one, part) for part in some))
        for feed in FEEDS:
            _print(f"{feed}?limit={SOME}", asked(one, f"{feed}?limit={SOME}"))
        _print(f"{FEEDS[0]}?limit={SOME}, packed", asked(one, f"{FEEDS[0]}?limit={SOME}", "gzip"))
        _print(f"{FEEDS[0]}?limit=all", asked(one, f"{FEEDS[0]}?limit=all"))


def asked(one: Server, path: str, coding: str = "identity") -> Told:
    """Asks as a program does that takes whatever comes, as quickly as it comes."""
    (worker,) = one.workers()
    told, done = Told(before=_resident(worker)), Event()

    def watch() -> None:
        while not done.wait(EVERY):
            told.most = max(told.most, _resident(worker))

    watcher = Thread(target=watch)
    watcher.start()
    began, busy = perf_counter(), _busy(worker)
    try:
        answer = _get(one, path, coding)
        piece, tail = answer.read(1), b""
        told.first = perf_counter() - began
        while piece:
            told.size += len(piece)
            told.number += len(_COUNTED.findall(tail + piece)) - len(_COUNTED.findall(tail))
            tail = piece[-20:]
            piece = answer.read1(PIECE)
    finally:
        done.set()
        watcher.join()
    told.whole, told.busy = perf_counter() - began, _busy(worker) - busy
    told.after = _resident(worker)
    told.most = max(told.most, told.before, told.after)
    return told


def _get(one: Server, path: str, coding: str = "identity") -> HTTPResponse:
    line = HTTPConnection("127.0.0.1", one.port, timeout=PATIENCE)
    line.request("GET", path, headers={"Accept-Encoding": coding})
    answer = line.getresponse()
    if answer.status != 200:
        raise SystemExit(f"expected {path}, got {answer.status}")
    return answer


def _together(several: Iterator[Told]) -> Told:
    """The slowest first byte, the most memory, and all the rest added up."""
    every = list(several)
    return Told(
        first=max(one.first for one in every),
        whole=sum(one.whole for one in every),
        busy=sum(one.busy for one in every),
        size=sum(one.size for one in every),
        number=sum(one.number for one in every),
        before=every[0].before,
        most=max(one.most for one in every),
        after=every[-1].after,
    )


def _print(name: str, told: Told) -> None:
    print(
        f"  {name:<40} first byte {told.first:5.2f} s, all {told.whole:7.1f} s "
        f"({told.busy:6.1f} s busy), {told.size / 1e6:7.1f} MB, {told.number:>9,} of them; memory "
        f"{told.before:4.0f} MB before, {told.most:4.0f} at most, {told.after:4.0f} after",
        flush=True,
    )


def _resident(process: int) -> float:
    """MB."""
    found = re.search(r"^VmRSS:\s*(\d+) kB", Path(f"/proc/{process}/status").read_text(), re.M)
    return int(found[1]) / 1024 if found else 0.0


def _busy(process: int) -> float:
    """Seconds of a processor, its own and those of the system for it."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
