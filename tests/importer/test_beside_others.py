"""Two imports, or an import and an editor, at the same moment on connections of their own."""

from __future__ import annotations

from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from jobs.importer.pipeline import Options, run_feed
from jobs.importer.sources import feed_for, register
from jobs.importer.store import rows
from jobs.models import Employer, Job, Skill
from tests.make import record, yubhub
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("attempt", range(3))
def test_two_imports_of_the_same_new_names_do_not_harm_each_other(
    tmp_path: Path, attempt: int
) -> None:
    names = [f"Employer {number}" for number in range(60)]
    records = [
        record(str(number), Employername=name, Skills=f"Skill {number}, Skill {60 - number}, JS")
        for number, name in enumerate(names)
    ]
    feeds = []
    for title, ordered in (("one", records), ("two", records[::-1])):
        path = tmp_path / f"{title}.xml"
        path.write_text(yubhub(*ordered))
        feed = feed_for(str(path))
        register(feed)
        feeds.append(feed)
    start = Barrier(2)

    def task(number: int) -> None:
        start.wait()
        run_feed(feeds[number], Options())

    raised = together(lambda: task(0), lambda: task(1))

    assert raised == []
    assert (Job.objects.count(), Job.objects.live().count()) == (120, 60)  # each shown once
    assert Employer.objects.count() == 60
    assert Skill.objects.count() == 62


def test_an_edit_during_a_batch_waits_and_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(yubhub(record("a", Title="Old")))
    feed = feed_for(str(path))
    register(feed)
    run_feed(feed, Options())
    path.write_text(yubhub(record("a", Title="From the feed")))
    real = rows.keep_edits
    editors: list[Thread] = []

    def edit() -> None:
        with transaction.atomic():
            job = Job.objects.select_for_update().get(external_id="a")
            job.title = "By the editor"
            job.keep(["title"])
            job.save()
        connection.close()

    def slowly(*arguments: object) -> object:
        kept = real(*arguments)
        editors.append(Thread(target=edit))
        editors[0].start()
        editors[0].join(0.3)  # it must wait for the batch
        assert editors[0].is_alive()
        return kept

    monkeypatch.setattr(rows, "keep_edits", slowly)
    run_feed(feed, Options())
    editors[0].join(30)

    job = Job.objects.get()
    assert (job.title, job.edited) == ("By the editor", ["title"])
