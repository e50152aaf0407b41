"""Live jobs by the day: noted by runs that write, and once a day; from the jobs themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from threading import Event
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction

from jobs.importer.lock import without_waiting
from jobs.models import BoardDay, EmptySearch, ImportRun, Job, Once, Salt, today
from jobs.models.daily import forget_days_before
from tests.make import make_job, record, yubhub
from tests.together import together

pytestmark = pytest.mark.django_db
Import = Callable[..., ImportRun]


def noted() -> dict[date, int]:
    return dict(BoardDay.objects.values_list("day", "live"))


def test_a_run_that_writes_notes_what_is_live(import_document: Import) -> None:
    import_document(yubhub(record("a"), record("b")))
    assert noted() == {today(): 2}

    import_document(yubhub(record("a"), record("b"), record("c")))
    make_job(hidden=True)
    assert noted() == {today(): 3}


def test_a_run_that_changes_nothing_notes_it_once_a_day(import_document: Import) -> None:
    first = today()
    import_document(yubhub(record("a"), record("b")))
    Job.objects.filter(external_id="b").update(expires_on=first)
    import_document(yubhub(record("a"), record("b")))
    assert noted() == {first: 2}

    with time_machine.travel(first + timedelta(days=2)):
        import_document(yubhub(record("a"), record("b")))
        live = Job.objects.live().count()
        Job.objects.update(hidden=True)
        import_document(yubhub(record("a"), record("b")))
        assert noted() == {first: 2, first + timedelta(days=2): live}


def test_a_run_that_fails_and_one_that_only_looks_tell_the_truth(
    import_document: Import, feed_file: Callable[..., Any]
) -> None:
    import_document(yubhub(record("a")), dry_run=True)
    assert noted() == {}

    make_job(title="Cook")
    import_document("no feed at all")
    assert noted() == {today(): 1}


def test_a_run_deletes_what_was_kept_of_the_day_before(import_document: Import) -> None:
    yesterday = today() - timedelta(days=1)
    Salt.objects.create(day=yesterday, salt=b"x" * 32)
    Once.objects.create(digest=1, day=yesterday)
    Once.objects.create(digest=2, day=today())

    import_document(yubhub(record("a")))

    assert (Salt.objects.count(), list(Once.objects.values_list("digest", flat=True))) == (0, [2])


def test_a_visitor_deletes_the_salt_of_the_day_before_and_waits_for_few_digests() -> None:
    yesterday = today() - timedelta(days=1)
    Salt.objects.create(day=yesterday, salt=b"x" * 32)
    Once.objects.bulk_create(Once(digest=number, day=yesterday) for number in range(2_100))

    salt = Salt.of_today()

    assert (len(salt), salt, Salt.known()) == (32, Salt.of_today(), salt)
    assert [(one.day, bytes(one.salt)) for one in Salt.objects.all()] == [(today(), salt)]
    assert Once.objects.count() == 100
    BoardDay.note()
    assert Once.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_who_begins_a_day_does_not_wait_for_who_clears_the_one_before() -> None:
    yesterday = today() - timedelta(days=1)
    long_ago = today() - timedelta(days=91)
    Salt.objects.create(day=yesterday, salt=b"x" * 32)
    Once.objects.bulk_create(Once(digest=number, day=yesterday) for number in range(10))
    EmptySearch.objects.create(day=long_ago, words="baker", count=1)
    cleared, begun = Event(), Event()

    def importing() -> None:
        with transaction.atomic():
            forget_days_before(today(), at_once=4)
            cleared.set()
            begun.wait(0.1 if connection.vendor == "sqlite" else 20)  # one writer at a time there

    def visiting() -> None:
        cleared.wait(20)
        with without_waiting(2_000):  # or OperationalError
            Salt.of_today()
        begun.set()

    assert together(importing, visiting) == []
    assert [salt.day for salt in Salt.objects.all()] == [today()]
    assert (Once.objects.count(), EmptySearch.objects.count()) == (0, 0)
