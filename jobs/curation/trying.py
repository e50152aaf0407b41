"""Trying a feed: reading it as a run would, and keeping what an editor wants to see of that.

Nothing is written but the trial itself.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from jobs.curation.comparing import Comparison
from jobs.importer.fetching import is_web
from jobs.importer.pipeline import Options, run_feed
from jobs.importer.sources import UnknownFeed, feed_for
from jobs.models import Feed, ImportRun, Trial

LONGEST = timedelta(minutes=10)  # then a trial is ended
KEPT = timedelta(days=7)
PROBLEMS_SHOWN = 50
TOLD = (
    "size seen created updated unchanged closed reopened held rejected duplicates hold_reason "
    "repairs message"
).split()
UNREADABLE = (ImportRun.Status.REJECTED, ImportRun.Status.FAILED, ImportRun.Status.LOCKED)


def ask(address: str, *, user: int, feed: Feed | None = None, **rules: str) -> Trial:
    """A trial that waits to be carried out. `rules`: dialect and overrides, empty when not told.

    The same user's trial that has not ended is given up, and old ones are deleted.
    """
    trials = Trial.objects.all()
    trials.filter(asked_at__lt=timezone.now() - KEPT).delete()
    trials.filter(user=user, finished_at=None).delete()
    return trials.create(address=address, user=user, feed=feed, **rules)


def carry_out(trial: Trial) -> None:
    """Reads the feed and fills the trial in. Whatever goes wrong but with the feed is raised, once
    the trial says that it failed.
    """
    try:
        feed = _as_tried(trial)
        onlooker = Comparison(feed)
        run = run_feed(feed, Options(dry_run=True, onlooker=onlooker))
    except UnknownFeed as error:  # a file that was there when it was asked for
        return _finish(trial, problem=str(error))
    except BaseException as error:
        fault = f"{type(error).__name__}: " if isinstance(error, Exception) else ""
        _finish(trial, problem=f"{fault}{error}")
        raise
    problem = run.message if run.status in UNREADABLE else ""
    report = onlooker.report | _told(run, trial) if onlooker.report else {}
    return _finish(trial, problem=problem, report=report)


def died(trial: Trial, now: datetime) -> bool:
    """Whether its process must have ended without a word: nothing else takes so long."""
    return trial.finished_at is None and now - trial.asked_at > LONGEST + timedelta(minutes=1)


def _as_tried(trial: Trial) -> Feed:
    """The feed by the rules of the trial, which are saved nowhere."""
    feed = trial.feed or feed_for(trial.address)
    if feed.address != trial.address or feed._state.adding:
        _refuse_outside(trial.address)
    feed.address, feed.dialect, feed.overrides = trial.address, trial.dialect, trial.overrides
    return feed


def _refuse_outside(address: str) -> None:
    """An editor may name files in some folders alone. Raises UnknownFeed."""
    if not is_web(address) and not settings.FEED_FOLDERS.hold(Path(address)):
        raise UnknownFeed(f"{address} is in no folder that the setting FEED_FOLDERS names")


def _told(run: ImportRun, trial: Trial) -> dict[str, Any]:
    refused = [row for row in run.problems if row["refused"]]
    left_out = [row for row in run.problems if not row["refused"]]
    return {name: getattr(run, name) for name in TOLD} | {
        "dialect": run.dialect,
        "forced": bool(trial.dialect),
        "seconds": run.seconds,
        "refused": refused[:PROBLEMS_SHOWN],
        "left_out": left_out[:PROBLEMS_SHOWN],
    }


def _finish(trial: Trial, **found: Any) -> None:
    """Unless the trial was given up meanwhile."""
    Trial.objects.filter(pk=trial.pk).update(finished_at=timezone.now(), **found)
