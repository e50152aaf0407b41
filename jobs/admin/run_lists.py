"""The jobs of a run of one kind, a page of them, and why they are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone

from jobs.admin import approval
from jobs.admin.approval import moment
from jobs.admin.base import counted
from jobs.admin.run_counts import KINDS, LEFT_OUT, REFUSED, problems
from jobs.importer.differences import LABELS
from jobs.importer.store.changes import KEPT, RUNS_KEPT
from jobs.lib.differing import differing
from jobs.models import ImportRun, Job, RunChange

PER_PAGE = 50
SAID = {
    "created": "These jobs came with this run.",
    "updated": "What a visitor sees of these jobs is another since this run. Fields that an editor "
    "wrote do not change.",
    "reopened": "These jobs were closed, and are in their feed again. They are open at their old "
    "addresses.",
    REFUSED: "No job could be made of these records. Below each reason is what the feed wrote.",
    LEFT_OUT: "These jobs are on the board, without a fact that the feed states otherwise than "
    "could be understood.",
}
GONE = "These jobs were no longer in the feed, so their pages say that they are closed."
CONFIRMED = (
    "The removal of these jobs had waited until several complete runs, over a day, had confirmed "
    "that they are gone."
)
HELD = "These jobs were gone from the feed, and are not closed by themselves"
NOT_RECORDED = "Which jobs they were is not recorded: the run was made by an earlier version."
FORGOTTEN = (
    f"Which jobs they were is no longer kept: that is deleted after {KEPT.days} days, except of "
    f"the last {RUNS_KEPT} runs of a feed."
)
INVISIBLE = (
    "They were written anew, as the rules by which they are read have changed, or facts that no "
    "visitor sees."
)
ELSEWHERE = "They were held again since: the report of the run that decides lists them."


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    label: str
    before: Sequence[Part]
    after: Sequence[Part]
    is_list: bool


@dataclass(frozen=True, slots=True)
class Changed:
    pk: int
    title: str
    state: str  # of the job now
    exists: bool = True
    fields: Sequence[Field] = ()


def heading(run: ImportRun, kind: str) -> str:
    """Why the jobs of a list are in it."""
    if kind == "closed":
        return CONFIRMED if run.hold_reason else GONE
    if kind == "held":
        return f"{HELD}: {run.hold_reason}." if run.hold_reason else f"{HELD}."
    return SAID[kind]


def lacking(run: ImportRun, kind: str, shown: int) -> str:
    """Why a list has fewer rows than the run has counted; empty where it has all."""
    total = getattr(run, KINDS[kind][0]) if kind in KINDS else shown
    if shown >= total:
        return ""
    number = f"{total - shown:,} more. " if shown else ""
    if kind == REFUSED:
        return f"{number}The first {shown:,} are kept."
    if not run.address:
        return number + NOT_RECORDED
    if run.started_at < timezone.now() - KEPT and not shown:
        return FORGOTTEN
    return number + {"updated": INVISIBLE, "held": ELSEWHERE}.get(kind, FORGOTTEN)


def waiting(run: ImportRun, number: str | None) -> Page[Any]:
    """The jobs whose removal this run decides on."""
    page = _page(approval.waiting(run).defer("description"), number)
    page.object_list = [Changed(job.pk, job.title, state(job)) for job in page.object_list]
    return page


def listed(run: ImportRun, kind: str, number: str | None) -> Page[Any]:
    """What a run did of one kind, or what it refused or left out."""
    if kind in (REFUSED, LEFT_OUT):
        return _page(problems(run, kind), number)
    page = _page(RunChange.objects.filter(run=run, kind=kind), number)
    rows = list(page.object_list)
    jobs = Job.objects.defer("description").in_bulk([row.job for row in rows])
    page.object_list = [
        Changed(row.job, row.title, state(jobs.get(row.job)), row.job in jobs, _fields(row))
        for row in rows
    ]
    return page


def state(job: Job | None) -> str:
    """What has become of a job by now."""
    if job is None:
        return "deleted"
    if job.closed_at:
        return f"closed {moment(job.closed_at)}"
    if job.missing_since:
        runs = counted(job.missing_runs, "complete run")
        return f"missing since {moment(job.missing_since)}, {runs} without it"
    if job.has_expired:
        return "expired"
    return "hidden" if job.hidden else "open"


def _page(rows: Any, number: str | None) -> Page[Any]:
    """The page of this number; the first or the last where there is none."""
    return Paginator(rows, PER_PAGE).get_page(number)


def _fields(row: RunChange) -> list[Field]:
    before, after = row.before or {}, row.after or {}
    return [
        Field(label, *_sides(before[name], after[name]), isinstance(before[name], list))
        for name, label in LABELS.items()
        if name in before
    ]


def _sides(old: Any, new: Any) -> tuple[list[Part], list[Part]]:
    """Both versions of a field in parts: of a list its items, of a text what differs in it."""
    if isinstance(old, list):
        return (
            [Part(one, one not in new) for one in old],
            [Part(one, one not in old) for one in new],
        )
    head, was, now, tail = differing(old, new)
    sides = ([Part(head), Part(middle, differs=True), Part(tail)] for middle in (was, now))
    before, after = ([part for part in side if part.text] for side in sides)
    return before, after
