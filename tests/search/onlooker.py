"""Another process that looks at the board again and again: `python -m tests.search.onlooker`.

For every search it prints one line of JSON: when it began (CLOCK_MONOTONIC), and what it saw.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import django

PAUSE = 0.02  # seconds between two searches
PATIENCE = 30.0  # seconds for a machine with a lot to do
FRESH = 0.5  # seconds that a process may go on with what it knows


class Onlooker:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def sees(self, wanted: dict[str, Any], *, since: float) -> float:
        """Waits for a search that sees this; returns how long after `since` it had begun.

        Raises when a search that began half a second after `since` did not see it.
        """
        late: list[dict[str, Any]] = []
        assert self.process.stdout is not None
        for line in self.process.stdout:
            look = json.loads(line)
            if look["saw"] == wanted and look["began"] >= since - FRESH:
                assert late == []
                return float(look["began"] - since)
            if look["began"] > since + FRESH:
                late.append(look["saw"])
            if look["began"] > since + PATIENCE:
                break
        raise AssertionError(f"{wanted} was never seen, but {late[-1:]}")


@contextmanager
def onlooker(database: str, query: str = "") -> Iterator[Onlooker]:
    """`database`: its name, on the server (or the path of its file) where the tests run."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.search.onlooker", query],
        env=os.environ | {"DATABASE_URL": _address(database)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Onlooker(process)
    finally:
        process.kill()
        process.communicate()


def _address(database: str) -> str:
    server = urlsplit(os.environ["DATABASE_URL"])
    if server.scheme == "sqlite":
        return f"sqlite:///{database}"
    return urlunsplit(server._replace(path=f"/{database}"))


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.http import QueryDict  # noqa: PLC0415 - only now is there a Django

    from tests.search.seen import seen  # noqa: PLC0415

    while True:
        began = time.monotonic()
        print(json.dumps({"began": began, "saw": seen(QueryDict(sys.argv[1]))}), flush=True)
        time.sleep(PAUSE)


if __name__ == "__main__":
    main()
