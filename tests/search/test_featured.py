"""Featured jobs: in front of the newest until their day is over, and nowhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client

from jobs.models import Job
from jobs.search import index, memory
from jobs.search.outbound import followed
from jobs.search.page import results
from jobs.search.position import position
from jobs.search.saved import saved_jobs
from tests.make import make_job

pytestmark = pytest.mark.django_db
TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)


def titles(query: str = "") -> list[str]:
    return [job.title for job in results(QueryDict(query)).jobs]


def feature(job: Job, until: date | None) -> None:
    Job.objects.filter(pk=job.pk).update(featured_until=until)
    index.refresh([job.pk])


@pytest.fixture
def three() -> dict[str, Job]:
    """The newest first: Ash, Birch, Cedar; the last of them pays most."""
    return {
        title: make_job(title=title, skills=("Wood",), posted_on=date(2026, 11, day), **_pay(pay))
        for title, day, pay in (("Cedar", 1, 90_000), ("Birch", 2, 50_000), ("Ash", 3, 70_000))
    }


def _pay(amount: int) -> dict[str, Any]:
    return {"salary_min": amount, "salary_currency": "USD", "salary_period": "year"}


def test_featured_jobs_stand_in_front_the_newest_of_them_first(three: dict[str, Job]) -> None:
    feature(three["Cedar"], TODAY)
    assert titles() == ["Cedar", "Ash", "Birch"]
    feature(three["Birch"], TOMORROW)
    assert titles() == ["Birch", "Cedar", "Ash"]
    feature(three["Birch"], None)
    assert titles() == ["Cedar", "Ash", "Birch"]


def test_other_orders_are_as_they_were_and_say_which_jobs_are_featured(
    three: dict[str, Job],
) -> None:
    feature(three["Birch"], TODAY)

    assert titles("q=wood") == ["Ash", "Birch", "Cedar"]
    assert titles("sort=salary") == ["Cedar", "Ash", "Birch"]
    assert titles("q=wood&sort=newest") == ["Birch", "Ash", "Cedar"]
    assert titles("sort=relevance") == ["Birch", "Ash", "Cedar"]  # without words all are equal
    marked = [job.title for job in results(QueryDict("q=wood")).jobs if job.is_featured]
    assert marked == ["Birch"]


def test_a_featured_job_is_only_where_it_matches(three: dict[str, Job]) -> None:
    baker = make_job(title="Baker", skills=("Baking",), posted_on=date(2026, 11, 9))
    feature(three["Cedar"], TODAY)

    assert titles("skill=baking") == ["Baker"]
    assert titles("skill=wood") == ["Cedar", "Ash", "Birch"]
    assert results(QueryDict("skill=baking")).total == 1
    feature(baker, TODAY)
    Job.objects.filter(pk=baker.pk).update(hidden=True)
    index.refresh([baker.pk])
    assert titles() == ["Cedar", "Ash", "Birch"]


def test_it_ends_at_midnight_without_a_write(three: dict[str, Job]) -> None:
    feature(three["Cedar"], TODAY)

    with time_machine.travel(datetime(2026, 11, 23, 23, 59, tzinfo=UTC), tick=False):
        assert titles() == ["Cedar", "Ash", "Birch"]
    with time_machine.travel(datetime(2026, 11, 24, 0, 1, tzinfo=UTC), tick=False):
        assert titles() == ["Ash", "Birch", "Cedar"]
        assert not any(job.is_featured for job in results(QueryDict()).jobs)
        memory.forget()
        assert titles() == ["Ash", "Birch", "Cedar"]


def test_no_page_repeats_a_featured_job_and_neighbours_follow_the_pages() -> None:
    jobs = [
        make_job(title=f"Job {number}", employer=f"Employer {number}") for number in range(1, 46)
    ]
    for job in jobs[::9]:
        feature(job, TODAY)
    featured = [job.pk for job in jobs[::9]][::-1]
    others = [job.pk for job in jobs if job.pk not in featured][::-1]

    pages = [results(QueryDict(f"page={number}")) for number in (1, 2, 3)]

    order = [job.pk for page in pages for job in page.jobs]
    assert order == featured + others
    assert [page.total for page in pages] == [45, 45, 45]
    for number, pk in enumerate(order, 1):
        stands = position(QueryDict("page=1"), pk)
        assert stands is not None
        beside = [one.title if one else "" for one in (stands.previous, stands.next)]
        around = ["", *(Job.objects.get(pk=one).title for one in order), ""]
        assert (stands.number, beside) == (number, [around[number - 1], around[number + 1]])


def test_featured_jobs_are_never_held_back_but_count_as_those_of_their_employer() -> None:
    own = [make_job(employer="Quince", posted_on=date(2026, 11, 1)) for _number in range(30)]
    other = [make_job(employer="Medlar", posted_on=date(2026, 10, 1)) for _number in range(12)]
    for job in own[:8]:
        feature(job, TODAY)

    first, second = (results(QueryDict(f"page={number}")).jobs for number in (1, 2))

    newest = sorted((job.pk for job in own[8:]), reverse=True)
    theirs = sorted((job.pk for job in other), reverse=True)
    in_front = sorted((job.pk for job in own[:8]), reverse=True)
    assert [job.pk for job in first] == [*in_front, *newest[:2], *theirs[:10]]
    assert [job.pk for job in second] == [*newest[2:], *theirs[10:]][:20]
    for job in own:
        feature(job, TODAY)
    assert {job.employer.name for job in results(QueryDict()).jobs} == {"Quince"}


def test_what_is_news_is_told_by_date_alone(three: dict[str, Job]) -> None:
    feature(three["Cedar"], TODAY)

    followers = followed(QueryDict(), 50).ids.tolist()

    assert followers == [three[title].pk for title in ("Ash", "Birch", "Cedar")]


def test_the_read_api_has_the_order_of_the_page_and_says_who_is_featured(
    client: Client, three: dict[str, Job]
) -> None:
    feature(three["Cedar"], TODAY)

    told = client.get("/jobs.json").json()["results"]

    assert [(job["title"], job["featured"]) for job in told] == [
        ("Cedar", True),
        ("Ash", False),
        ("Birch", False),
    ]


def test_a_saved_job_says_that_it_is_featured_and_stays_where_it_was_put(
    three: dict[str, Job],
) -> None:
    feature(three["Cedar"], TODAY)

    kept = saved_jobs([three[title].pk for title in ("Ash", "Cedar")])

    assert [(job.title, job.is_featured) for job in kept] == [("Ash", False), ("Cedar", True)]


def test_of_twins_the_one_that_is_shown_counts(three: dict[str, Job]) -> None:
    Job.objects.filter(pk=three["Cedar"].pk).update(same_as=three["Birch"], featured_until=TODAY)
    index.refresh([three["Cedar"].pk])

    assert titles() == ["Ash", "Birch"]


def test_a_page_that_was_kept_is_asked_for_again_the_next_day(
    client: Client, three: dict[str, Job]
) -> None:
    feature(three["Cedar"], TODAY)
    asked: dict[str, Any] = {}
    for day in (TODAY, TODAY + timedelta(days=1)):
        for path in ("/", "/jobs/", "/jobs.json", three["Cedar"].get_absolute_url()):
            with time_machine.travel(
                datetime(day.year, day.month, day.day, 12, tzinfo=UTC), tick=False
            ):
                headers = {"If-None-Match": asked[path]["ETag"]} if path in asked else {}
                answer = client.get(path, headers=headers)
            assert answer.status_code == 200
            mark = b"true" if path.endswith("json") else b"<strong>Featured</strong>"
            featured = b'"featured": ' + mark if path.endswith("json") else mark
            assert (featured in answer.content) == (day == TODAY), path
            asked[path] = answer
