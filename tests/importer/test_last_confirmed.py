"""When a job was last seen in its feed, over its life."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jobs.importer import removals
from jobs.models import Feed, ImportRun, Job
from tests.make import make_feed, make_job, record, yubhub

pytestmark = pytest.mark.django_db
Import = Callable[..., ImportRun]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
BOTH, ONE = yubhub(record("a"), record("b")), yubhub(record("a"))
MENDED = ONE.replace("</source>", "Soon & more</source>")


def hour(number: float) -> datetime:
    return NOON + timedelta(hours=number)


def at(number: float) -> Any:
    return time_machine.travel(hour(number), tick=False)


def confirmed(external_id: str = "b") -> datetime | None:
    moment: datetime | None = Job.objects.get(external_id=external_id).last_confirmed_at
    return moment


def stored() -> dict[str, datetime | None]:
    return dict(Job.objects.values_list("external_id", "confirmed_at"))


def test_a_job_in_its_feed_is_confirmed_by_every_run_and_written_by_none(
    import_document: Import,
) -> None:
    with at(0):
        import_document(BOTH)
    with at(5):
        import_document(BOTH)

    assert (confirmed("a"), confirmed("b")) == (hour(5), hour(5))
    assert stored() == {"a": None, "b": None}


def test_a_job_that_closes_keeps_when_its_feed_last_had_it(import_document: Import) -> None:
    with at(0):
        import_document(BOTH)
    with at(5):
        import_document(ONE)
    with at(6):
        import_document(ONE)

    assert (confirmed("a"), confirmed("b")) == (hour(6), hour(0))
    assert stored() == {"a": None, "b": hour(0)}

    with at(7):
        import_document(BOTH)
    assert (confirmed("b"), stored()) == (hour(7), {"a": None, "b": None})


def test_a_job_that_waits_for_its_removal_keeps_it_too(import_document: Import) -> None:
    with at(0):
        import_document(BOTH)
    for number in (1, 2, 3):
        with at(number):
            assert import_document(MENDED).status == "held"

    assert (confirmed("a"), confirmed("b")) == (hour(3), hour(0))

    with at(4):
        import_document(BOTH)
    assert (confirmed("b"), stored()) == (hour(4), {"a": None, "b": None})


def test_removals_that_are_approved_keep_it(import_document: Import) -> None:
    with at(0):
        import_document(BOTH)
    with at(1):
        import_document(MENDED)
    with at(2):
        assert removals.approve(Feed.objects.get(), now=hour(2)) == 1

    assert confirmed("b") == hour(0)


def test_a_job_that_came_with_a_run_that_was_killed_was_there_when_it_came() -> None:
    feed = make_feed(confirmed_at=hour(0))
    job = make_job(feed=feed, external_id="b", first_seen_at=hour(3))
    new = make_job(feed=make_feed(), external_id="n", first_seen_at=hour(3))

    assert (job.last_confirmed_at, new.last_confirmed_at) == (hour(3), hour(3))
    removals.close(feed, [["b"]], now=hour(4))
    removals.hold(new.feed, [["n"]], now=hour(4), complete=True)
    assert (confirmed("b"), confirmed("n")) == (hour(3), hour(3))


def test_of_a_job_that_was_gone_before_this_was_kept_nothing_is_known() -> None:
    feed = make_feed(confirmed_at=hour(9))
    gone = {"closed_at": hour(1), "closed_reason": "vanished"}
    closed = make_job(feed=feed, external_id="c", first_seen_at=hour(0), **gone)
    missing = make_job(
        feed=feed, external_id="m", first_seen_at=hour(0), missing_since=hour(1), missing_runs=1
    )

    removals.hold(feed, [["m"]], now=hour(10), complete=True)

    assert (closed.last_confirmed_at, missing.last_confirmed_at) == (None, None)
    assert (confirmed("c"), confirmed("m")) == (None, None)


def test_waiting_removals_that_are_judged_anew_claim_nothing_until_then(
    import_document: Import,
) -> None:
    with at(0):
        import_document(BOTH)
    with at(1):
        import_document(MENDED)
    Job.objects.update(**removals.NOT_MISSING)  # as when an editor changes how the feed is read

    assert confirmed("b") == hour(0)
    with at(2):
        import_document(BOTH)
    assert (confirmed("b"), stored()) == (hour(2), {"a": None, "b": None})


def test_it_costs_no_query_and_touches_no_row_of_a_job_that_stays(import_document: Import) -> None:
    import_document(BOTH)
    import_document(ONE)
    import_document(BOTH)

    with CaptureQueriesContext(connection) as captured:
        import_document(BOTH)

    wrote = [query["sql"] for query in captured if query["sql"].startswith('UPDATE "jobs_job"')]
    assert wrote == []
