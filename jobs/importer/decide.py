"""What a run will do: compares what came with what is stored. Pure, and holds the removal guard.

A bad fetch must never empty the board: removals that look like an accident wait for a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jobs.importer.records import Plan, Stored

DROP_SHARE = 0.30  # of the feed's open jobs ...
DROP_JOBS = 20  # ... and more than so many at once
REJECTED_SHARE = 0.05


def decide(
    stored: Mapping[str, Stored], incoming: Mapping[str, str], *, accept_removals: bool = False
) -> Plan:
    """`incoming` maps external ids to content hashes, of a document that was complete."""
    new = frozenset(incoming.keys() - stored.keys())
    known = incoming.keys() & stored.keys()
    changed = {job for job in known if stored[job].content_hash != incoming[job]}
    reopen = frozenset(job for job in known if stored[job].closed and not stored[job].by_editor)
    open_jobs = {job for job, state in stored.items() if not state.closed}
    vanished = frozenset(open_jobs - incoming.keys())
    reason = "" if accept_removals else _suspicion(open_jobs, vanished, incoming)
    return Plan(
        write=new | changed,
        new=new,
        unchanged=len(known - changed - reopen),
        reopen=reopen,
        close=frozenset() if reason else vanished,
        held=vanished if reason else frozenset(),
        hold_reason=reason,
    )


def _suspicion(open_jobs: set[str], vanished: frozenset[str], incoming: Mapping[str, str]) -> str:
    """Why these removals look like an accident; empty when they do not."""
    if not vanished:
        return ""
    if not incoming:
        return f"the feed is empty, {len(vanished)} jobs would close"
    if not open_jobs & incoming.keys() and len(open_jobs) > 1:
        return f"none of the {len(open_jobs)} open jobs is in the feed: is it another feed?"
    if len(vanished) > DROP_JOBS and len(vanished) > DROP_SHARE * len(open_jobs):
        return (
            f"{len(vanished)} of {len(open_jobs)} jobs are gone at once, "
            f"more than {DROP_SHARE:.0%} and {DROP_JOBS} jobs"
        )
    return ""


def hold_for_rejects(plan: Plan, *, rejected: int, seen: int) -> Plan:
    """The plan with its removals held when too many records were refused to trust the rest."""
    if not plan.close or rejected <= REJECTED_SHARE * seen or rejected < 2:
        return plan
    reason = f"{rejected} of {seen} records were refused, more than {REJECTED_SHARE:.0%}"
    return replace(plan, close=frozenset(), held=plan.close, hold_reason=reason)
