"""Commands as cron runs them: processes that can be killed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.importer.fetching.servers import Site


class Board:
    """A board of its own on SQLite, run by processes that can be killed."""

    def __init__(self, folder: Path, site: Site, **settings: str) -> None:
        self.path = folder / "board.sqlite3"
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "jobboard.settings",
            "SECRET_KEY": "a key for tests only, as long as a real one has to be",
            "DATABASE_URL": f"sqlite:///{self.path}",
            "FEED_ALLOWED_HOSTS": f"127.0.0.1:{site.server_port},localhost:{site.server_port}",
            "ALLOWED_HOSTS": "",
            "ADMINS": "",
            **settings,
        }
        self.wait(self.start("migrate", "--verbosity", "0"))

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "manage.py", *words],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait(self, process: subprocess.Popen[str]) -> tuple[int, str]:
        out, _err = process.communicate(timeout=60)
        return process.returncode, out

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.path)) as database, database:
            return database.execute(query, values).fetchall()
