"""What a run leaves behind when it is killed, or when it holds its removals, must not deceive the
runs after it: neither the removal guard, nor the server's word that nothing has changed."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from jobs.importer import folder
from jobs.models import Feed, ImportRun, Job
from tests.make import make_job, record, yubhub

Import = Callable[..., ImportRun]
OLD = [record(f"old{number}") for number in range(8)]
NEW = [record(f"new{number}") for number in range(4)]


@pytest.mark.django_db
def test_held_removals_stay_held_although_the_new_jobs_are_known_by_now(
    import_document: Import,
) -> None:
    import_document(yubhub(*OLD))

    runs = [import_document(yubhub(*NEW)) for _again in range(3)]

    assert [(run.status, run.held, run.closed) for run in runs] == [("held", 8, 0)] * 3
    assert Job.objects.live().count() == 12


@pytest.mark.django_db
def test_what_a_killed_run_has_written_does_not_weaken_the_guard(import_document: Import) -> None:
    import_document(yubhub(*OLD))
    feed = Feed.objects.get()
    ImportRun.objects.create(feed=feed)  # killed after it wrote these
    for number in range(3):
        make_job(feed=feed, external_id=f"new{number}", first_seen_at=timezone.now())

    run = import_document(yubhub(*NEW))

    assert (run.status, run.held, run.closed) == ("held", 8, 0)
    assert run.hold_reason == "none of the 8 open jobs is in the feed"


@pytest.mark.django_db
def test_once_a_person_has_accepted_the_new_jobs_count_like_all_others(
    import_document: Import,
) -> None:
    import_document(yubhub(*OLD))
    import_document(yubhub(*NEW))
    import_document(yubhub(*NEW), accept_removals=True)

    run = import_document(yubhub(*NEW[1:]))

    assert (run.status, run.closed) == ("applied", 1)


@pytest.mark.django_db
def test_a_first_run_that_was_killed_holds_nothing_back(import_document: Import) -> None:
    import_document(yubhub())
    feed = Feed.objects.get()
    for number in range(3):
        make_job(feed=feed, external_id=f"old{number}", first_seen_at=timezone.now())

    run = import_document(yubhub(*OLD[1:]))

    assert (run.status, run.closed, run.created) == ("applied", 1, 5)


@pytest.mark.django_db
@pytest.mark.parametrize(("document", "kept"), [(yubhub(*NEW), ""), ("<html/>", '"1"')])
def test_validators_vouch_only_for_the_document_that_was_applied_whole(
    import_document: Import, document: str, kept: str
) -> None:
    import_document(yubhub(*OLD))
    Feed.objects.update(etag='"1"')

    run = import_document(document)

    assert run.status in ("held", "rejected")
    assert Feed.objects.get().etag == kept


def test_the_folder_of_a_killed_run_goes_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed, working = (tmp_path / f"jobboard-run-{name}" for name in ("killed", "working"))
    for made in (killed, working):
        made.mkdir()
        (made / "document").write_text("<source/>")
    (tmp_path / "jobboard-run-link").symlink_to(working)
    held = os.open(working, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)

    with folder.run_folder() as mine:
        found = {one.name for one in tmp_path.iterdir()}
    os.close(held)

    assert found == {mine.name, "jobboard-run-working", "jobboard-run-link"}
    assert not mine.exists()


@pytest.mark.django_db
def test_time_confirms_held_removals_all_the_same(import_document: Import) -> None:
    import_document(yubhub(*OLD))
    for _again in range(2):
        import_document(yubhub(*NEW))
    Job.objects.filter(missing_runs=2).update(missing_since=timezone.now() - timedelta(hours=25))

    run = import_document(yubhub(*NEW))

    assert (run.status, run.closed, run.held) == ("applied", 8, 0)
