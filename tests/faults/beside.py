"""The site beside an import: clicks on Apply and an editor's writes wait, but never fail."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Sum

from jobs.models import ApplyClicks, Job
from tests.faults.documents import Step, large
from tests.faults.processes import ask, start, wait_for_orphans
from tests.faults.scene import Lost, Scene
from tests.make import yubhub

FIRST = 300  # jobs that are there to be clicked and edited
JOBS = 5_000
KEPT = "Written by an editor"


def prove(scene: Scene, number: int) -> dict[str, object]:
    """An import of `number` (or JOBS) jobs."""
    ask(scene.empty)
    whole = large(number or JOBS)
    first = whole.removeprefix(yubhub()[: -len("</jobs></source>")]).splitlines()[:FIRST]
    scene.publish(Step("alpha", yubhub(*first), "creates"))
    ask(lambda: scene.run("alpha"))
    changed = whole.replace("by hand and by alpha", "by hand, and by alpha")
    scene.publish(Step("alpha", changed, "updates and creates"))
    began = time.monotonic()
    process = start(lambda: scene.run("alpha"))
    figures = ask(lambda: _use(process))
    wait_for_orphans()
    figures["seconds"] = round(time.monotonic() - began, 1)
    figures |= ask(_found)
    if figures.pop("clicks counted") != figures["clicks"]:
        raise Lost("clicks were lost")
    if figures.pop("edits kept") != figures.pop("jobs edited"):
        raise Lost("an editor's writing was lost")
    if figures["jobs"] != (number or JOBS):
        raise Lost(f"expected {number or JOBS} jobs, got {figures['jobs']}")
    return figures


def _use(importing: int) -> dict[str, Any]:
    """Clicks and edits for as long as the import runs; every failure is raised."""
    jobs = list(Job.objects.order_by("pk"))
    waits: dict[str, list[float]] = {"click": [], "edit": []}
    edited: set[int] = set()
    while _is_running(importing):
        job = random.choice(jobs)
        waits["click"].append(_seconds(lambda job=job: ApplyClicks.count_one(job)))
        if len(waits["click"]) % 5 == 0:
            waits["edit"].append(_seconds(lambda job=job: _edit(job.pk)))
            edited.add(job.pk)
        time.sleep(0.01)
    return {"clicks": len(waits["click"]), "jobs edited": len(edited)} | {
        f"longest wait of a {kind}": f"{max(times):.3f} s" for kind, times in waits.items()
    }


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
        with open(f"/proc/{process}/stat") as status:
            return status.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _seconds(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def _edit(job: int) -> None:
    """As the admin does it."""
    with transaction.atomic():
        row = Job.objects.select_for_update().get(pk=job)
        row.title = KEPT
        row.keep(["title"])
        row.save()


def _found() -> dict[str, int]:
    return {
        "clicks counted": ApplyClicks.objects.aggregate(sum=Sum("count"))["sum"],
        "edits kept": Job.objects.filter(title=KEPT).count(),
        "jobs": Job.objects.live().count(),
    }
