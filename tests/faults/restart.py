"""PostgreSQL falls down in the middle of an import and comes up again."""

from __future__ import annotations

import os
import pwd
import random
import subprocess
import time
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.management import call_command

from tests.faults.processes import adopt_orphans, end_of, start, wait_for_orphans
from tests.faults.scene import Lost, Scene
from tests.faults.stops import CREATES, SCALE, TEMPORARY, wait_for_jobs
from tests.postgres import find_binaries

OUTCOMES = (TEMPORARY, 0, 65)  # stopped, done before, done with held or refused records


def prove(scene: Scene, number: int) -> dict[str, object]:
    """`number` (or 5) times, the first after the first batch."""
    if not scene.database.address.startswith("postgres"):
        return {"skipped": "expected PostgreSQL, this is SQLite"}
    data = Path(unquote(urlsplit(scene.database.address).netloc.rpartition("@")[2])) / "data"
    scene.prepare(SCALE, CREATES + 1 if number == 1 else None)
    chance, codes = random.Random(number), Counter[int]()
    for time_ in range(number or 5):
        index = chance.randrange(len(scene.steps)) if time_ else CREATES
        slug = scene.steps[index].feed
        scene.before(index)
        process = start(lambda slug=slug: call_command("import_feed", slug, "--json"))
        if time_:
            time.sleep(chance.uniform(0, 0.5))
        else:
            wait_for_jobs()
        _restart(data)
        code = end_of(process)
        codes[code] += 1
        if code not in OUTCOMES or (not time_ and code != TEMPORARY):
            raise Lost(f"expected exit code 75 when the database went away, got {code}")
        wait_for_orphans()
        scene.check_next_run(index, "and the database fell down")
    return {"exit codes": {str(code): count for code, count in sorted(codes.items())}}


def _restart(data: Path) -> None:
    """As after a crash of the server: nothing is finished, the log is played back."""
    binaries = find_binaries()
    if binaries is None:
        raise RuntimeError("the cluster was started, but its pg_ctl is gone")
    owner = data.stat().st_uid
    as_owner = {} if owner == os.geteuid() else {"user": owner, "group": pwd.getpwuid(owner).pw_gid}
    command = [binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "restart"]
    log = ["-l", data.parent / "log"]
    adopt_orphans(0)  # the server itself becomes one
    done = subprocess.run([*command, *log], stdout=subprocess.DEVNULL, cwd="/", **as_owner)  # type: ignore[call-overload]
    adopt_orphans()
    if done.returncode:
        raise RuntimeError("pg_ctl restart failed; its reason is above")
