"""A database of its own for a proof, which can be put back to a state seen before.

Nobody may be connected while a state is saved or loaded: the work is done in forked processes.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


class Database(Protocol):
    address: str  # as DATABASE_URL has it

    def save(self, state: str) -> None: ...

    def load(self, state: str) -> None: ...


class SqliteFile:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "disk" / "board.sqlite3"  # alone there: the disk may become full
        self.states = folder / "states"
        self.path.parent.mkdir()
        self.states.mkdir()
        self.address = f"sqlite:///{self.path}"

    def _parts(self, main: Path) -> list[Path]:
        return [main, *(main.with_name(f"{main.name}-{end}") for end in ("wal", "shm"))]

    def save(self, state: str) -> None:
        _copy(self._parts(self.path), self._parts(self.states / state))

    def load(self, state: str) -> None:
        _copy(self._parts(self.states / state), self._parts(self.path))


def _copy(sources: list[Path], targets: list[Path]) -> None:
    for source, target in zip(sources, targets, strict=True):
        target.unlink(missing_ok=True)
        if source.exists():
            shutil.copyfile(source, target)


class PostgresDatabase:
    """A database beside that of `server` (a postgres:// address)."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.name = f"faults_{os.getpid()}_{uuid.uuid4().hex[:6]}"
        self.states: list[str] = []
        self.address = urlunsplit(urlsplit(server)._replace(path=f"/{self.name}"))
        self._run("CREATE DATABASE {}", self.name)

    def save(self, state: str) -> None:
        self.states.append(state)
        self._copy(self.name, f"{self.name}_{state}")

    def load(self, state: str) -> None:
        self._run("DROP DATABASE {} WITH (FORCE)", self.name)
        self._copy(f"{self.name}_{state}", self.name)

    def drop(self) -> None:
        for name in [self.name, *(f"{self.name}_{state}" for state in self.states)]:
            self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _copy(self, source: str, target: str) -> None:
        # By files, where there is a choice (15 and newer): in a copy by the log, a crash of the
        # server makes sequences jump back to numbers that they have given away.
        with psycopg.connect(self.server) as connection:
            by_files = " STRATEGY FILE_COPY" if connection.info.server_version >= 150_000 else ""
        self._run(f"CREATE DATABASE {{}} TEMPLATE {{}}{by_files}", target, source)

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def fresh(folder: Path) -> Iterator[Database]:
    """An empty database of the kind that DATABASE_URL names, gone afterwards."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield SqliteFile(folder)
        return
    database = PostgresDatabase(server)
    try:
        yield database
    finally:
        database.drop()
