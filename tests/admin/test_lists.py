"""Every list: it renders, its queries do not grow with its rows, its search and filters work."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from jobs.curation import history
from jobs.models import (
    Block,
    Category,
    Employer,
    Feed,
    ImportRun,
    Industry,
    Job,
    JobType,
    Level,
    Merge,
    Place,
    Report,
    Skill,
    today,
)
from tests.admin.pages import deletion_of, form_of, list_of, listed, new, text
from tests.make import make_employer, make_feed, make_job, make_skill

pytestmark = pytest.mark.django_db
TERMS = (Employer, Skill, Category, Industry, JobType, Level, Place)


def one_more(number: int) -> None:
    """A job, and with it one row more on every list."""
    job = make_job(
        feed=make_feed(),
        title=f"Job {number}",
        employer=f"Employer {number}",
        skills=(f"Skill {number}", "Python"),
        places=f"Town {number}, Germany; Bern, Switzerland",
        job_type=f"Type {number}",
        level=f"Level {number}",
        category=f"Category {number}",
        industry=f"Industry {number}",
        salary_min=1000 * number,
        salary_period="month",
    )
    ImportRun.objects.create(feed=job.feed, status="applied", created=number)
    Merge.objects.create(kind="skill", survivor=number, told="One", jobs=1, user=number, was={})
    Report.objects.create(job=job, reason="wrong")
    Block.objects.create(feed=job.feed, external_id=job.external_id, title=job.title, user=number)
    user = User.objects.create_user(f"user {number}")
    history.note(user.pk, [job], f"Note {number}")


@pytest.mark.parametrize(
    ("model", "queries"),
    [
        (Job, 13),
        (Employer, 6),
        (Skill, 6),
        (Category, 6),
        (Industry, 6),
        (JobType, 6),
        (Level, 6),
        (Place, 7),
        (Merge, 4),
        (Feed, 5),
        (ImportRun, 7),
        (Block, 5),
        (Report, 4),
        (LogEntry, 5),
        (User, 7),
    ],
)
def test_a_list_asks_as_often_for_three_rows_as_for_one(
    admin_client: Client,
    django_assert_num_queries: Any,
    monkeypatch: pytest.MonkeyPatch,
    model: type[Any],
    queries: int,
) -> None:
    monkeypatch.setattr(sys.modules["jobs.search.memory.current"], "FRESH", 3600)
    one_more(1)
    admin_client.get(list_of(model))  # what a process asks once
    with django_assert_num_queries(queries):
        assert admin_client.get(list_of(model)).status_code == 200
    one_more(2)
    one_more(3)
    admin_client.get(list_of(model))  # what a process asks once after a change

    with django_assert_num_queries(queries):
        assert admin_client.get(list_of(model)).status_code == 200


@pytest.mark.parametrize(
    ("query", "queries"), [("?q=job", 16), ("?state=live&q=job", 16), ("?arrangement__exact=", 14)]
)
def test_a_narrowed_list_asks_as_often_for_three_rows_as_for_one(
    admin_client: Client,
    django_assert_num_queries: Any,
    monkeypatch: pytest.MonkeyPatch,
    query: str,
    queries: int,
) -> None:
    monkeypatch.setattr(sys.modules["jobs.search.memory.current"], "FRESH", 3600)
    for numbers in ((1,), (2, 3)):
        for number in numbers:
            one_more(number)
        admin_client.get(f"{list_of(Job)}{query}")  # what a process asks once after a change
        with django_assert_num_queries(queries):
            shown = admin_client.get(f"{list_of(Job)}{query}")
        assert len(listed(shown)) == numbers[-1]


@pytest.mark.parametrize("model", [*TERMS, Feed, Job, ImportRun])
def test_every_form_can_be_opened(admin_client: Client, model: type[Any]) -> None:
    one_more(1)
    row = model.objects.first()

    assert admin_client.get(form_of(row)).status_code == 200
    if model not in (Job, ImportRun):
        assert admin_client.get(new(model)).status_code == 200


def test_a_person_with_the_right_to_view_reads_every_page_and_changes_none(client: Client) -> None:
    one_more(1)
    person = User.objects.create_user("reader", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(person)

    for model in (*TERMS, Feed, Job, ImportRun):
        row = model.objects.first()
        assert client.get(list_of(model)).status_code == 200
        assert client.get(form_of(row)).status_code == 200
        assert client.post(form_of(row), {}).status_code == 403


@pytest.mark.parametrize("model", TERMS)
def test_a_list_of_terms_counts_their_live_jobs(admin_client: Client, model: type[Any]) -> None:
    facts = {
        "employer": "Acme",
        "category": "Trade",
        "industry": "Retail",
        "job_type": "Full-time",
        "level": "Senior",
    }
    for changes in ({}, {}, {"hidden": True}, {"expires_on": date(2020, 1, 1)}):
        make_job(**facts, skills=("SQL", "Python"), places="Bern, Switzerland", **changes)

    answer = admin_client.get(list_of(model), {"o": "-3"})
    row = answer.context["cl"].result_list[0]

    assert row.live == 2
    assert text(answer).count(f"{row.name} {row.slug}") == 1
    assert "jobs.Job" not in text(answer)


def test_the_number_of_live_jobs_leads_to_them(admin_client: Client) -> None:
    job = make_job(title="Wanted", skills=("SQL",), places="Bern, Switzerland")
    make_job(title="Other", skills=("Java",), employer="Other")
    make_job(title="Closed", skills=("SQL",), hidden=True)

    for field in ("skills", "places"):
        term = getattr(job, field).get()
        query = {"state": "live", f"{field}__id__exact": term.pk}
        assert listed(admin_client.get(list_of(Job), query)) == ["Wanted"]
    by_employer = {"state": "live", "employer__id__exact": job.employer_id}
    assert listed(admin_client.get(list_of(Job), by_employer)) == ["Wanted"]


def test_terms_are_ordered_by_their_live_jobs(admin_client: Client) -> None:
    for skills in (("SQL",), ("SQL", "Java"), ("SQL", "Java", "Perl")):
        make_job(skills=skills)

    assert listed(admin_client.get(list_of(Skill), {"o": "-3"})) == ["SQL", "Java", "Perl"]


@pytest.mark.parametrize("words", ["Zürich Bank", "zurich bank", "ZKB", "old name"])
def test_a_term_is_found_once_by_its_name_and_by_any_spelling(
    admin_client: Client, words: str
) -> None:
    bank = make_employer("Zürich Bank")
    make_employer("Elsewhere")
    for spelling in ("ZKB", "ZKB zkb", "Old Name", "The Old Name Bank"):
        bank.aliases.create(text=spelling)

    assert listed(admin_client.get(list_of(Employer), {"q": words})) == ["Zürich Bank"]


def test_autocomplete_offers_a_term_once_by_another_spelling(admin_client: Client) -> None:
    skill = make_skill("Kubernetes")
    skill.aliases.create(text="K8s cluster")
    asked = {"app_label": "jobs", "model_name": "jobskill", "field_name": "skill", "term": "k8s"}

    answer = admin_client.get("/admin/autocomplete/", asked)

    assert [one["text"] for one in answer.json()["results"]] == ["Kubernetes"]


@pytest.mark.parametrize("words", ["Baker", "harbourl", "job-of-bread", "https://bread.example"])
def test_a_job_is_found_by_title_employer_external_id_and_apply_address(
    admin_client: Client, words: str
) -> None:
    make_job(title="Baker", external_id="job-of-bread", apply_url="https://bread.example/apply")
    make_job(title="Pilot", employer="Airline")

    assert listed(admin_client.get(list_of(Job), {"q": words})) == ["Baker"]


def test_the_state_filter_agrees_with_the_column_and_splits_all_jobs(admin_client: Client) -> None:
    now, past = datetime.now(UTC), today() - timedelta(days=1)
    make_job(title="Live", expires_on=today())
    make_job(title="Closed", closed_at=now)
    make_job(title="Closed", closed_at=now, expires_on=past)
    make_job(title="Hidden", hidden=True, closed_at=now, expires_on=past)
    make_job(title="Hidden", hidden=True)
    make_job(title="Expired", expires_on=past)

    seen = []
    for state in ("Live", "Closed", "Hidden", "Expired"):
        answer = admin_client.get(list_of(Job), {"state": state.lower()})
        seen += listed(answer)
        assert set(listed(answer)) == {state}
        assert f"{state} {state} Harbourline" in text(answer)  # title, then the column
    assert len(seen) == 6


def test_jobs_are_filtered_by_country_once_each_and_by_their_words(admin_client: Client) -> None:
    make_job(title="Swiss", places="Bern, Switzerland; Basel, Switzerland", level="Senior")
    make_job(title="German", places="Berlin, Germany", arrangement="remote", category="Trade")

    swiss = admin_client.get(list_of(Job), {"country": "ch"})
    remote = admin_client.get(list_of(Job), {"arrangement__exact": "remote"})
    trade = {"category__id__exact": Category.objects.get().pk}

    assert listed(swiss) == ["Swiss"]
    assert "Switzerland" in text(swiss)
    assert listed(remote) == ["German"]
    assert listed(admin_client.get(list_of(Job), trade)) == ["German"]


def test_filters_show_counts_when_asked(admin_client: Client) -> None:
    make_job(places="Bern, Switzerland")
    make_job(hidden=True)

    answer = text(admin_client.get(list_of(Job), {"_facets": "True"}))

    assert "Live (1)" in answer
    assert "Hidden (1)" in answer
    assert "Switzerland (1)" in answer


def test_places_are_filtered_by_country(admin_client: Client) -> None:
    make_job(places="Bern, Switzerland; Berlin, Germany")

    answer = admin_client.get(list_of(Place), {"country": "de"})

    assert listed(answer) == ["Berlin, Germany"]


def test_strangers_see_nothing(client: Client) -> None:
    job = make_job()

    for address in (list_of(Job), form_of(job), deletion_of(job)):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("learning", ["Learning machine", "Machine learning"]),
        ("machine learning", ["Learning machine", "Machine learning"]),
        ('"machine learning"', ["Machine learning"]),
        ("ML-Ops", ["Machine learning"]),
        ("mlops", []),
        ('"', []),
    ],
)
@pytest.mark.django_db
def test_terms_are_found_by_words_and_phrases_of_any_spelling(
    admin_client: Client, typed: str, found: list[str]
) -> None:
    make_skill("Learning machine")
    make_skill("Machine learning").learn("ML-Ops")

    assert listed(admin_client.get(list_of(Skill), {"q": typed})) == found


@pytest.mark.parametrize("model", [*TERMS, Feed, Job, ImportRun, Block, Report, Merge])
def test_every_row_tells_its_own_history(admin_client: Client, model: type[Any]) -> None:
    one_more(1)
    one_more(2)
    row, other = model.objects.order_by("pk")[:2]
    user = User.objects.get(username="user 1")
    history.note(user.pk, [row], "What was done to it.")
    history.note(user.pk, [other], "What was done to another.")
    kind = model._meta.label_lower.replace(".", "_")

    shown = text(admin_client.get(reverse(f"admin:{kind}_history", args=[row.pk])))

    assert "What was done to it." in shown
    assert "What was done to another." not in shown
