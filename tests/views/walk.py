"""A job walked through its life, on a board with all that public surfaces need to show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine
from django.test import Client

from jobs.importer import twins
from jobs.importer.pipeline import Options, run_feed
from jobs.importer.sources import feed_for, register
from jobs.models import Job, Life
from tests.admin.pages import act, deletion_of
from tests.make import make_feed, make_job, record, yubhub
from tests.views.addresses import make_board
from tests.views.surfaces import CATEGORY, EMPLOYER, PLACE, SHARED_SKILL, SKILL, TITLE

MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)  # after the day of all tests, which is the job's last
LAST_DAY, LATER = "2026-11-23", "2026-12-31"


@dataclass
class Walk:
    editor: Client
    file: Path
    clock: ExitStack
    pk: int
    told: dict[str, str]  # what the addresses and marks of `surfaces` name

    @property
    def job(self) -> Job:
        return Job.objects.get(pk=self.pk)

    def travel(self, moment: datetime) -> None:
        self.clock.enter_context(time_machine.travel(moment, tick=False))


Way = Callable[[Walk], None]


@contextmanager
def walk(editor: Client, folder: Path) -> Iterator[Walk]:
    """The job is live, on its last day. Four others share what there are landing pages of."""
    make_board()
    shared: dict[str, Any] = {"skills": (SHARED_SKILL,), "category": CATEGORY, "places": PLACE}
    alike = make_job(title="Keeper of a Lighthouse", arrangement="remote", **shared)
    for number in range(3):
        beside = make_job(title=f"Buoy Painter {number}", arrangement="remote", **shared)
    file = folder / "feed.xml"
    bring(file, walked())
    job = Job.objects.get(external_id="walked")
    told = {
        "pk": str(job.pk),
        "alike": alike.get_absolute_url(),
        "beside": beside.get_absolute_url(),
        "live": str(Job.objects.live().count()),
    }
    with ExitStack() as clock:
        yield Walk(editor, file, clock, job.pk, told)


def bring(file: Path, *records: str) -> None:
    """Imports these records and another one, without which no job would be taken for gone."""
    file.write_text(yubhub(record("stays", Title="Beachcomber"), *records))
    feed = feed_for(str(file))
    register(feed)
    assert run_feed(feed, Options()).status == "applied"


def walked(last_day: str = LAST_DAY) -> str:
    return record(
        "walked",
        Title=TITLE,
        Description=f"<![CDATA[<p>{'You keep the light, whatever the weather. ' * 6}</p>]]>",
        Employername=EMPLOYER,
        Skills=f"{SKILL}, {SHARED_SKILL}",
        Category=CATEGORY,
        Location=PLACE,
        Workarrangement="Remote",
        Expirydate=last_day,
    )


def vanishes(walk: Walk) -> None:
    bring(walk.file)


def is_listed_again(walk: Walk) -> None:
    bring(walk.file, walked())


def is_closed(walk: Walk) -> None:
    act(walk.editor, "close", walk.job)


def is_reopened(walk: Walk) -> None:
    act(walk.editor, "reopen", walk.job)


def sees_midnight(walk: Walk) -> None:
    walk.travel(MIDNIGHT - timedelta(seconds=1))
    assert walk.job.is_live
    walk.travel(MIDNIGHT)


def is_prolonged(walk: Walk) -> None:
    bring(walk.file, walked(LATER))


def is_hidden(walk: Walk) -> None:
    act(walk.editor, "hide", walk.job)


def is_shown(walk: Walk) -> None:
    act(walk.editor, "show", walk.job)


def gets_a_twin_that_stays_longer(walk: Walk) -> None:
    facts: dict[str, Any] = {"category": CATEGORY, "places": PLACE, "arrangement": "remote"}
    facts |= {"title": TITLE, "employer": EMPLOYER, "skills": (SKILL, SHARED_SKILL)}
    twin = make_job(feed=make_feed(slug="longer"), **facts)
    twins.renew([twin.pk])


def loses_its_twin(walk: Walk) -> None:
    walk.editor.post(deletion_of(Job.objects.get(feed__slug="longer")), {"post": "yes"})


def is_deleted(walk: Walk) -> None:
    walk.editor.post(deletion_of(walk.job), {"post": "yes"})


CLOSING: dict[Way, Way] = {
    vanishes: is_listed_again,
    is_closed: is_reopened,
    sees_midnight: is_prolonged,
}
# How it leaves, how it comes back, and what it is between.
WAYS: list[tuple[Way, Way | None, Life]] = [
    *((leave, back, Life.CLOSED) for leave, back in CLOSING.items()),
    (is_hidden, is_shown, Life.HIDDEN),
    (gets_a_twin_that_stays_longer, loses_its_twin, Life.TWIN),
    (is_deleted, None, Life.HIDDEN),
]
