"""Where a proof happens: a folder, a database, and a history of runs that nothing disturbed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management import call_command

from jobs.importer.lock import import_lock
from jobs.importer.pipeline import Options, run_feed
from jobs.importer.sandbox import Sandbox
from jobs.models import Feed, ImportRun
from tests.faults import dump
from tests.faults.database import Database
from tests.faults.documents import Step, history
from tests.faults.processes import ask

FEEDS = ("alpha", "beta")
SERVER_LEARNS = 30  # s, at most, that a client is no more


class Lost(AssertionError):
    """Something is not as it would have been without the fault."""


@dataclass(slots=True)
class Scene:
    folder: Path
    database: Database
    steps: list[Step] = field(default_factory=list)
    boards: list[Any] = field(default_factory=list)  # after each step, undisturbed
    ids: list[dict[str, int]] = field(default_factory=list)  # before each step

    def prepare(self, scale: int, steps: int | None = None) -> None:
        """Runs the history of this size, or its first steps; the state before each is saved."""
        ask(self.empty)
        for number, step in enumerate(history(scale)[:steps]):
            self.database.save(f"before{number}")
            self.publish(step)
            self.ids.append(ask(dump.ids))
            status, board = ask(lambda step=step: self.run_and_dump(step.feed))
            if status not in ("applied", "held"):
                raise Lost(f"the undisturbed run that {step.does} was {status}")
            self.steps.append(step)
            self.boards.append(board)

    def numbered(self) -> Iterator[tuple[int, Step]]:
        return iter(enumerate(self.steps))

    def empty(self) -> None:
        call_command("migrate", verbosity=0)
        for slug in FEEDS:
            Feed.objects.create(name=slug, slug=slug, address=str(self.folder / f"{slug}.xml"))

    def publish(self, step: Step) -> None:
        (self.folder / f"{step.feed}.xml").write_text(step.document)

    def before(self, number: int) -> None:
        """The world as it was before this step: the database, and the feed as the step has it."""
        self.database.load(f"before{number}")
        self.publish(self.steps[number])

    def run(self, slug: str, sandbox: type[Sandbox] = Sandbox) -> str:
        return run_feed(Feed.objects.get(slug=slug), Options(sandbox=sandbox)).status

    def run_and_dump(self, slug: str, sandbox: type[Sandbox] = Sandbox) -> tuple[str, Any]:
        return self.run(slug, sandbox), dump.board()

    def check_next_run(self, number: int, fault: str, sandbox: type[Sandbox] = Sandbox) -> None:
        """One undisturbed run now leads to the board of this step. Raises Lost."""
        step = self.steps[number]
        ask(lambda: _wait_for_lock(step.feed))
        status, board = ask(lambda: self.run_and_dump(step.feed, sandbox))
        wrong = [f"the run was {status}"] if status not in ImportRun.READ else []
        wrong += dump.difference(self.boards[number], board)
        now, was = ask(dump.ids), self.ids[number]
        if lost := set(was.values()) - set(now.values()):
            wrong.append(f"jobs with the ids {sorted(lost)} are no more")
        wrong += [f"{name}: its id was {was[name]}, it is {now[name]}"
                  for name in was.keys() & now.keys() if was[name] != now[name]]  # fmt: skip
        if wrong:
            told = "\n  ".join(wrong[:20])
            raise Lost(f"a run that {step.does}, {fault}, then one undisturbed run:\n  {told}")


def _wait_for_lock(slug: str) -> None:
    """A server learns a moment later that a client was killed; until then the lock is its own."""
    feed, end = Feed.objects.get(slug=slug).pk, time.monotonic() + SERVER_LEARNS
    while time.monotonic() < end:
        with import_lock(feed) as free:
            if free:
                return
        time.sleep(0.01)
    raise Lost(f"the lock of {slug} is held {SERVER_LEARNS} s after its run was killed")
