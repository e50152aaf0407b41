"""However imports, edits, merges, their undoing, splits and moves follow each other: what led
somewhere leads somewhere, what an editor wrote stays, and every count is a recount.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from jobs.curation import acts
from jobs.curation.merging import merge
from jobs.curation.offering import offer
from jobs.curation.reach import FIELDS, Refused
from jobs.curation.splitting import separable, split
from jobs.curation.undoing import undo
from jobs.importer import store
from jobs.importer.records import CleanJob
from jobs.lib.places import parse_places
from jobs.models import (
    Block,
    BoardDay,
    Employer,
    FeedValue,
    FormerSlug,
    Job,
    Place,
    Skill,
    Term,
    blocked,
)
from jobs.models.term import key_of
from jobs.search import memory, page
from tests.admin.pages import form_of, save
from tests.make import make_feed
from tests.search.machine import tried
from tests.searched import expected, remembered

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ACTS: tuple[Callable[..., int], ...] = (
    *(acts.hide, acts.show, acts.close, acts.reopen, acts.follow),
    partial(acts.block, reason="Seen enough"),
    partial(acts.feature, until=date(2026, 12, 24)),
    partial(acts.feature, until=None),
)
KINDS: dict[type[Term], str] = {Employer: "employer", Skill: "skill", Place: "place"}
OFFERED = [Employer, Skill]
EMPLOYERS = ("Acme", "ACME GmbH", "Acme, Inc.", "Ac-me", "Umbrella AG", "Umbrella")
SITES = ("", "", "https://acme.com", "https://acme-tools.com")
SKILLS = ("Sewing", "sew-ing", "Tailoring", "Hemming")
SLUGS = ("acme", "umbrella", "sewing", "tailoring", "bern-switzerland", "elsewhere")
TOWNS = ("Bern, Switzerland", "Basel, Switzerland", "Nether Wallopton", "Wallopton")
records = st.builds(
    lambda number, employer, site, skills, towns: CleanJob(
        external_id=str(number),
        title=f"Tailor {number % 2}",
        employer=employer,
        description="<p>Sew.</p>",
        apply_url=f"https://apply.example/{number}",
        skills=tuple(skills),
        places=parse_places("; ".join(towns)),
        employer_facts={"website": site} if site else {},
    ),
    st.integers(0, 5),
    st.sampled_from(EMPLOYERS),
    st.sampled_from(SITES),
    st.lists(st.sampled_from(SKILLS), max_size=4, unique=True),
    st.lists(st.sampled_from(TOWNS), max_size=3, unique=True),
)


@dataclass
class Past:
    """A merge that may be undone, and what led to the terms that it took."""

    merge: int
    kind: type[Term]
    kept: int
    gone: list[int]
    led: dict[Any, int]
    plain: bool = True  # nothing that could stand in the way was done to the kind since


class Histories(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        memory.forget()
        self.feeds = [make_feed(), make_feed()]
        self.told: list[dict[str, CleanJob]] = [{}, {}]
        editor = User.objects.create_superuser("editor")
        self.editor = editor.pk
        self.admin = Client()
        self.admin.force_login(editor)
        # What led where: a spelling's key, an address, and the employer that an editor wrote into a
        # job, each to a primary key.
        self.keys: dict[tuple[type[Any], str], int] = {}
        self.addresses: dict[tuple[type[Any], str], int] = {}
        self.employers: dict[tuple[type[Any], int], int] = {}
        self.titles: dict[int, str] = {}
        self.merges: list[Past] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rollback.__exit__(None, None, None)

    @property
    def led(self) -> tuple[dict[Any, int], ...]:
        return self.keys, self.addresses, self.employers

    @rule(feed=st.integers(0, 1), batch=st.lists(records, max_size=4))
    def imported(self, feed: int, batch: list[CleanJob]) -> None:
        """As a run does it: only what differs from what is stored is written."""
        told = self.told[feed]
        told |= {job.external_id: job for job in batch}
        stored = dict(self._jobs(feed).values_list("external_id", "content_hash"))
        hashes = {name: sha256(repr(job).encode()).hexdigest() for name, job in told.items()}
        wanted = [(told[name], key) for name, key in hashes.items() if stored.get(name) != key]
        store.Writer(self.feeds[feed], now=NOW).write(wanted)
        BoardDay.note()
        self._learn()
        for job in self._jobs(feed):
            record = told[job.external_id]
            if "employer" not in job.edited:
                assert (
                    job.employer
                    == Employer.objects.known([key_of(record.employer)])[key_of(record.employer)]
                )
            skills = Skill.objects.known(map(key_of, record.skills))
            assert job.skill_list == unique(skills[key_of(name)] for name in record.skills)
            places = Place.objects.parsed(record.places)
            assert job.place_list == unique(places[place] for place in record.places)

    @rule(chosen=st.integers(0, 99), employer=st.integers(0, 99))
    def edited(self, chosen: int, employer: int) -> None:
        """Once each job: an editor writes another employer and another title."""
        jobs, employers = list(Job.objects.filter(edited=[])), list(Employer.objects.order_by("pk"))
        if not jobs or len(employers) < 2:
            return
        job = jobs[chosen % len(jobs)]
        others = [one for one in employers if one.pk != job.employer_id]
        wanted = others[employer % len(others)]
        title = f"By hand {job.pk}"
        answer = save(self.admin, form_of(job), employer=str(wanted.pk), title=title)
        assert answer.status_code == 302
        self.employers[Employer, job.pk], self.titles[job.pk] = wanted.pk, title

    @rule(chosen=st.integers(0, 99), act=st.sampled_from(ACTS))
    def decided(self, chosen: int, act: Callable[..., int]) -> None:
        """An editor decides on a job, or gives back to its feed what was written into it."""
        jobs = list(Job.objects.order_by("pk").values_list("pk", flat=True))
        if not jobs:
            return
        job = jobs[chosen % len(jobs)]
        act(Job.objects.filter(pk=job), user=self.editor)
        if act is acts.follow:
            self.titles.pop(job, None)
            self.employers.pop((Employer, job), None)

    @rule(chosen=st.integers(0, 99))
    def unblocked(self, chosen: int) -> None:
        blocks = list(Block.objects.order_by("pk").values_list("pk", flat=True))
        if blocks:
            one = Block.objects.filter(pk=blocks[chosen % len(blocks)])
            acts.unblock(one, user=self.editor)

    @rule(kind=st.sampled_from(OFFERED), chosen=st.integers(0, 99), offered=st.booleans())
    def offered(self, kind: type[Term], chosen: int, offered: bool) -> None:
        terms = list(kind.objects.order_by("pk").values_list("pk", flat=True))
        if terms:
            one = kind.objects.filter(pk=terms[chosen % len(terms)])
            offer(one, offered=offered, user=self.editor)

    @rule(kind=st.sampled_from(list(KINDS)), chosen=st.lists(st.integers(0, 99), min_size=2))
    def merged(self, kind: type[Term], chosen: list[int]) -> None:
        terms = list(kind.objects.order_by("pk").values_list("pk", flat=True))
        kept, *gone = dict.fromkeys(terms[one % len(terms)] for one in chosen if terms) or [0]
        if not gone:
            return
        names = {
            (kind, key_of(term.name)): term.pk
            for term in kind.objects.filter(pk__in=gone).order_by("pk")
        }
        for what in names.keys() - self.keys.keys():  # nobody has the very name as a spelling yet
            self.keys[what] = names[what]
        done = merge(kind, kept, gone, user=self.editor)
        self._hindered(kind)
        past = Past(done.merge, kind, kept, gone, {})
        for number, led in enumerate(self.led):
            took = {what: term for what, term in led.items() if what[0] is kind and term in gone}
            past.led |= {(number, what): term for what, term in took.items()}
            led |= dict.fromkeys(took, kept)
        self.merges.append(past)
        self._learn()

    @rule(chosen=st.integers(0, 99))
    def undone(self, chosen: int) -> None:
        if not self.merges:
            return
        past = self.merges[chosen % len(self.merges)]
        try:
            undo(past.merge, user=self.editor)
        except Refused:
            assert not past.plain
            return
        self.merges.remove(past)
        survivor = past.kind.objects.get(pk=past.kept)
        for (number, what), term in past.led.items():
            taken = number == 1 and what[1] == survivor.slug
            if self.led[number].get(what) == past.kept and not taken:
                self.led[number][what] = term
        self._learn()

    @rule(kind=st.sampled_from(list(KINDS)), chosen=st.integers(0, 99), which=st.integers(0, 99))
    def split_off(self, kind: type[Term], chosen: int, which: int) -> None:
        terms = [term for term in kind.objects.order_by("pk") if separable(term)]
        if not terms:
            return
        term = terms[chosen % len(terms)]
        spellings = separable(term)
        alias = spellings[which % len(spellings)]
        moving = [one.key for one in spellings if key_of(one.text) == key_of(alias.text)]
        try:
            done = split(kind, term.pk, [alias.pk], alias.text, user=self.editor)
        except Refused:
            namesake = kind.objects.filter(name=alias.text).exists()
            spelt = kind.objects.known([key_of(alias.text)])
            assert namesake or (spelt and key_of(alias.text) not in moving)
            return
        self._hindered(kind)
        self.keys |= {(kind, key): done.term.pk for key in moving}
        self._learn()

    def _hindered(self, kind: type[Term]) -> None:
        for past in self.merges:
            past.plain = past.plain and past.kind is not kind

    def _jobs(self, feed: int) -> Any:
        return Job.objects.filter(feed=self.feeds[feed])

    def _learn(self) -> None:
        """What is new leads where it leads now."""
        for kind in KINDS:
            aliases = kind.aliases.rel.related_model.objects  # type: ignore[attr-defined]
            for key, term in aliases.values_list("key", "term"):
                self.keys.setdefault((kind, key), term)
            for slug, term in kind.objects.values_list("slug", "pk"):
                self.addresses.setdefault((kind, slug), term)

    @rule(kind=st.sampled_from(list(KINDS)), chosen=st.integers(0, 99), slug=st.sampled_from(SLUGS))
    def moved(self, kind: type[Term], chosen: int, slug: str) -> None:
        terms = list(kind.objects.order_by("pk"))
        if not terms:
            return
        term = terms[chosen % len(terms)]
        answer = save(self.admin, form_of(term), slug=slug)
        self._hindered(kind)
        owner = self.addresses.setdefault((kind, slug), term.pk)
        assert answer.status_code == (302 if owner == term.pk else 200)  # else it is refused

    @invariant()
    def every_spelling_leads_where_it_led(self) -> None:
        for kind in KINDS:
            keys = [key for model, key in self.keys if model is kind]
            known = kind.objects.known(keys)
            assert {key: known[key].pk for key in keys} == {
                key: self.keys[kind, key] for key in keys
            }

    @invariant()
    def every_address_leads_where_it_led(self) -> None:
        client = Client()
        for (kind, slug), term in self.addresses.items():
            today = kind.objects.get(pk=term)
            answer = client.get(f"/{KINDS[kind]}s/{slug}/")
            told = (answer.status_code, answer.get("Location"))
            assert told == ((200, None) if slug == today.slug else (301, today.get_absolute_url()))
            assert not FormerSlug.objects.of(kind).filter(slug=today.slug).exists()

    @invariant()
    def what_an_editor_wrote_stays(self) -> None:
        jobs = Job.objects.in_bulk(self.titles)
        assert {job.pk: job.title for job in jobs.values()} == self.titles
        written = {job: term for (_kind, job), term in self.employers.items()}
        assert {job.pk: job.employer_id for job in jobs.values()} == written

    @invariant()
    def what_a_feed_says_of_an_edit_is_compared_with_it_as_words_mean_today(self) -> None:
        for value in FeedValue.objects.filter(field="employer").select_related("job"):
            means = Employer.objects.known([key_of(value.value)]).get(key_of(value.value))
            assert value.differs == (means != value.job.employer)

    @invariant()
    def nobody_sees_what_an_editor_took_away(self) -> None:
        live = Job.objects.live()
        assert not live.filter(blocked()).exists()
        if BoardDay.objects.exists():
            assert BoardDay.objects.get().live == live.count()

    @invariant()
    def what_is_counted_is_what_there_is(self) -> None:
        assert remembered() == expected()
        for (kind, slug), term in self.addresses.items():
            if kind is not Place:  # which counts what lies in it as well
                live = Job.objects.live().filter(**{FIELDS[kind]: term})
                assert page.results(QueryDict(f"{KINDS[kind]}={slug}")).total == live.count()


def unique(terms: Iterable[Term]) -> list[Term]:
    return list(dict.fromkeys(terms))


@pytest.mark.django_db
def test_no_history_of_imports_and_edits_loses_a_spelling_an_address_an_edit_or_a_job() -> None:
    run_state_machine_as_test(Histories, settings=tried(10, steps=8))
