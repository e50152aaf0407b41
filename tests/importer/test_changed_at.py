"""`Job.changed_at` moves when a job changes, and search engines are told of it: never else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from jobs.importer import removals, store, twins
from jobs.importer.publishing import publishing
from jobs.importer.records import CleanJob
from jobs.lib.money import Salary
from jobs.lib.places import parse_places
from jobs.models import Feed, ImportRun, Job
from tests.make import make_feed, make_job, record, yubhub

pytestmark = pytest.mark.django_db
Import = Callable[..., ImportRun]
THEN, NOW = datetime(2026, 11, 1, 8, tzinfo=UTC), datetime(2026, 11, 23, 12, tzinfo=UTC)
BAKER = CleanJob(
    external_id="a",
    title="Baker",
    employer="Grain & Co",
    description="<p>Bake bread.</p>",
    apply_url="https://apply.example/a",
    job_type="full-time",
    level="Senior",
    arrangement="hybrid",
    category="Food",
    industry="Bakeries",
    skills=("Python", "Dough"),
    places=parse_places("Leeds, England, GB; Remote, Canada"),
    salary=Salary(Decimal("30000.25"), Decimal("1E+5"), "GBP", "year", "30,000 to 100,000"),
    posted_on=date(2026, 11, 1),
    expires_on=date(2027, 1, 1),
)
ODD = replace(BAKER, salary=Salary(Decimal("30000.255"), Decimal("30000.333"), "GBP", "hour", ""))
BARE = CleanJob("a", "Baker", "Grain & Co", "", "https://apply.example/a")


def written_again(first: CleanJob, again: CleanJob) -> datetime:
    """When the job is said to have changed, first written then and again now, by other rules."""
    feed = make_feed()
    store.Writer(feed, now=THEN).write([(first, "1" * 64)])
    store.Writer(feed, now=NOW).write([(again, "2" * 64)])
    job = Job.objects.get()
    assert job.content_hash == "2" * 64
    return job.changed_at


@pytest.mark.parametrize(
    "job", [BAKER, ODD, BARE], ids=["all facts", "parts of a penny", "no facts"]
)
def test_a_job_that_is_written_anew_just_as_it_was_has_not_changed(job: CleanJob) -> None:
    assert written_again(job, job) == THEN


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Cook"},
        {"employer": "Quince"},
        {"description": "<p>Bake cakes.</p>"},
        {"apply_url": "https://apply.example/b"},
        {"job_type": "part-time"},
        {"level": ""},
        {"arrangement": ""},
        {"category": "Drink"},
        {"industry": ""},
        {"skills": ("Dough", "Python")},
        {"skills": ("Python",)},
        {"skills": ()},
        {"places": parse_places("Leeds, England, GB")},
        {"places": ()},
        {"salary": Salary(Decimal("30000.27"), Decimal(100_000), "GBP", "year", "")},
        {"salary": Salary()},
        {"posted_on": date(2026, 11, 2)},
        {"expires_on": None},
    ],
    ids=str,
)
def test_every_fact_that_a_feed_tells_is_a_change(change: dict[str, Any]) -> None:
    assert written_again(BAKER, replace(BAKER, **change)) == NOW


def test_a_fact_that_comes_is_a_change_as_well() -> None:
    assert written_again(BARE, replace(BARE, skills=("Python",))) == NOW


def test_what_an_editor_keeps_is_no_change_whatever_the_feed_says() -> None:
    feed = make_feed()
    store.Writer(feed, now=THEN).write([(BAKER, "1" * 64)])
    job = Job.objects.get()
    job.title = "By hand"
    job.keep(["title", "skills", "places"])
    job.save()

    news = replace(BAKER, title="Cook", skills=("Rust",), places=())
    store.Writer(feed, now=NOW).write([(news, "2" * 64)])

    assert Job.objects.values_list("title", "changed_at").get() == ("By hand", THEN)


def test_new_rules_write_every_job_anew_and_change_none(
    import_document: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = yubhub(record("a", Skills="Python", Location="Leeds, UK"), record("b"))
    import_document(document)
    Job.objects.update(changed_at=THEN, content_hash="")

    run = import_document(document)

    assert (run.updated, run.unchanged) == (2, 0)
    assert set(Job.objects.values_list("changed_at", flat=True)) == {THEN}


def test_the_same_feed_again_changes_no_job(import_document: Import) -> None:
    import_document(yubhub(record("a"), record("b")))
    Job.objects.update(changed_at=THEN)

    import_document(yubhub(record("b"), record("a")))

    assert set(Job.objects.values_list("changed_at", flat=True)) == {THEN}


def test_a_job_that_its_feed_opens_again_has_changed() -> None:
    job = make_job(closed_at=THEN, closed_reason="vanished", changed_at=THEN)

    removals.reopen(job.feed, [[job.external_id]], now=NOW)

    job.refresh_from_db()
    assert (job.is_live, job.changed_at) == (True, NOW)


def test_twins_logos_and_feeds_that_are_read_change_no_job() -> None:
    one = make_job(title="Baker", places="Cork, IE", changed_at=THEN)
    two = make_job(title="Baker", places="Cork, IE", changed_at=THEN, feed=make_feed())
    twins.renew([one.pk, two.pk])
    with publishing():
        Feed.objects.update(confirmed_at=timezone.now())
    removals.found(one.feed, [[one.external_id]])

    assert Job.objects.live().count() == 1
    assert set(Job.objects.values_list("changed_at", flat=True)) == {THEN}
