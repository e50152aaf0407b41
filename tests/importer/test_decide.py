"""The plan of a run, and the guard that keeps an accident from emptying the board."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.importer.decide import decide, hold_for_rejects
from jobs.importer.records import Plan, Stored

IDS = st.text("abcdef", min_size=1, max_size=2)
HASHES = st.sampled_from(["h1", "h2"])
STORED = st.dictionaries(IDS, st.builds(Stored, HASHES, st.booleans(), st.booleans()))
INCOMING = st.dictionaries(IDS, HASHES)


def stored(number: int) -> dict[str, Stored]:
    return {f"j{index}": Stored("h") for index in range(number)}


def incoming(numbers: range) -> dict[str, str]:
    return {f"j{index}": "h" for index in numbers}


@given(STORED, INCOMING, st.booleans())
def test_every_job_is_planned_for_once(
    before: dict[str, Stored], now: dict[str, str], accept: bool
) -> None:
    plan = decide(before, now, accept_removals=accept)

    open_before = {job for job, state in before.items() if not state.closed}
    assert plan.close | plan.held == open_before - now.keys()
    assert not plan.close or not plan.held
    assert plan.new == now.keys() - before.keys()
    assert plan.new <= plan.write
    untouched = now.keys() - plan.write - plan.reopen
    assert plan.unchanged == len(untouched)
    assert all(before[job].content_hash == now[job] for job in untouched)
    assert all(before[job].closed and not before[job].by_editor for job in plan.reopen)


@given(STORED, INCOMING)
def test_a_second_run_of_the_same_feed_has_nothing_to_write(
    before: dict[str, Stored], now: dict[str, str]
) -> None:
    plan = decide(before, now, accept_removals=True)
    after = {
        job: Stored(now[job], before[job].by_editor and before[job].closed, True)
        if job in before
        else Stored(now[job])
        for job in now
    }

    again = decide(after, now)

    assert (plan.held, again.write, again.reopen, again.close) == (set(), set(), set(), set())


@given(STORED, INCOMING)
def test_accepted_removals_are_never_held(before: dict[str, Stored], now: dict[str, str]) -> None:
    assert decide(before, now, accept_removals=True).held == frozenset()


@pytest.mark.parametrize(
    ("open_jobs", "still_there", "held"),
    [
        (3, range(2), False),  # one of three
        (100, range(79), False),  # 21 gone are below 30 %
        (100, range(80), False),
        (100, range(70), False),  # exactly 30 %
        (100, range(69), True),
        (30, range(10), False),  # two thirds, but only 20 jobs
        (30, range(9), True),
        (5, range(0), True),  # empty
        (1, range(0), True),
        (5, range(10, 20), True),  # not one id in common
        (1, range(10, 20), False),
    ],
)
def test_removals_that_look_like_an_accident_are_held(
    open_jobs: int, still_there: range, held: bool
) -> None:
    plan = decide(stored(open_jobs), incoming(still_there))

    gone = frozenset(stored(open_jobs)) - incoming(still_there).keys()
    assert (plan.held, plan.close) == ((gone, frozenset()) if held else (frozenset(), gone))
    assert bool(plan.hold_reason) == held


@pytest.mark.parametrize(
    ("rejected", "seen", "held"), [(0, 10, False), (1, 3, False), (5, 100, False), (6, 100, True)]
)
def test_too_many_refused_records_hold_removals(rejected: int, seen: int, held: bool) -> None:
    plan = decide(stored(3), incoming(range(2)))

    guarded = hold_for_rejects(plan, rejected=rejected, seen=seen)

    assert bool(guarded.held) == held
    assert guarded.held | guarded.close == plan.close
    assert isinstance(guarded, Plan)
