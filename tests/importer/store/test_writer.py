"""Batches of jobs become rows, links and search words, whatever editors do meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection

from jobs.importer import store
from jobs.importer.records import CleanJob
from jobs.importer.store import terms
from jobs.lib.money import Salary
from jobs.lib.places import parse_places
from jobs.models import Employer, Feed, Job, JobPlace, JobSkill, Place, Skill, SkillAlias
from jobs.search import index
from tests.make import make_feed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 12, tzinfo=UTC)
BAKER = CleanJob(
    external_id="a",
    title="Baker, C++ \\ tab\there",
    employer="Grain & Co",
    description="<p>Bake bread.\nDon't burn C# or Zürich.\\.</p>",
    apply_url="https://apply.example/a",
    job_type="full-time",
    level="Senior",
    arrangement="hybrid",
    category="Food",
    industry="Bakeries",
    skills=("Python", "JS", "Javascript", "dough"),
    places=parse_places("Leeds, England, GB; Remote, Canada"),
    salary=Salary(Decimal("30000.255"), Decimal("1E+5"), "GBP", "year", "30,000 to 100,000"),
    posted_on=date(2026, 11, 1),
    expires_on=date(2027, 1, 1),
    employer_facts={"description": "Makes bread.", "website": "https://grain.example"},
)


def job(external_id: str, **changes: Any) -> CleanJob:
    return replace(BAKER, external_id=external_id, **changes)


def batch(*jobs: CleanJob, version: str = "0") -> store.Rows:
    return [(one, version * 64) for one in jobs]


def write(feed: Feed, rows: store.Rows, *, now: datetime) -> None:
    store.Writer(feed, now=now).write(rows)


def links(one: Job) -> tuple[list[str], list[str]]:
    return [skill.name for skill in one.skill_list], [place.name for place in one.place_list]


def stored_words() -> list[Any]:
    postgres = "SELECT job_id, words::text FROM jobs_words ORDER BY 1"
    sqlite = "SELECT rowid, * FROM jobs_words ORDER BY 1"
    with connection.cursor() as cursor:
        cursor.execute(postgres if connection.vendor == "postgresql" else sqlite)
        return cursor.fetchall()


def test_a_clean_job_is_stored_as_it_is() -> None:
    write(make_feed(), batch(BAKER), now=NOW)

    stored = Job.objects.get()
    assert (stored.title, stored.description) == (BAKER.title, BAKER.description)
    assert (stored.external_id, stored.content_hash) == ("a", "0" * 64)
    assert (stored.employer.name, stored.category.name) == ("Grain & Co", "Food")
    assert (stored.industry.name, stored.job_type.slug) == ("Bakeries", "full-time")
    assert (stored.level.slug, stored.arrangement) == ("senior", "hybrid")
    assert (stored.salary_max, stored.pay_to) == (Decimal("100000.00"), Decimal("100000.00"))
    assert stored.salary_min == Decimal("30000.26")
    assert (stored.posted_on, stored.expires_on) == (date(2026, 11, 1), date(2027, 1, 1))
    assert (stored.first_seen_at, stored.changed_at) == (NOW, NOW)
    assert (stored.edited, stored.hidden, stored.closed_at) == ([], False, None)
    assert links(stored) == (
        ["Python", "JavaScript", "dough"],
        ["Leeds, England, United Kingdom", "Remote, Canada"],
    )


def test_what_is_not_told_is_empty() -> None:
    bare = CleanJob("b", "Cook", "Grain", "", "https://apply.example/b")

    write(make_feed(), batch(bare), now=NOW)

    stored = Job.objects.get()
    assert (stored.category, stored.level, stored.salary_min) == (None, None, None)
    assert (stored.arrangement, stored.posted_on, links(stored)) == ("", None, ([], []))


def test_words_made_of_what_is_at_hand_are_those_of_the_stored_job() -> None:
    feed = make_feed()
    writer = store.Writer(feed, now=NOW)
    writer.write(batch(BAKER, job("b", title="Cook", skills=(), places=(), level="", category="")))
    writer.write(batch(job("a", title="Other"), job("c", arrangement=""), version="1"))
    at_hand = stored_words()

    assert index.rebuild() == 3
    assert stored_words() == at_hand


def test_old_and_new_jobs_of_a_batch_find_their_rows() -> None:
    feed, other = make_feed(), make_feed()
    write(other, batch(BAKER), now=NOW)
    write(feed, batch(job("b"), job("c")), now=NOW)
    before = {one.external_id: one.pk for one in feed.jobs.all()}

    changed = batch(
        job("a", title="New"), job("c", title="Newer", skills=("Rust",), places=()), version="1"
    )
    write(feed, changed, now=LATER)

    after = {one.external_id: one for one in feed.jobs.all()}
    assert (after["b"].pk, after["b"].title, after["b"].changed_at) == (
        before["b"],
        BAKER.title,
        NOW,
    )
    assert (after["c"].pk, after["c"].title) == (before["c"], "Newer")
    assert (after["c"].first_seen_at, after["c"].changed_at) == (NOW, LATER)
    assert links(after["c"]) == (["Rust"], [])
    assert (after["a"].title, other.jobs.get().title) == ("New", BAKER.title)
    assert JobSkill.objects.filter(job=after["a"]).count() == 3
    assert JobPlace.objects.filter(job=after["c"]).count() == 0


def test_what_an_editor_wrote_stays_and_is_what_is_found() -> None:
    feed = make_feed()
    write(feed, batch(BAKER), now=NOW)
    edited = Job.objects.get()
    edited.title, edited.salary_min = "By hand", Decimal("12345.00")
    edited.keep(["title", "skills", "salary_min"])
    edited.save()
    JobSkill.objects.filter(job=edited).delete()
    JobSkill.objects.create(job=edited, skill=Skill.named(["Kneading"])["Kneading"])

    write(feed, batch(job("a", title="From the feed", level="lead"), version="1"), now=LATER)

    stored = Job.objects.get()
    assert (stored.title, stored.salary_min, stored.level.slug) == (
        "By hand",
        Decimal("12345.00"),
        "lead",
    )
    assert links(stored)[0] == ["Kneading"]
    at_hand = stored_words()
    index.rebuild()
    assert stored_words() == at_hand


def test_the_first_facts_of_an_employer_stay_over_all_batches() -> None:
    writer = store.Writer(make_feed(), now=NOW)
    writer.write(batch(job("a", employer_facts={"website": "https://one.example"})))
    writer.write(batch(job("b", employer_facts={"website": "https://two.example"})))
    writer.write(batch(job("c", employer_facts={"description": "Text", "logo_url": "https://l.x"})))

    employer = Employer.objects.get()
    assert (employer.website, employer.description, employer.logo_url) == (
        "https://one.example",
        "Text",
        "https://l.x",
    )


def test_a_term_renamed_during_the_run_is_found_by_its_new_name() -> None:
    writer = store.Writer(make_feed(), now=NOW)
    writer.write(batch(BAKER))
    Skill.objects.filter(name="dough").update(name="Sourdough")

    writer.write(batch(job("b")))

    at_hand = stored_words()
    index.put(Job.objects.filter(external_id="b").values_list("pk", flat=True))
    assert stored_words() == at_hand


@pytest.mark.django_db(transaction=True)
def test_a_term_merged_during_the_run_is_the_one_it_became() -> None:
    writer = store.Writer(make_feed(), now=NOW)
    writer.write(batch(BAKER))
    gone, kept = Skill.objects.get(name="dough"), Skill.named(["Baking"])["Baking"]
    SkillAlias.objects.filter(term=gone).update(term=kept)
    JobSkill.objects.filter(skill=gone).update(skill=kept)
    gone.delete()

    writer.write(batch(job("b")))

    assert [links(one)[0][-1] for one in Job.objects.all()] == ["Baking", "Baking"]


def test_a_batch_that_breaks_a_rule_of_the_database_is_refused_whole() -> None:
    feed = make_feed()
    wrong = job("b", apply_url="ftp://apply.example/b")

    with pytest.raises(IntegrityError):
        write(feed, batch(BAKER, wrong), now=NOW)

    assert Job.objects.count() == 0


def test_a_run_remembers_a_bounded_number_of_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "LIMIT", 3)
    writer = store.Writer(make_feed(), now=NOW)
    for number in range(4):
        writer.write(batch(job(str(number), skills=(f"Skill {number}", f"Skill {number + 1}"))))

    found = [links(one)[0] for one in Job.objects.order_by("pk")]
    assert found == [[f"Skill {number}", f"Skill {number + 1}"] for number in range(4)]
    assert Skill.objects.count() == 5
    assert Place.objects.count() == 2


def test_names_that_were_met_before_are_not_looked_up_again(
    django_assert_max_num_queries: Any,
) -> None:
    writer = store.Writer(make_feed(), now=NOW)
    writer.write(batch(BAKER))

    # Savepoint twice, the lock and the look for jobs that are there twice, seven checks, the
    # look at what is stored, seven to write, the question whether any job is blocked, and five for
    # search rows and their version.
    with django_assert_max_num_queries(25):
        writer.write(batch(*(job(f"n{n}", title=f"Baker {n}") for n in range(100))))
