"""When jobs that are gone from their feed close, when they wait, and what ends the waiting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from jobs.importer import removals
from jobs.models import Feed, ImportRun, Job
from tests.make import record, yubhub

pytestmark = pytest.mark.django_db
Import = Callable[..., ImportRun]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ALL = [f"j{number:02}" for number in range(40)]
MENDED = "the document was not well-formed and had to be mended"


def feed_of(*ids: str, **elements: str) -> str:
    return yubhub(*(record(one, **elements) for one in ids))


def live() -> list[str]:
    return sorted(Job.objects.live().values_list("external_id", flat=True))


def told(run: ImportRun) -> tuple[str, int, int, str]:
    return run.status, run.closed, run.held, run.hold_reason


def at(hours: float) -> Any:
    return time_machine.travel(NOON + timedelta(hours=hours), tick=False)


DROP = "30 of 40 jobs are gone at once, more than 30% and 20 jobs"


def test_a_big_drop_waits_for_three_documents_over_a_day(import_document: Import) -> None:
    import_document(feed_of(*ALL))
    seen = []
    for hours in (1, 2, 24, 25):
        with at(hours):
            seen.append(told(import_document(feed_of(*ALL[:10]))))

    assert seen == [("held", 0, 30, DROP)] * 3 + [("applied", 30, 0, DROP)]
    assert live() == ALL[:10]


def test_two_documents_are_too_few_however_long_it_takes(import_document: Import) -> None:
    import_document(feed_of(*ALL))
    with at(1):
        import_document(feed_of(*ALL[:10]))
    with at(100):
        second = import_document(feed_of(*ALL[:10]))

    assert told(second) == ("held", 0, 30, DROP)
    assert live() == ALL


def test_a_document_that_has_the_jobs_again_starts_the_waiting_anew(
    import_document: Import,
) -> None:
    import_document(feed_of(*ALL))
    for hours in (1, 2):
        with at(hours):
            import_document(feed_of(*ALL[:10]))
    with at(3):
        import_document(feed_of(*ALL))
    assert not Job.objects.filter(missing_runs__gt=0).exists()
    with at(30):
        again = import_document(feed_of(*ALL[:10]))

    assert told(again) == ("held", 0, 30, DROP)
    assert live() == ALL


def test_each_waiting_job_is_confirmed_by_itself(import_document: Import) -> None:
    import_document(feed_of(*ALL))
    with at(1):
        import_document(feed_of(*ALL[:10]))
    for hours in (20, 40):
        with at(hours):  # the tenth is gone as well by now
            run = import_document(feed_of(*ALL[:9]))

    assert told(run) == (
        "held",
        30,
        1,
        "31 of 40 jobs are gone at once, more than 30% and 20 jobs",
    )
    assert live() == ALL[:10]


def test_a_document_that_had_to_be_mended_never_closes_a_job_by_itself(
    import_document: Import,
) -> None:
    import_document(feed_of(*ALL[:3]))
    mended = feed_of(*ALL[:2], Industry="Oil & Gas")
    seen = []
    for hours in (1, 20, 40, 60):
        with at(hours):
            seen.append(told(import_document(mended)))

    assert seen == [("held", 0, 1, MENDED)] * 4
    assert live() == ALL[:3]
    whole = import_document(feed_of(*ALL[:2]))
    assert told(whole) == ("applied", 1, 0, "")


def test_what_a_mended_document_says_is_applied_and_told(import_document: Import) -> None:
    run = import_document(feed_of("a", Industry="Oil & Gas"))

    assert (run.status, run.created, run.repairs) == ("applied", 1, {"bare &": 1})
    assert run.message == "The document was mended: 1 x bare &"
    assert Job.objects.get().industry.name == "Oil & Gas"


def test_a_person_closes_what_waits(import_document: Import) -> None:
    import_document(feed_of(*ALL))
    import_document(feed_of(*ALL[:10]))
    feed = Feed.objects.get()

    assert removals.approve(feed, now=NOON) == 30
    assert live() == ALL[:10]
    assert removals.approve(feed, now=NOON) == 0


def test_a_person_may_accept_what_a_mended_document_leaves_out(import_document: Import) -> None:
    import_document(feed_of("a", "b"))

    run = import_document(feed_of("a", Industry="R & D"), accept_removals=True)

    assert told(run) == ("applied", 1, 0, "")


def test_too_many_refused_records_hold_removals(import_document: Import) -> None:
    import_document(feed_of("a", "b", "c"))

    run = import_document(yubhub(record("a"), record("b"), record("d", Title="")))

    reason = "1 of 3 records were refused, more than 5%"
    assert told(run) == ("held", 0, 1, reason)
    assert live() == ["a", "b", "c"]


def test_another_dialect_at_the_same_address_holds_removals(import_document: Import) -> None:
    import_document(feed_of("a", "b"))
    indeed = (
        "<source><publisher>P</publisher><job><title>Baker</title><date>2026-11-01</date>"
        "<referencenumber>a</referencenumber><url>https://apply.example/a</url>"
        "<company>Harbourline</company><city>Leeds</city><state/><country>GB</country>"
        "<postalcode/><description>Bread.</description><jobtype>fulltime</jobtype></job></source>"
    )

    run = import_document(indeed)

    assert (run.dialect, *told(run)) == (
        "indeed",
        "held",
        0,
        1,
        "the feed's dialect has changed from yubhub to indeed",
    )


def test_another_address_of_the_same_feed_holds_removals(
    import_document: Import, feed_file: Any
) -> None:
    import_document(feed_of("a", "b"))
    Feed.objects.update(applied_address="https://feeds.example/old.xml")

    run = import_document(feed_of("a"))

    assert told(run) == (
        "held",
        0,
        1,
        "the feed's address has changed, it was https://feeds.example/old.xml",
    )
    accepted = import_document(feed_of("a"), accept_removals=True)
    assert told(accepted) == ("applied", 1, 0, "")
    assert Feed.objects.get().applied_address == str(feed_file(feed_of("a")))


def test_renumbered_jobs_are_bound_again_by_their_apply_address(import_document: Import) -> None:
    import_document(yubhub(record("a"), record("b"), record("c")))
    before = dict(Job.objects.values_list("apply_url", "pk"))

    run = import_document(
        yubhub(
            *(
                record(f"2026-{one}", Title=f"Job {one}", Applyto=f"https://apply.example/{one}")
                for one in "abc"
            )
        )
    )

    assert (run.status, run.created, run.updated, run.closed) == ("applied", 0, 3, 0)
    assert dict(Job.objects.values_list("apply_url", "pk")) == before
    assert live() == ["2026-a", "2026-b", "2026-c"]


def test_an_apply_address_that_several_jobs_share_binds_nothing(import_document: Import) -> None:
    shared = "https://apply.example/all"
    import_document(yubhub(record("a", Applyto=shared), record("b", Applyto=shared), record("c")))

    run = import_document(
        yubhub(record("x", Applyto=shared), record("y", Applyto=shared), record("c"))
    )

    assert (run.created, run.updated, run.closed) == (2, 0, 2)


def test_a_closed_job_that_returns_under_a_new_id_is_the_old_one(import_document: Import) -> None:
    import_document(feed_of("a", "b"))
    before = Job.objects.get(external_id="b")
    import_document(feed_of("a"))

    run = import_document(
        yubhub(record("a"), record("new", Title="Job b", Applyto="https://apply.example/b"))
    )

    after = Job.objects.get(external_id="new")
    assert (run.reopened, run.created, after.pk, after.is_live) == (1, 0, before.pk, True)


@pytest.mark.parametrize(
    ("apply_url", "title", "bound"),
    [
        ("https://apply.example/careers", "Cook", False),  # the next job of the same employer
        ("https://apply.example/careers", "Senior Baker", True),
        ("https://apply.example/careers?job=701", "Cook", True),
        ("https://apply.example/2026/careers", "Cook", False),
        ("https://apply701.example", "Cook", False),
    ],
)
def test_an_address_binds_when_it_or_the_title_tells_the_job(
    import_document: Import, apply_url: str, title: str, bound: bool
) -> None:
    import_document(yubhub(record("a", Title="Baker", Applyto=apply_url), record("b")))

    run = import_document(yubhub(record("x", Title=title, Applyto=apply_url), record("b")))

    assert (run.updated, run.created, run.closed) == ((1, 0, 0) if bound else (0, 1, 1))


def test_one_id_of_several_jobs_loses_none_of_them(import_document: Import) -> None:
    import_document(yubhub(record("1", Title="Baker"), record("2", Title="Cook")))
    same = yubhub(
        record("1", Title="Baker"),
        record("1", Title="Cook", Applyto="https://apply.example/2"),
        record("1", Title="Pilot", Applyto="https://apply.example/9"),
    )

    runs = [import_document(same) for _ in range(2)]

    first, again = ((run.created, run.updated, run.unchanged, run.closed) for run in runs)
    assert (first, again) == ((1, 2, 0, 0), (0, 0, 3, 0))  # Baker and Cook by their addresses
    assert sorted(Job.objects.live().values_list("title", flat=True)) == ["Baker", "Cook", "Pilot"]
    assert [problem["field"] for problem in runs[0].problems] == ["external_id"]


def test_agreement_is_counted_from_the_first_complete_document(import_document: Import) -> None:
    import_document(feed_of(*ALL))
    with at(0):
        import_document(feed_of(*ALL[:9], ALL[9], Industry="Oil & Gas"))  # mended, and as short
    seen = []
    for hours in (20, 21, 24, 44):
        with at(hours):
            seen.append(told(import_document(feed_of(*ALL[:10])))[:3])

    assert seen == [("held", 0, 30)] * 3 + [("applied", 30, 0)]


def test_a_dry_run_says_why_removals_would_wait(import_document: Import) -> None:
    import_document(feed_of(*ALL))

    run = import_document(feed_of(*ALL[:10]), dry_run=True)

    assert told(run) == ("held", 0, 30, DROP)
    assert run.message.startswith(f"removals wait: {DROP}. Look at the feed")
    assert live() == ALL
