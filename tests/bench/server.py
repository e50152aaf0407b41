"""A gunicorn as in production, on the board in DATABASE_URL."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).parents[2]
START = 60.0  # seconds a server may take until it answers


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    pid: int  # of its master

    def workers(self) -> list[int]:
        """Those there are now (Linux)."""
        listed = Path("/proc", str(self.pid)).glob("task/*/children")
        return [int(child) for file in listed for child in file.read_text().split()]


@contextmanager
def server(environment: Mapping[str, str], *, app: str = "") -> Iterator[Server]:
    """Until it answers, and then until it is done with. `app` replaces the board's own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"),
            *("--bind", f"127.0.0.1:{port}", "--timeout", "120", *filter(None, [app])),
        ],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.bench.web_settings"} | environment,
    )
    try:
        _await(port, monotonic() + START)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(40)


def status(connection: HTTPConnection, path: str) -> int:
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _await(port: int, end: float) -> None:
    while True:
        try:
            if status(HTTPConnection("127.0.0.1", port, timeout=START), "/jobs/") == 200:
                return
        except (OSError, HTTPException):
            sleep(0.2)
        if monotonic() > end:
            raise SystemExit(f"expected a server that answers within {START:.0f} s")
