"""`python -m tests.faults NAME [--number N]`: one proof, on the kind of database of DATABASE_URL.

Prints its figures as one JSON object; ends with 1 and says what was lost when something was.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import django

from tests.faults.database import fresh
from tests.postgres import cluster, find_binaries

PROOFS = {
    "histories": "N (or 500) histories of three feeds and an editor",
    "cuts": "documents cut at every byte, and N (or 2,000) times where chance has it",
    "statements": "0: SIGKILL before every statement of a small import; N: so many of each run",
    "kills": "N times SIGKILL at a random moment",
    "stops": "N (or 20) times SIGTERM; and what becomes of the child of a killed import",
    "disk": "a full disk, N (or 10) times in each of two ways",
    "restart": "PostgreSQL falls down N (or 5) times",
    "locks": "a holder of the lock that dies; N (or 20) runs of one feed at once",
    "beside": "clicks and edits while N (or 5,000) jobs are imported",
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("name", choices=PROOFS, help="; ".join(map(": ".join, PROOFS.items())))
    parser.add_argument("--number", type=int, default=0)
    asked = parser.parse_args()
    with (
        _server(asked.name),
        tempfile.TemporaryDirectory(prefix="jobboard-faults-") as name,
        fresh(Path(name)) as database,
    ):
        folder = Path(name)
        (folder / "tmp").mkdir()
        os.environ["TMPDIR"] = tempfile.tempdir = str(folder / "tmp")
        os.environ["DATABASE_URL"] = database.address
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        django.setup()
        # Only now, because all of them import models.
        from_here = import_module(f"tests.faults.{asked.name}")
        import_module("tests.faults.processes").adopt_orphans()
        scene = import_module("tests.faults.scene").Scene(folder, database)
        print(json.dumps(from_here.prove(scene, asked.number)))
    return 0


@contextmanager
def _server(name: str) -> Iterator[None]:
    """A server of its own for a proof that makes it fall down, where others are on PostgreSQL."""
    binaries = find_binaries()
    if name != "restart" or binaries is None or not _on_postgres():
        yield
        return
    with cluster(binaries) as address:
        os.environ["DATABASE_URL"] = address
        yield


def _on_postgres() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


if __name__ == "__main__":
    sys.exit(main())
