"""What visitors reported, decided: of a job all open reports that were seen, with what is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from jobs.curation import acts, history
from jobs.importer import twins
from jobs.models import Job, Report

Decision = Report.Decision
_ACTS: Mapping[str, Callable[..., int]] = {
    Decision.HIDDEN: acts.hide,
    Decision.CLOSED: acts.close,
    Decision.BLOCKED: acts.block,
}


def reported(reports: QuerySet[Any]) -> QuerySet[Any]:
    """The jobs that these reports are about."""
    return Job.objects.filter(pk__in=reports.values("job"))


def together(reports: QuerySet[Any]) -> QuerySet[Any]:
    """All open reports of the jobs that these are about."""
    return Report.objects.waiting().filter(job__in=reports.values("job"))


def latest() -> int:
    """The newest report there is: what a page that is made now can show."""
    return int(Report.objects.aggregate(newest=Max("pk"))["newest"] or 0)


def decide(
    reports: QuerySet[Any], decision: Decision, *, user: int, seen: int, reason: str = ""
) -> int:
    """Does what was decided to the jobs and closes all of their open reports up to `seen` (see
    `latest`); returns how many. What came later waits on: nobody has read it.

    Reports that were decided before have no say any more. `user` is the primary key of the editor;
    `reason` is kept with a block.
    """
    with twins.settling():
        still_open = Report.objects.waiting().filter(pk__in=reports.values("pk"), pk__lte=seen)
        jobs = Job.objects.filter(pk__in=set(still_open.values_list("job", flat=True)))
        known = Report.objects.waiting().filter(job__in=jobs, pk__lte=seen)
        decided = list(known.select_related("job"))
        told = {"reason": reason} if decision is Decision.BLOCKED else {}
        if act := _ACTS.get(decision):
            act(jobs, **told, user=user)
        history.note(user, jobs.only("title"), f"Reports decided: {decision.label}")
        history.note(user, decided, f"Decided: {decision.label}")
        Report.objects.filter(pk__in=[report.pk for report in decided]).update(
            decision=decision, decided_at=timezone.now(), decided_by=user
        )
    return len(decided)
