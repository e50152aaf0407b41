"""`python -m tests.search NUMBER`: so many lives of a board, on the database of DATABASE_URL.

After every step of each, the fast search is compared with the reference. Ends with one line of
JSON, or with the shortest life found in which the two differ.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connections
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.database import fresh

STEPS = 15


def main(number: int) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="jobboard-lives-") as folder,
        fresh(Path(folder)) as database,
    ):
        os.environ["DATABASE_URL"] = database.address
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        django.setup()
        call_command("migrate", verbosity=0)
        machine = import_module("tests.search.machine")  # only now: it imports models
        began = time.monotonic()
        try:
            run_state_machine_as_test(machine.Boards, settings=machine.tried(number, steps=STEPS))
        finally:
            connections.close_all()
        print(json.dumps({"lives": number, "seconds": round(time.monotonic() - began)}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
