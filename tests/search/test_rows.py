"""The search's own rows: true after every kind of change, in versions that only grow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from threading import Event
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from jobs.admin import approval
from jobs.importer import removals, twins
from jobs.models import Employer, Feed, ImportRun, Job, Place, SearchRow, SearchState, Skill
from jobs.search import index, rows
from jobs.search.packing import NEVER, RowFacts
from tests import searched
from tests.admin.pages import act, deletion_of, form_of, list_of, new, save
from tests.make import make_employer, make_feed, make_job, make_skill, record, yubhub
from tests.together import together

pytestmark = pytest.mark.django_db
Import = Callable[..., ImportRun]
ACTIONS = ("hide", "show", "close", "reopen", "follow")


def version() -> int:
    return SearchState.objects.get().version


def terms() -> int:
    return SearchState.objects.get().terms


def public() -> list[str]:
    """The titles of jobs whose rows have facts, when every row is as its job is."""
    remembered = searched.remembered()
    assert remembered == searched.expected()
    jobs = Job.objects.filter(pk__in=[job for job, facts in remembered.items() if facts])
    return sorted(jobs.values_list("title", flat=True))


def opening(feed: Feed, **changes: Any) -> Job:
    job = make_job(feed=feed, **{"title": "Baker", "places": "Cork, IE"} | changes)
    twins.renew([job.pk])
    return job


@pytest.fixture
def pair() -> tuple[Job, Job]:
    """The same job of two feeds: the first is shown."""
    return opening(make_feed()), opening(make_feed())


def test_a_row_holds_every_fact_that_is_filtered_or_counted() -> None:
    job = make_job(
        title="Zweite Köchin (C++)",
        employer="Quince",
        skills=("Python", "Go"),
        places="Cork, IE; Bern, CH",
        job_type="Full-time",
        level="Senior",
        category="Food",
        industry="Hotels",
        arrangement="hybrid",
        salary_min=Decimal("12.34"),
        salary_currency="EUR",
        salary_period="hour",
        posted_on=date(2026, 11, 1),
        expires_on=date(2026, 12, 1),
        featured_until=date(2026, 11, 30),
    )

    assert searched.remembered() == {
        job.pk: RowFacts(
            employer=job.employer_id,
            job_type=job.job_type_id,
            level=job.level_id,
            category=job.category_id,
            industry=job.industry_id,
            arrangement=2,
            currency="EUR",
            stated=True,
            yearly=False,
            posted=date(2026, 11, 1).toordinal(),
            expires=date(2026, 12, 1).toordinal(),
            pay_from=1234 * 2080,
            pay_to=1234 * 2080,
            feed=job.feed_id,
            changed=int(job.changed_at.timestamp()),
            featured=date(2026, 11, 30).toordinal(),
            skills=[Skill.objects.get(name=name).pk for name in ("Python", "Go")],
            places=[Place.objects.get(city=name).pk for name in ("Cork", "Bern")],
            title=["zweite", "kochin", "cplusplus"],
        )
    }
    assert searched.remembered() == searched.expected()


def test_a_job_past_its_date_keeps_its_facts_since_no_write_comes_with_midnight() -> None:
    make_job(title="Past", expires_on=date(2026, 11, 1))
    make_job(title="Endless", expires_on=None)

    assert public() == ["Endless", "Past"]
    ends = {facts.expires for facts in searched.remembered().values() if facts}
    assert ends == {date(2026, 11, 1).toordinal(), NEVER}


def test_rows_follow_every_step_of_a_feed(import_document: Import) -> None:
    steps: list[tuple[list[str], int]] = []

    def step(*records: str, **options: Any) -> None:
        import_document(yubhub(*records), **options)
        steps.append((public(), version()))

    step(record("a", Skills="Python, Go", Location="Leeds, UK"), record("b"))
    step(record("a", Title="New", Skills="Rust"), record("b"))
    step(record("a", Title="New", Skills="Rust"))
    step(record("a", Title="New", Skills="Rust"), record("b", Salarymin="100"))

    assert [titles for titles, _version in steps] == [
        ["Job a", "Job b"],
        ["Job b", "New"],
        ["New"],
        ["Job b", "New"],
    ]
    versions = [number for _titles, number in steps]
    assert versions == sorted(set(versions))


def test_an_unchanged_feed_and_a_held_removal_write_no_row(import_document: Import) -> None:
    everything = [record(f"j{number}", Title="Held") for number in range(40)]
    import_document(yubhub(*everything))
    before = version()

    import_document(yubhub(*everything))
    held = import_document(yubhub(*everything[:10]))

    assert held.status == "held"
    assert version() == before
    assert public() == ["Held"] * 40

    user = User.objects.create_user("editor")
    approval.carry_out(held, user.pk, number="30", now=timezone.now())

    assert version() > before
    assert public() == ["Held"] * 10


def test_an_edited_job_stays_as_edited_when_its_feed_changes(
    admin_client: Client, import_document: Import
) -> None:
    import_document(yubhub(record("a", Skills="Python", Location="Leeds, UK")))
    rust = {"skill": make_skill("Rust").pk, "position": 0}
    save(admin_client, form_of(Job.objects.get()), {"skill_links": [rust]}, title="Mine")
    assert public() == ["Mine"]

    import_document(yubhub(record("a", Title="Theirs", Skills="Go", Location="Cork, Ireland")))

    assert public() == ["Mine"]


def test_a_job_of_two_feeds_is_public_once_whoever_comes_or_goes(pair: tuple[Job, Job]) -> None:
    one, two = pair
    assert public() == ["Baker"]
    assert searched.remembered()[two.pk] is None

    removals.close(one.feed, [[one.external_id]], now=timezone.now())
    assert (public(), searched.remembered()[one.pk]) == (["Baker"], None)

    removals.reopen(one.feed, [[one.external_id]], now=timezone.now())
    assert public() == ["Baker"]


@pytest.mark.parametrize("several", [False, True])
def test_a_deleted_job_leaves_an_empty_row_and_its_twins_go_on(
    admin_client: Client, pair: tuple[Job, Job], several: bool
) -> None:
    one, two = pair
    before = version()

    if several:
        ids = {"action": "delete_selected", "_selected_action": [one.pk], "post": "yes"}
        admin_client.post(list_of(Job), ids)
    else:
        admin_client.post(deletion_of(one), {"post": "yes"})

    assert set(Job.objects.all()) == {two}
    assert public() == ["Baker"]
    gone = SearchRow.objects.get(job=one.pk)
    assert gone.facts is None
    assert gone.version > before


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("state", [{}, {"hidden": True}, {"closed_at": timezone.now()}])
def test_rows_follow_what_an_editor_does_in_the_list(
    admin_client: Client, pair: tuple[Job, Job], action: str, state: dict[str, Any]
) -> None:
    alone = make_job(title="Alone", **state)
    assert public() == ["Baker"] if state else ["Alone", "Baker"]

    act(admin_client, action, alone, *pair)

    stays = {"hide": [], "close": []}.get(action, ["Baker"])
    undone = {"show": {"hidden"}, "reopen": {"closed_at"}}.get(action, set())
    is_public = action not in {"hide", "close"} and state.keys() <= undone
    assert public() == (["Alone", *stays] if is_public else stays)


def test_a_saved_form_is_remembered_as_a_whole(admin_client: Client) -> None:
    job = make_job(skills=("Python",), places="Cork, IE", salary_min=10, salary_period="hour")
    employer = make_employer("Needlework")

    for changes in (
        {"title": "Falconer", "employer": employer.pk},
        {"salary_min": "", "salary_max": "70000", "salary_period": "year"},
        {"skill_links-0-DELETE": "on", "arrangement": "remote"},
        {"posted_on": "", "expires_on": "2026-12-24"},
    ):
        save(admin_client, form_of(job), **changes)
        assert public() == ["Falconer"]

    save(admin_client, form_of(job), hidden="on")
    assert public() == []


def test_a_renamed_term_raises_terms_and_leaves_rows_true(admin_client: Client) -> None:
    job = make_job(employer="Quince")
    before, old = terms(), version()

    save(admin_client, form_of(job.employer), name="Medlar")

    assert terms() == before + 1
    assert SearchRow.objects.get(job=job.pk).version > old
    assert public() == ["Backend Engineer"]


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (Skill, {"in_facets": None}),
        (Place, {"country": "ch", "city": "Bern"}),
        (Place, {"remote": "on"}),
        (Employer, {"website": "https://quince.example"}),
    ],
)
def test_a_changed_fact_of_a_term_raises_terms_alone(
    admin_client: Client, model: type[Any], changes: dict[str, Any]
) -> None:
    job = make_job(employer="Quince", skills=("Quince",), places="Quince")
    before, row = terms(), SearchRow.objects.values().get(job=job.pk)

    save(admin_client, form_of(model.objects.get()), **changes)

    assert terms() == before + 1
    assert SearchRow.objects.values().get(job=job.pk) == row


def test_added_and_deleted_spellings_new_and_deleted_terms_raise_terms(
    admin_client: Client,
) -> None:
    make_job(employer="Quince")
    quince, seen = Employer.objects.get(), [terms()]

    save(admin_client, form_of(quince), {"aliases": [{"text": "Kweepeer"}]})
    seen.append(terms())
    save(admin_client, form_of(quince), **{"aliases-0-DELETE": "on"})
    seen.append(terms())
    save(admin_client, new(Skill), name="Grafting")
    seen.append(terms())
    admin_client.post(deletion_of(Skill.objects.get()), {"post": "yes"})
    seen.append(terms())

    assert seen == list(range(seen[0], seen[0] + 5))
    save(admin_client, form_of(quince))
    assert terms() == seen[-1]


def test_who_listens_hears_at_once_and_when_it_is_committed(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    job = make_job()
    heard: list[str] = []
    monkeypatch.setattr(rows, "on_write", [lambda: heard.append("now")])

    with django_capture_on_commit_callbacks(execute=True):
        rows.write([job.pk])
        assert heard == ["now"]
    assert heard == ["now", "now"]

    with django_capture_on_commit_callbacks(execute=True):
        rows.terms_changed()
    assert heard == ["now"] * 4


def test_more_jobs_than_a_batch_are_written_in_one_version(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [make_job(skills=("Python",)).pk for _number in range(7)]
    monkeypatch.setattr(rows, "BATCH", 3)
    SearchRow.objects.all().delete()

    written = rows.write(iter([*jobs, *jobs, 10**12]))

    assert set(SearchRow.objects.values_list("version", flat=True)) == {written}
    assert SearchRow.objects.get(job=10**12).facts is None
    assert public() == ["Backend Engineer"] * 7


@pytest.mark.parametrize("where", ["facts", "rows", "orphans", "state"])
def test_a_rebuild_mends_whatever_was_lost(where: str) -> None:
    job, gone = make_job(title="Stays"), make_job(title="Goes")
    Job.objects.filter(pk=gone.pk).delete()  # behind the back of the board
    if where == "facts":
        SearchRow.objects.update(facts=b"of another layout")
    elif where == "rows":
        SearchRow.objects.all().delete()
    elif where == "state":
        SearchState.objects.all().delete()

    assert index.rebuild() == 1

    assert public() == ["Stays"]
    assert rows.are_current()
    assert set(SearchRow.objects.exclude(facts=None).values_list("job", flat=True)) == {job.pk}


@pytest.fixture
def two_jobs(transactional_db: None) -> list[int]:
    return [make_job(title="One").pk, make_job(title="Two").pk]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_of_two_writers_at_once_the_later_to_commit_has_the_higher_version(
    two_jobs: list[int],
) -> None:
    one, two = two_jobs
    written, versions = Event(), {}

    def first() -> None:
        with transaction.atomic():
            versions["first"] = rows.write([one])
            written.set()
            # The other one waits for this commit: nobody can see its row before this one's.
            while not _somebody_waits():
                pass
            assert "second" not in versions

    def second() -> None:
        assert written.wait(60)
        with transaction.atomic():
            versions["second"] = rows.write([two])

    assert together(first, second) == []
    assert versions["second"] == versions["first"] + 1
    assert dict(SearchRow.objects.values_list("job", "version")) == {
        one: versions["first"],
        two: versions["second"],
    }


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])
