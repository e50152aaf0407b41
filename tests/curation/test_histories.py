"""However imports, merges and moves follow each other, what led somewhere leads somewhere."""

from __future__ import annotations

from datetime import UTC, datetime
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

from jobs.curation.merging import FIELDS, merge
from jobs.importer import store
from jobs.importer.records import CleanJob
from jobs.lib.places import parse_places
from jobs.models import Employer, FormerSlug, Job, Place, Skill, Term
from jobs.search import memory, page
from tests.admin.pages import form_of, save
from tests.make import make_feed
from tests.search.machine import tried
from tests.searched import expected, remembered

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
KINDS: dict[type[Term], str] = {Employer: "employer", Skill: "skill", Place: "place"}
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


class Histories(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        memory.forget()
        self.feeds = [make_feed(), make_feed()]
        editor = User.objects.create_superuser("editor")
        self.editor = editor.pk
        self.admin = Client()
        self.admin.force_login(editor)
        # What led where: a spelling's key and an address, by kind, to a primary key.
        self.keys: dict[tuple[type[Any], str], int] = {}
        self.addresses: dict[tuple[type[Any], str], int] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rollback.__exit__(None, None, None)

    @rule(feed=st.integers(0, 1), batch=st.lists(records, max_size=4))
    def imported(self, feed: int, batch: list[CleanJob]) -> None:
        each = {job.external_id: (job, "0" * 64) for job in batch}
        store.Writer(self.feeds[feed], now=NOW).write(list(each.values()))
        for kind in KINDS:
            aliases = kind.aliases.rel.related_model.objects  # type: ignore[attr-defined]
            for key, term in aliases.values_list("key", "term"):
                self.keys.setdefault((kind, key), term)
            for slug, term in kind.objects.values_list("slug", "pk"):
                self.addresses.setdefault((kind, slug), term)

    @rule(kind=st.sampled_from(list(KINDS)), chosen=st.lists(st.integers(0, 99), min_size=2))
    def merged(self, kind: type[Term], chosen: list[int]) -> None:
        terms = list(kind.objects.order_by("pk").values_list("pk", flat=True))
        kept, *gone = dict.fromkeys(terms[one % len(terms)] for one in chosen if terms) or [0]
        if not gone:
            return
        merge(kind, kept, gone, user=self.editor)
        for led in (self.keys, self.addresses):
            led |= {what: kept for what, term in led.items() if what[0] is kind and term in gone}

    @rule(kind=st.sampled_from(list(KINDS)), chosen=st.integers(0, 99), slug=st.sampled_from(SLUGS))
    def moved(self, kind: type[Term], chosen: int, slug: str) -> None:
        terms = list(kind.objects.order_by("pk"))
        if not terms:
            return
        term = terms[chosen % len(terms)]
        answer = save(self.admin, form_of(term), slug=slug)
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
    def what_is_counted_is_what_there_is(self) -> None:
        assert remembered() == expected()
        for (kind, slug), term in self.addresses.items():
            if kind is not Place:  # which counts what lies in it as well
                live = Job.objects.live().filter(**{FIELDS[kind]: term})
                assert page.results(QueryDict(f"{KINDS[kind]}={slug}")).total == live.count()


@pytest.mark.django_db
def test_no_history_of_imports_merges_and_moves_loses_a_spelling_an_address_or_a_job() -> None:
    run_state_machine_as_test(Histories, settings=tried(10, steps=8))
