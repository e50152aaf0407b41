"""The removal guard: whether the jobs that are gone from a feed may close. Pure.

A bad fetch must never empty the board: removals that look like an accident wait, for a person or
for time to confirm them. What is new or changed is applied all the same.
"""

from __future__ import annotations

from datetime import timedelta

from jobs.importer.records import Change

DROP_SHARE = 0.30  # of the feed's open jobs ...
DROP_JOBS = 20  # ... and more than so many at once
REFUSED_SHARE = 0.05  # of the records
# So many complete documents in a row, over so long, confirm that a job is gone.
AGREEING_RUNS, AGREEING_TIME = 3, timedelta(hours=24)


def hold_reason(change: Change) -> str:
    """Why these removals look like an accident; empty when they do not, or when there are none."""
    if not change.vanished:
        return ""
    return broken(change) or next(filter(None, _suspicions(change)), "")


def broken(change: Change) -> str:
    """Why the document cannot close any job, however often it comes: it was not whole."""
    if change.repaired:
        return "the document was not well-formed and had to be mended"
    return ""


def _suspicions(change: Change) -> tuple[str, ...]:
    gone = change.lost
    pairs = zip(change.before, change.now, strict=True)
    address, dialect = (old if old != new else "" for old, new in pairs)
    return (
        "the feed is empty" if not change.seen else "",
        f"the feed's address has changed, it was {address}" if address else "",
        f"the feed's dialect has changed from {dialect} to {change.now[1]}" if dialect else "",
        f"none of the {change.stored_open} open jobs is in the feed" if not change.kept else "",
        f"{gone} of {change.stored_open} jobs are gone at once, "
        f"more than {DROP_SHARE:.0%} and {DROP_JOBS} jobs"
        if gone > DROP_JOBS and gone > DROP_SHARE * change.stored_open
        else "",
        f"{change.refused} of {change.seen} records were refused, more than {REFUSED_SHARE:.0%}"
        if change.refused > REFUSED_SHARE * change.seen
        else "",
        f"the feed promises {change.expected} jobs and has {change.seen}"
        if change.seen < change.expected
        else "",
    )
