"""Any life of a board: a state machine of hypothesis, which makes lives up and cuts one that goes
wrong down to what matters. After every step, some searches are compared with the reference.
Each life happens in a transaction that is rolled back.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from jobs.curation import acts
from jobs.importer import removals, twins
from jobs.importer.pipeline import Options, run_feed
from jobs.models import (
    Category,
    Employer,
    Feed,
    Industry,
    Job,
    JobPlace,
    JobSkill,
    Level,
    Place,
    Skill,
)
from jobs.search import index, memory, rows
from tests.admin.pages import act, deletion_of, form_of, save
from tests.faults.inside import Inside
from tests.make import make_job, yubhub
from tests.search.compare import compare, compare_directories
from tests.search.made import EMPLOYERS, SKILLS, Facts, facts, searches

FEEDS = ("alpha", "beta")
OPENINGS = 6
NORTH = ("50", "50.1", "50.3", "50.6")  # 11, 22 and 33 kilometres along one meridian
choices = st.integers(0, 99)


def tried(lives: int, steps: int) -> settings:
    """However long each takes."""
    return settings(
        max_examples=lives,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def step(**arguments: Any) -> Callable[..., Any]:
    """A rule that ends with the same answers to some searches from the fast way and the slow."""

    def decorate(work: Callable[..., None]) -> Any:
        def stepped(self: Boards, asked: list[QueryDict], **given: Any) -> None:
            with self.a_moment():
                work(self, **given)
            with self.a_moment():
                for params in [QueryDict(), *asked]:
                    compare(params)
                compare_directories()

        stepped.__name__ = work.__name__
        several = st.lists(searches(), min_size=1, max_size=4)
        return rule(asked=several, **arguments)(stepped)

    return decorate


class Boards(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        memory.forget()
        self.folder = tempfile.TemporaryDirectory(prefix="jobboard-board-")
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC)
        self.published: dict[str, dict[int, Facts]] = {feed: {} for feed in FEEDS}
        for slug in FEEDS:
            Feed.objects.create(name=slug, slug=slug, address=f"{self.folder.name}/{slug}.xml")
        self.user = get_user_model().objects.create_superuser("editor", password="secret")  # noqa: S106

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rollback.__exit__(None, None, None)
        self.folder.cleanup()
        memory.forget()

    @property
    def today(self) -> date:
        return self.now.date()

    @contextmanager
    def a_moment(self) -> Iterator[None]:
        """The clock of the history stands still: two things may happen within one second."""
        self.now += timedelta(seconds=1)
        with time_machine.travel(self.now, tick=False):
            yield

    @property
    def editor(self) -> Client:
        """Logged in today: sessions end, and lives are long."""
        client = Client()
        client.force_login(self.user)
        return client

    def job(self, choice: int) -> Job:
        jobs = Job.objects.order_by("pk")
        found: Job = jobs[choice % len(jobs)]
        return found

    # --- jobs come and change -----------------------------------------------------------------
    @initialize(
        several=st.lists(facts, min_size=1, max_size=12) | st.lists(facts, min_size=21, max_size=30)
    )
    def begin(self, several: list[Facts]) -> None:
        with self.a_moment():
            for one in several:
                make_job(**one.fields(self.today))
            for number, town in enumerate(Place.objects.towns().order_by("pk")):
                place = Place.objects.filter(pk=town.pk)
                place.update(latitude=NORTH[number % len(NORTH)], longitude=8)
            rows.terms_changed()

    @step(several=st.lists(facts, min_size=1, max_size=12), alike=st.booleans())
    def add(self, several: list[Facts], alike: bool) -> None:
        for one in several:
            made = replace(one, employer=several[0].employer) if alike else one
            make_job(**made.fields(self.today))

    @precondition(lambda self: Job.objects.exists())
    @step(choice=choices, wanted=facts)
    def change(self, choice: int, wanted: Facts) -> None:
        """As a program would: change what is stored, then tell the index."""
        job, fresh = self.job(choice), make_job(**wanted.fields(self.today))
        JobSkill.objects.filter(job=job).delete()
        JobPlace.objects.filter(job=job).delete()
        JobSkill.objects.filter(job=fresh).update(job=job)
        JobPlace.objects.filter(job=fresh).update(job=job)
        for field in (*wanted.fields(self.today), "category", "industry", "job_type", "level"):
            if field not in ("skills", "places"):
                setattr(job, field, getattr(fresh, field))
        index.remove([fresh.pk])
        fresh.delete()
        job.save()
        index.put([job.pk])

    @step(days=st.sampled_from([1, 1, 2, 6]))
    def wait(self, days: int) -> None:
        """Nothing is written when a job expires."""
        self.now += timedelta(days=days)

    # --- what feeds do ------------------------------------------------------------------------
    @step(
        slug=st.sampled_from(FEEDS),
        several=st.dictionaries(st.integers(0, OPENINGS), facts, max_size=4),
        shared=st.booleans(),
    )
    def publish(self, slug: str, several: dict[int, Facts], shared: bool) -> None:
        """With `shared`, both feeds have the jobs: one of each two is shown."""
        for feed in FEEDS if shared else (slug,):
            self.published[feed] |= several
            self.run_import(feed)

    @step(slug=st.sampled_from(FEEDS), number=st.integers(0, OPENINGS), accepted=st.booleans())
    def withdraw(self, slug: str, number: int, accepted: bool) -> None:
        self.published[slug].pop(number, None)
        self.run_import(slug, accepted=accepted)

    @step(slug=st.sampled_from(FEEDS))
    def approve(self, slug: str) -> None:
        removals.approve(Feed.objects.get(slug=slug), now=self.now)

    def run_import(self, slug: str, *, accepted: bool = False) -> None:
        posts = self.published[slug].items()
        records = [one.record(f"n{number}", self.today) for number, one in posts]
        Path(self.folder.name, f"{slug}.xml").write_text(yubhub(*records))
        run_feed(Feed.objects.get(slug=slug), Options(accept_removals=accepted, sandbox=Inside))

    # --- what an editor does ------------------------------------------------------------------
    @precondition(lambda self: Job.objects.exists())
    @step(choice=choices, number=st.integers(1, 3),
          what=st.sampled_from(["hide", "show", "close", "reopen", "delete_selected"]))  # fmt: skip
    def act(self, choice: int, number: int, what: str) -> None:
        several = list({self.job(choice + more) for more in range(number)})
        if what == "delete_selected":
            self.editor.post(deletion_of(several[0]), {"post": "yes"})
        else:
            act(self.editor, what, *several)

    @precondition(lambda self: Job.objects.exists())
    @step(choice=choices, wanted=facts)
    def edit(self, choice: int, wanted: Facts) -> None:
        names = ("title", "arrangement", "description", "posted_on", "expires_on")
        changed = {name: wanted.fields(self.today)[name] for name in names}
        save(self.editor, form_of(self.job(choice)), **changed)

    @precondition(lambda self: Job.objects.exists())
    @step(choice=choices, number=st.integers(1, 24), days=st.sampled_from([None, -1, 0, 1, 6]))
    def feature(self, choice: int, number: int, days: int | None) -> None:
        several = {self.job(choice + more).pk for more in range(number)}
        until = None if days is None else self.today + timedelta(days=days)
        acts.feature(Job.objects.filter(pk__in=several), until, user=self.user.pk)

    @step(model=st.sampled_from([Skill, Employer, Level, Place]), choice=choices,
          name=st.sampled_from(["Welder", "Quince Tree", "Nurse", "Plain"]))  # fmt: skip
    def rename(self, model: Any, choice: int, name: str) -> None:
        terms = model.objects.order_by("pk")
        if terms:
            save(self.editor, form_of(terms[choice % len(terms)]), name=name)

    @step(choice=choices)
    def teach(self, choice: int) -> None:
        """Another spelling, by which a search finds the skill."""
        skill = self._skill(choice)
        if skill:
            save(self.editor, form_of(skill), {"aliases": [{"text": "teeth"}]})

    @step(model=st.sampled_from([Skill, Employer, Place, Category, Industry]), choice=choices,
          offered=st.booleans())  # fmt: skip
    def offer(self, model: Any, choice: int, offered: bool) -> None:
        """Primary keys of one kind are those of another too."""
        terms = model.objects.order_by("pk")
        if terms:
            changed = {"in_facets": "on" if offered else None}
            save(self.editor, form_of(terms[choice % len(terms)]), **changed)

    @step(choice=choices, country=st.sampled_from(["", "fr", "ie"]))
    def move(self, choice: int, country: str) -> None:
        places = Place.objects.order_by("pk")
        if places:
            save(self.editor, form_of(places[choice % len(places)]), country=country)

    @step(choice=choices, north=st.sampled_from(["", *NORTH]))
    def locate(self, choice: int, north: str) -> None:
        towns = Place.objects.towns().order_by("pk")
        if towns:
            where = {"latitude": north, "longitude": north and "8"}
            save(self.editor, form_of(towns[choice % len(towns)]), **where)

    @step(names=st.permutations(SKILLS).map(lambda some: some[:2]))
    def merge_skills(self, names: list[str]) -> None:
        kept, gone = (Skill.objects.filter(name=name).first() for name in names)
        if kept and gone:
            jobs = list(JobSkill.objects.filter(skill=gone).values_list("job", flat=True))
            JobSkill.objects.filter(skill=gone, job__skills=kept).delete()
            JobSkill.objects.filter(skill=gone).update(skill=kept)
            self._merged(kept, gone, jobs)

    @step(names=st.permutations(EMPLOYERS).map(lambda some: some[:2]))
    def merge_employers(self, names: list[str]) -> None:
        kept, gone = (Employer.objects.filter(name=name).first() for name in names)
        if kept and gone:
            jobs = list(Job.objects.filter(employer=gone).values_list("pk", flat=True))
            Job.objects.filter(employer=gone).update(employer=kept)
            self._merged(kept, gone, jobs)
            twins.renew(jobs)

    def _merged(self, kept: Any, gone: Any, jobs: list[int]) -> None:
        gone.aliases.update(term=kept)
        gone.delete()
        index.put(jobs)
        rows.terms_changed()

    def _skill(self, choice: int) -> Skill | None:
        skills = Skill.objects.order_by("pk")
        return skills[choice % len(skills)] if skills else None

    # --- what a process does ------------------------------------------------------------------
    @step()
    def begin_again(self) -> None:
        memory.forget()
