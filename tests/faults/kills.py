"""SIGKILL at random moments of imports of several batches, with their real child processes."""

from __future__ import annotations

import random
import time
from pathlib import Path

from tests.faults.processes import ask, kill, start, wait_for_orphans
from tests.faults.scene import Lost, Scene

SCALE = 70  # five hundred and sixty jobs: two batches
TWICE = 0.2  # of the kills are followed by another before a run is left in peace


def prove(scene: Scene, number: int) -> dict[str, object]:
    scene.prepare(SCALE)
    chance, began = random.Random(number), time.monotonic()
    durations = [_seconds(scene, index) for index, _step in scene.numbered()]
    ended = kills = 0
    longest = 0.0
    while kills < number:
        index = chance.randrange(len(scene.steps))
        scene.before(index)
        again = True
        moments = []
        while again:
            moment = chance.uniform(0, durations[index])
            process = start(lambda index=index: scene.run(scene.steps[index].feed))
            time.sleep(moment)
            ended += kill(process) == 0
            longest = max(longest, wait_for_orphans())
            moments.append(f"{moment:.3f} s")
            kills += 1
            again = chance.random() < TWICE
        scene.check_next_run(index, f"killed after {', '.join(moments)}")
    if left := _left_behind(scene):
        raise Lost(f"expected no files of killed imports, found {len(left)}: {left[:3]}")
    return {
        "kills": kills,
        "of runs that had ended": ended,
        "longest life of an orphan": round(longest, 3),
        "seconds": round(time.monotonic() - began),
    }


def _seconds(scene: Scene, index: int) -> float:
    scene.before(index)
    began = time.monotonic()
    ask(lambda: scene.run(scene.steps[index].feed))
    return time.monotonic() - began


def _left_behind(scene: Scene) -> list[Path]:
    return list((scene.folder / "tmp").glob("jobboard-run-*"))
