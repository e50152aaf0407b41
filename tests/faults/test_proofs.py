"""The proofs with small numbers, each in processes of its own; see `python -m tests.faults`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="orphans can be seen on Linux only")
ON_POSTGRES = pytest.mark.skipif(
    not os.environ["DATABASE_URL"].startswith("postgres"), reason="needs PostgreSQL"
)
pytestmark = ON_LINUX


def prove(name: str, number: int = 0) -> dict[str, Any]:
    """The figures of a proof that found nothing lost."""
    command = [sys.executable, "-m", "tests.faults", name, "--number", str(number)]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def test_an_import_killed_at_a_statement_is_made_good_by_the_next() -> None:
    assert prove("statements", 3)["kills"] >= 18


def test_an_import_killed_at_any_moment_is_made_good_by_the_next() -> None:
    assert prove("kills", 3)["kills"] >= 3


def test_an_import_told_to_stop_ends_with_75_and_the_next_goes_on() -> None:
    assert prove("stops", 1)["exit codes"] == {"75": 1}


def test_a_lock_dies_with_its_holder_and_lets_one_of_many_runs_through() -> None:
    figures = prove("locks", 20)

    assert (figures["applied"], figures["locked"]) == (1, 19)


def test_a_full_disk_ends_with_74_and_damages_nothing() -> None:
    figures = prove("disk", 2)

    assert figures["a limit on files"] == {"74": 2}
    assert figures.get("a small disk", {"74": 2}) == {"74": 2}


@ON_POSTGRES
def test_a_database_that_falls_down_ends_with_75_and_the_next_run_is_fine() -> None:
    figures = prove("restart", 1)

    assert figures == {"exit codes": {"75": 1}} or "skipped" in figures


def test_clicks_and_edits_never_fail_beside_an_import() -> None:
    figures = prove("beside", 1_500)

    assert figures["clicks"] > 0
    assert figures["jobs"] == 1_500
