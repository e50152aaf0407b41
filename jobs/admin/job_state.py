"""What a job is to the public, in one word of the admin."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from jobs.admin.job_acts import ACTS, Act
from jobs.models import Job, blocked


def with_state(jobs: QuerySet[Any]) -> QuerySet[Any]:
    """Jobs of which `state_of` can be asked."""
    known: QuerySet[Any] = jobs.annotate(is_blocked=blocked())
    return known


def state_of(job: Job) -> str:
    if job.hidden:
        return "Blocked" if getattr(job, "is_blocked") else "Hidden"  # noqa: B009
    if job.closed_on:
        return "Closed" if job.closed_at else "Expired"
    return "Shown as another" if job.same_as_id else "Live"


def acts_for(job: Job) -> list[Act]:
    """What can be done to a job as it is."""
    possible = {
        "hide": not job.hidden,
        "show": state_of(job) == "Hidden",
        "close": job.closed_reason != Job.ClosedReason.EDITOR,
        "reopen": bool(job.closed_at),
        "feature": True,
        "follow": bool(job.edited),
        "block": state_of(job) != "Blocked",
    }
    return [act for name, act in ACTS.items() if possible[name]]
