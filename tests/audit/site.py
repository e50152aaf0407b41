"""The board with its sample behind gunicorn, with production settings, in a folder of its own."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
START = 60.0  # seconds it may take until it answers


@dataclass(frozen=True)
class Site:
    base: str  # its address, without a slash at the end
    folder: Path
    pages: list[dict[str, Any]]
    log: Path  # a line for every request that came
    password: str  # of the editor


@contextmanager
def site() -> Iterator[Site]:
    with TemporaryDirectory(prefix="jobboard-audit-") as name:
        folder, port = Path(name), _free_port()
        environment = _environment(folder, port)
        prepare = [sys.executable, "-m", "tests.audit.prepare"]
        done = subprocess.run(
            prepare, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True
        )
        log = folder / "requests.log"
        password = environment["AUDIT_PASSWORD"]
        base = f"http://127.0.0.1:{port}"
        served = Site(base, folder, json.loads(done.stdout), log, password)
        server = subprocess.Popen(_gunicorn(port, log), cwd=ROOT, env=environment)
        try:
            _await(served.base)
            yield served
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(40)


def _environment(folder: Path, port: int) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'board.sqlite3'}",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DEBUG": "false",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "SITE_NAME": "Job board",
        "AUDIT_FOLDER": str(folder),
        "AUDIT_PASSWORD": secrets.token_urlsafe(20),
        "DJANGO_SETTINGS_MODULE": "tests.audit.settings",
    }


def _gunicorn(port: int, log: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"),
        *("--bind", f"127.0.0.1:{port}", "tests.audit.wsgi:application"),
        *("--access-logfile", str(log), "--access-logformat", "%(m)s %(U)s %(s)s %(B)s"),
    ]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _await(base: str) -> None:
    end = monotonic() + START
    while True:
        try:
            with urlopen(f"{base}/-/ready") as answer:  # noqa: S310 (our own address)
                if answer.status == 200:
                    return
        except URLError:
            sleep(0.2)
        if monotonic() > end:
            raise SystemExit(f"expected a site that answers within {START:.0f} s")
