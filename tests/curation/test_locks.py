"""However imports, edits and releases follow each other: an edited field stays as it was written,
what its feed says stands beside it, and once it is given back the job is as its feed has it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from jobs.curation import locks
from jobs.importer import store
from jobs.importer.records import CleanJob
from jobs.importer.store.words import in_words, words_of
from jobs.lib.money import Salary
from jobs.lib.places import parse_places
from jobs.models import Employer, Feed, FeedValue, Job, Level
from jobs.models.job import PAY
from jobs.search import memory
from tests.admin.pages import form_of, save
from tests.make import make_employer, make_feed, make_skill
from tests.search.machine import tried
from tests.searched import expected, remembered

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SCALARS = ("title", "employer", "level", "arrangement", "description", "apply_url", "posted_on")
versions = st.builds(
    lambda title, employer, level, pay, skills, towns, day: CleanJob(
        external_id="a",
        title=title,
        employer=employer,
        description=f"<p>{title}.</p>",
        apply_url=f"https://apply.example/{len(title)}",
        level=level,
        arrangement="remote" if day else "",
        salary=Salary(Decimal(pay), Decimal(pay), "EUR", "hour", f"EUR {pay}") if pay else Salary(),
        skills=tuple(skills),
        places=parse_places("; ".join(towns)),
        posted_on=date(2026, 11, day) if day else None,
    ),
    st.sampled_from(("Cook", "Chef", "Head Chef")),
    st.sampled_from(("Acme", "ACME GmbH", "Quince")),
    st.sampled_from(("", "Senior", "sr.", "Junior")),
    st.sampled_from((0, 12, 15)),
    st.lists(st.sampled_from(("Sewing", "sew-ing", "Knives")), max_size=3, unique=True),
    st.lists(st.sampled_from(("Bern, Switzerland", "Bern, CH", "Basel, CH")), max_size=2),
    st.sampled_from((0, 2, 9)),
)
edits: Any = st.sampled_from(
    (
        {"title": "Mine"},
        {"title": "Cook"},
        {"description": "<p>Mine.</p>"},
        {"apply_url": "https://mine.example/1"},
        {"level": "Senior"},
        {"level": ""},
        {"employer": "Own Ltd"},
        {"salary_min": "10", "salary_max": "99", "salary_currency": "EUR", "salary_period": "hour"},
        {"posted_on": "2026-10-01"},
        {"arrangement": "hybrid"},
        {"skills": "Own"},
        {"place_links-0-DELETE": "on"},
    )
)


class Locks(RuleBasedStateMachine):
    """A job that an editor edits, and one of another feed that says the same and nobody edits."""

    def __init__(self) -> None:
        super().__init__()
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        memory.forget()
        self.edited_feed, self.plain_feed = make_feed(), make_feed()
        editor = User.objects.create_superuser("editor")
        self.editor = editor.pk
        self.admin = Client()
        self.admin.force_login(editor)
        self.last: CleanJob | None = None
        self.mine: dict[str, Any] = {}  # what the editor wrote, by field

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rollback.__exit__(None, None, None)

    @rule(job=versions)
    def imported(self, job: CleanJob) -> None:
        for feed in (self.plain_feed, self.edited_feed):
            store.Writer(feed, now=NOW).write([(job, "1" * 64)])
        self.last = job

    @precondition(lambda self: self.last)
    @rule(edit=edits)
    def edit(self, edit: dict[str, str]) -> None:
        sent, rows = dict(edit), {}
        if "employer" in sent:
            sent["employer"] = str(make_employer(sent["employer"]).pk)
        if sent.get("level"):
            sent["level"] = str(Level.named([sent["level"]])[sent["level"]].pk)
        if "skills" in sent:
            rows = {"skill_links": [{"skill": make_skill(sent.pop("skills")).pk, "position": 99}]}
        before = self._job()
        had_skill = rows and before.skills.filter(name="Own").exists()
        if had_skill or ("place_links-0-DELETE" in sent and not before.places.exists()):
            return
        assert save(self.admin, form_of(before), rows, **sent).status_code == 302
        after = self._job()
        assert set(before.edited) <= set(after.edited)
        now = in_words([after.pk])[after.pk]
        self.mine = {name: now[name] for name in after.edited}

    @precondition(lambda self: self.mine)
    @rule(chosen=st.integers(0, 99), by_form=st.booleans())
    def released(self, chosen: int, by_form: bool) -> None:
        job = self._job()
        name = job.edited[chosen % len(job.edited)]
        if by_form:
            assert save(self.admin, form_of(job), follow=name).status_code == 302
        else:
            chosen_job = Job.objects.filter(pk=job.pk)
            assert locks.release(chosen_job, user=self.editor, fields=[name]) == 1
        gone = PAY if name in PAY else {name}
        self.mine = {field: told for field, told in self.mine.items() if field not in gone}

    @precondition(lambda self: self.mine)
    @rule()
    def all_released(self) -> None:
        locks.release(Job.objects.filter(feed=self.edited_feed), user=self.editor)
        self.mine = {}

    @invariant()
    def what_was_edited_stays_and_the_rest_is_as_without_edits(self) -> None:
        if self.last is None:
            return
        job, plain = self._job(), Job.objects.get(feed=self.plain_feed)
        stored = in_words([job.pk, plain.pk])
        assert sorted(self.mine) == job.edited
        assert stored[job.pk] == stored[plain.pk] | self.mine
        assert job.content_hash == plain.content_hash
        assert plain.edited == []

    @invariant()
    def beside_each_edit_stands_what_the_last_import_said(self) -> None:
        if self.last is None:
            return
        job, said = self._job(), words_of(self.last)
        plain = Job.objects.get(feed=self.plain_feed)
        stored = in_words([job.pk, plain.pk])
        values = {one.field: one for one in FeedValue.objects.filter(job=job)}
        assert sorted(values) == job.edited
        for name, one in values.items():
            # Before the first import after an edit: as the board had it.
            assert one.value in (said[name], stored[plain.pk][name])
            assert one.differs == (stored[job.pk][name] != stored[plain.pk][name])

    @invariant()
    def the_search_knows_it(self) -> None:
        assert remembered() == expected()

    def _job(self) -> Job:
        job: Job = Job.objects.get(feed=self.edited_feed)
        return job


@pytest.mark.django_db
def test_no_history_of_imports_edits_and_releases_loses_an_edit_or_what_a_feed_says() -> None:
    run_state_machine_as_test(Locks, settings=tried(8, steps=8))


@pytest.mark.django_db
def test_what_no_import_has_told_yet_is_told_by_the_next_one() -> None:
    feed: Feed = make_feed(etag='"1"')
    told = CleanJob("a", "Cook", "Acme", "<p>Cook.</p>", "https://apply.example/1")
    store.Writer(feed, now=NOW).write([(told, "1" * 64)])
    Job.objects.update(title="Mine", edited=["title"])  # by an earlier version of the board

    locks.release(Job.objects.all(), user=User.objects.create_superuser("editor").pk)
    job = Job.objects.get()
    assert (job.title, job.edited, job.content_hash) == ("Mine", [], "")
    assert job.feed.etag == ""  # or the next run may be told that nothing is new
    store.Writer(feed, now=NOW).write([(told, "1" * 64)])
    assert Job.objects.get().title == "Cook"


@pytest.mark.django_db
def test_a_name_that_was_merged_meanwhile_means_the_survivor() -> None:
    feed = make_feed()
    told = CleanJob("a", "Cook", "Quince", "<p>Cook.</p>", "https://apply.example/1")
    store.Writer(feed, now=NOW).write([(told, "1" * 64)])
    job = Job.objects.get()
    was, own = locks.words_of(job), make_employer("Own")
    Job.objects.update(employer=own)
    locks.keep(Job.objects.get(), {"employer"}, was, NOW)
    Employer.objects.get(name="Quince").aliases.update(term=make_employer("Survivor"))

    locks.release(Job.objects.all(), user=User.objects.create_superuser("editor").pk)

    assert Job.objects.get().employer.name == "Survivor"
