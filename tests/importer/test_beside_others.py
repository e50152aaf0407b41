"""Two imports, or an import and an editor, at the same moment on connections of their own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from jobs.curation.merging import merge
from jobs.curation.reach import FIELDS
from jobs.curation.splitting import split
from jobs.curation.undoing import undo
from jobs.importer.pipeline import Options, run_feed
from jobs.importer.sources import feed_for, register
from jobs.importer.store import rows
from jobs.importer.store.terms import RunTerms
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


@pytest.mark.parametrize("attempt", range(3))
def test_two_imports_that_spell_one_employer_otherwise_find_the_same(
    tmp_path: Path, attempt: int
) -> None:
    feeds = []
    for title, form in (("one", "GmbH"), ("two", "Inc.")):
        path = tmp_path / f"{title}.xml"
        named = (record(str(one), Employername=f"Employer {one} {form}") for one in range(40))
        path.write_text(yubhub(*named))
        feed = feed_for(str(path))
        register(feed)
        feeds.append(feed)
    start = Barrier(2)

    def task(number: int) -> None:
        start.wait()
        run_feed(feeds[number], Options())

    assert together(lambda: task(0), lambda: task(1)) == []
    assert Employer.objects.count() == 40
    assert {one.aliases.count() for one in Employer.objects.all()} == {2}


@pytest.mark.parametrize("model", [Employer, Skill])
def test_a_merge_during_an_import_is_survived(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: type[Any]
) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(yubhub(record("a", Employername="Medlar", Skills="Medlar")))
    feed = feed_for(str(path))
    register(feed)
    run_feed(feed, Options())
    gone, kept = model.objects.get(), model.named(["Quince"])["Quince"]
    editor = User.objects.create_user("editor").pk
    later = [record(name, Employername="Medlar", Skills="Medlar") for name in "bcd"]
    path.write_text(yubhub(record("a", Employername="Medlar", Skills="Medlar"), *later))
    real, merges = RunTerms.learn, []

    def merged_meanwhile(terms: RunTerms, jobs: Any) -> None:
        """After the batch has learnt what is about to go, and before it has the lock."""
        real(terms, jobs)
        if not merges:
            merges.append(gone)
            merge(model, kept.pk, [gone.pk], user=editor)

    monkeypatch.setattr(RunTerms, "learn", merged_meanwhile)
    run = run_feed(feed, Options())

    assert (run.status, run.created, merges) == ("applied", 3, [gone])
    jobs = Job.objects.filter(**{FIELDS[model]: kept})
    assert (jobs.count(), Job.objects.live().count()) == (4, 4)
    assert list(model.objects.all()) == [kept]


def test_a_spelling_that_is_split_off_during_an_import_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(yubhub(record("a", Employername="Medlar")))
    feed = feed_for(str(path))
    register(feed)
    run_feed(feed, Options())
    medlar = Employer.objects.get()
    medlar.learn("Medlar Works")
    spelling = medlar.aliases.get(text="Medlar Works").pk
    editor = User.objects.create_user("editor").pk
    path.write_text(yubhub(*(record(name, Employername="Medlar Works") for name in "bc")))
    real, parts = RunTerms.learn, []

    def split_meanwhile(terms: RunTerms, jobs: Any) -> None:
        real(terms, jobs)
        if not parts:
            parts.append(split(Employer, medlar.pk, [spelling], "Works", user=editor).term)

    monkeypatch.setattr(RunTerms, "learn", split_meanwhile)
    run_feed(feed, Options(accept_removals=True))

    told = Job.objects.filter(closed_at=None).values_list("external_id", "employer__name")
    assert sorted(told) == [("b", "Works"), ("c", "Works")]


def test_a_merge_that_is_undone_during_an_import_is_undone_for_its_jobs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(yubhub(record("a", Employername="Medlar")))
    feed = feed_for(str(path))
    register(feed)
    run_feed(feed, Options())
    medlar, quince = Employer.objects.get(), Employer.named(["Quince"])["Quince"]
    editor = User.objects.create_user("editor").pk
    done = merge(Employer, quince.pk, [medlar.pk], user=editor).merge
    path.write_text(yubhub(*(record(name, Employername="Medlar") for name in "abc")))
    real, undone = RunTerms.learn, []

    def undone_meanwhile(terms: RunTerms, jobs: Any) -> None:
        real(terms, jobs)
        if not undone:
            undone.append(undo(done, user=editor))

    monkeypatch.setattr(RunTerms, "learn", undone_meanwhile)
    run_feed(feed, Options())

    told = Job.objects.values_list("external_id", "employer__name")
    assert sorted(told) == [(name, "Medlar") for name in "abc"]


def test_a_merge_beside_an_import_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    names = ["Medlar", "Quince", "Sloe"]
    path.write_text(
        yubhub(*(record(str(one), Employername=names[one % 3]) for one in range(1_500)))
    )
    feed = feed_for(str(path))
    register(feed)
    medlar, quince, _sloe = (Employer.named(names)[name] for name in names)
    editor = User.objects.create_user("editor").pk

    def merging() -> None:
        merge(Employer, quince.pk, [medlar.pk], user=editor)

    assert together(lambda: run_feed(feed, Options()), merging) == []
    counted = Counter(Job.objects.live().values_list("employer__name", flat=True))
    assert counted == {"Quince": 1_000, "Sloe": 500}


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
