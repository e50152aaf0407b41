"""The life of a job is the same for a row, for a query and for what a process remembers."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np
import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from jobs.models import Job, Life
from jobs.search import index, memory
from tests.make import make_job
from tests.search.machine import tried

pytestmark = pytest.mark.django_db
FIRST = date(2026, 11, 1)
MONTHS = 90  # days in which lives are tried
days = st.integers(0, MONTHS).map(lambda number: FIRST + timedelta(number))
moments = st.builds(lambda day, at: datetime.combine(day, at, UTC), days, st.times())
facts = st.fixed_dictionaries(
    {
        "closed_at": st.none() | moments,
        "expires_on": st.none() | days,
        "hidden": st.booleans(),
        "same_as": st.booleans(),
    }
)


def at(day: date) -> time_machine.travel:
    return time_machine.travel(datetime.combine(day, time(12), UTC), tick=False)


def life_of(**changes: Any) -> tuple[Life, date | None]:
    job = make_job(**changes)
    return job.life, job.closed_on


@given(own=facts, speaker_is_hidden=st.booleans(), day=days)
@tried(100, steps=1)
def test_a_row_a_query_and_the_memory_say_the_same_on_any_day(
    own: dict[str, Any], speaker_is_hidden: bool, day: date
) -> None:
    speaker = make_job(hidden=speaker_is_hidden)
    made = make_job(**own | {"same_as": speaker if own["same_as"] else None})
    index.refresh([made.pk])

    with at(day):
        job = Job.objects.get(pk=made.pk)
        board = memory.current(now=True)
        live = Job.objects.live().filter(pk=job.pk).exists()
        remembered = bool(board.slots(np.array([job.pk], np.int64)) & board.live)
        shown = Job.objects.shown_as([job.pk])

    leads_to = speaker.pk if own["same_as"] else job.pk
    with at(day):
        assert (live, remembered) == (job.is_live, job.is_live)
        assert shown == ({} if job.life is Life.HIDDEN else {job.pk: leads_to})


@given(own=facts)
@tried(100, steps=1)
def test_days_alone_never_bring_a_job_back_and_its_page_stays_a_month(own: dict[str, Any]) -> None:
    job = Job(**own | {"same_as": Job() if own["same_as"] else None})

    lives = []
    for number in range(2 * MONTHS):
        with at(FIRST + timedelta(number)):
            # What is closed was not closed before the day: a row knows no future.
            job.closed_at = own["closed_at"] if own["closed_at"] and _has_come(own) else None
            lives.append(job.life)

    if own["hidden"] or own["same_as"]:
        assert set(lives) == {Life.HIDDEN if own["hidden"] else Life.TWIN}
        return
    ends = [own["closed_at"].date()] if own["closed_at"] else []
    ends += [own["expires_on"] + timedelta(1)] if own["expires_on"] else []
    live = (min(ends) - FIRST).days if ends else 2 * MONTHS
    closed = lives.count(Life.CLOSED)
    assert lives == (
        [Life.LIVE] * live + [Life.CLOSED] * closed + [Life.GONE] * (2 * MONTHS - live - closed)
    )
    # The day of closing counts beside the 30; the last day of a job is one it is open on.
    assert closed in ({30, 31} if ends else {0})


def _has_come(own: dict[str, Any]) -> bool:
    return bool(own["closed_at"].date() <= datetime.now(UTC).date())


@pytest.mark.parametrize(
    ("changes", "life", "closed_on"),
    [
        ({}, Life.LIVE, None),
        ({"expires_on": date(2026, 11, 23)}, Life.LIVE, None),
        ({"expires_on": date(2026, 11, 22)}, Life.CLOSED, date(2026, 11, 22)),
        ({"expires_on": date(2026, 10, 24)}, Life.CLOSED, date(2026, 10, 24)),
        ({"expires_on": date(2026, 10, 23)}, Life.GONE, date(2026, 10, 23)),
        ({"closed_at": datetime(2026, 11, 23, 9, tzinfo=UTC)}, Life.CLOSED, date(2026, 11, 23)),
        ({"closed_at": datetime(2026, 10, 24, 0, tzinfo=UTC)}, Life.CLOSED, date(2026, 10, 24)),
        ({"closed_at": datetime(2026, 10, 23, 23, tzinfo=UTC)}, Life.GONE, date(2026, 10, 23)),
        ({"hidden": True, "expires_on": date(2026, 11, 1)}, Life.HIDDEN, date(2026, 11, 1)),
    ],
)
def test_a_life_by_its_days(changes: dict[str, Any], life: Life, closed_on: date | None) -> None:
    assert life_of(**changes) == (life, closed_on)


def test_what_ended_long_ago_stays_gone_when_its_feed_drops_it() -> None:
    expired = date(2026, 10, 1)
    dropped = datetime(2026, 11, 23, 9, tzinfo=UTC)

    assert life_of(expires_on=expired, closed_at=dropped) == (Life.GONE, expired)


def test_a_twin_of_what_is_hidden_is_hidden() -> None:
    speaker, hidden = make_job(), make_job(hidden=True)

    assert life_of(same_as=speaker) == (Life.TWIN, None)
    assert life_of(same_as=hidden) == (Life.HIDDEN, None)
