"""SIGTERM, as cron's timeout or a shutdown sends it, and a child that outlives its parent."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter

from django.core.management import call_command

from jobs.models import Job
from tests.faults.documents import Step, large
from tests.faults.processes import ask, end_of, kill, start, wait_for_orphans
from tests.faults.scene import Lost, Scene

SCALE = 100  # eight hundred jobs: two batches
TEMPORARY = 75  # sysexits.h
CREATES = 1  # the step of the history that creates most
LARGE = 20_000  # jobs: seconds of reading
ORPHAN_ENDS = 3.0  # seconds, where it looks for its parent every one


def prove(scene: Scene, number: int) -> dict[str, object]:
    """`number` (or 20) times SIGTERM, the first after the first batch."""
    scene.prepare(SCALE, CREATES + 1 if number == 1 else None)
    chance, codes = random.Random(number), Counter[int]()
    for time_ in range(number or 20):
        index = chance.randrange(len(scene.steps)) if time_ else CREATES
        scene.before(index)
        process = start(lambda index=index: _import(scene.steps[index].feed))
        if time_:
            time.sleep(chance.uniform(0, 1))
        else:
            wait_for_jobs()
        os.kill(process, signal.SIGTERM)
        code = end_of(process)
        codes[code] += 1
        if code not in (TEMPORARY, 0, 65, -signal.SIGTERM) or (not time_ and code != TEMPORARY):
            raise Lost(f"expected exit code 75 after SIGTERM, got {code}")
        wait_for_orphans()
        scene.check_next_run(index, "told to stop")
    told = {str(code): count for code, count in sorted(codes.items())}
    return {"exit codes": told, "life of an orphan": f"{_orphan(scene):.2f} s"}


def wait_for_jobs() -> None:
    """Until the first batch of an import into an empty feed is there."""
    while not ask(lambda: Job.objects.filter(feed__slug="alpha").count()):
        time.sleep(0.005)


def _import(slug: str) -> None:
    call_command("import_feed", slug, "--json")


def _orphan(scene: Scene) -> float:
    """How long the reader of a large feed lives on when its importer is killed."""
    scene.before(CREATES)
    scene.publish(Step("alpha", large(LARGE), "creates"))
    process = start(lambda: scene.run("alpha"))
    time.sleep(0.8)
    kill(process)
    if (seconds := wait_for_orphans()) > ORPHAN_ENDS:
        raise Lost(f"a child has outlived its importer by {seconds:.1f} s")
    return seconds
