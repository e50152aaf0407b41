"""Every public page: what it shows, how many queries it takes, and what it sends along."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from jobs.models import Employer, Feed, Job, Place, SearchState, Skill, today
from jobs.search import facets, index, memory
from tests.make import make_employer, make_feed, make_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def jobs(request: pytest.FixtureRequest) -> list[Job]:
    """As many full jobs as the test is parametrised with, three by default."""
    make_feed(
        confirmed_at=timezone.now(), attribution_name="Feeder", attribution_url="https://f.example"
    )
    number = getattr(request, "param", 3)
    return [
        make_job(
            title=f"Baker {index}",
            skills=("Baking", f"Oven {index}"),
            places="Cork, IE; Remote, Ireland",
            job_type="full-time",
            level="senior",
            category="Food",
            industry="Bakeries",
            arrangement="hybrid",
            salary_min=Decimal(30000),
            salary_max=Decimal(40000),
            salary_currency="EUR",
            salary_period="year",
            posted_on=today() - timedelta(days=index),
        )
        for index in range(number)
    ]


def paths() -> dict[str, str]:
    job = Job.objects.earliest("pk")
    return {
        "home": "/",
        "search": "/jobs/",
        "filtered": "/jobs/?q=baker&arrangement=hybrid&country=ie&skill=baking&sort=newest",
        "placed": "/jobs/?place=cork-ireland",
        "json": "/jobs.json",
        "job": job.get_absolute_url(),
        "employers": "/employers/",
        "employer": Employer.objects.get().get_absolute_url(),
        "skills": "/skills/",
        "skill": Skill.objects.get(slug="baking").get_absolute_url(),
        "category": "/categories/food/",
        "place": Place.objects.get(city="Cork").get_absolute_url(),
    }


QUERIES = {
    "home": 9,
    "search": 8,
    "filtered": 12,
    "placed": 10,
    "json": 9,
    "employers": 1,
    "employer": 10,
    "skills": 1,
    "skill": 11,
    "category": 10,
    "place": 11,
}


def read_board(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a process that has read the board just now, and was asked for nothing yet."""
    monkeypatch.setattr(sys.modules["jobs.search.memory.current"], "FRESH", 3600)
    memory.current(now=True)


@pytest.mark.parametrize("jobs", [1, 3], indirect=True)
@pytest.mark.parametrize("name", QUERIES)
def test_a_page_takes_the_same_queries_for_one_job_and_for_three(
    client: Client,
    jobs: list[Job],
    name: str,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = paths()[name]
    read_board(monkeypatch)

    with django_assert_num_queries(QUERIES[name]):
        response = client.get(path)

    assert response.status_code == 200
    assert b"Bak" in response.content or name == "employers"


@pytest.mark.parametrize(("query", "queries"), [("", 6), ("?q=baker", 7)])
@pytest.mark.parametrize("jobs", [3, 5], indirect=True)
def test_a_job_takes_the_same_queries_with_few_other_jobs_and_with_more(
    client: Client,
    jobs: list[Job],
    query: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a process that was asked before: names and words are remembered."""
    path = jobs[1].get_absolute_url() + query
    read_board(monkeypatch)
    page_of(client, path)

    with django_assert_num_queries(queries):
        page = page_of(client, path)

    assert page.count("<h3") == len(jobs) - 1
    assert page.count('rel="next"') == (2 if query else 0)


@pytest.mark.parametrize("name", [*QUERIES, "job", "robots", "health", "missing"])
def test_no_page_sets_a_cookie_or_depends_on_one(
    client: Client, jobs: list[Job], name: str
) -> None:
    others = {"robots": "/robots.txt", "health": "/-/health", "missing": "/nothing/"}
    response = client.get((paths() | others)[name])

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"


def page_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def test_the_job_page_tells_every_fact(client: Client, jobs: list[Job]) -> None:
    page = page_of(client, jobs[0].get_absolute_url())

    for fact in (
        "<h1",
        "Baker 0",
        "Harbourline",
        "30,000\u2009–\u200940,000",
        "EUR",
        "a year",
        "Cork, Ireland",
        "Remote, Ireland",
        "Hybrid",
        "Full-time",
        "Senior",
        "Food",
        "Bakeries",
        "Baking",
        "<p>Build the thing.</p>",
        f'href="/jobs/{jobs[0].pk}/apply/"',
        "apply.example",
    ):
        assert fact in page
    assert page.count('href="https://f.example"') == 1
    assert page.count("Feeder") == 1


def test_a_wrong_or_missing_slug_leads_to_the_right_address(
    client: Client, jobs: list[Job]
) -> None:
    job = jobs[0]

    for wrong in (f"/jobs/{job.pk}/other/", f"/jobs/{job.pk}/"):
        response = client.get(wrong)
        assert (response.status_code, response["Location"]) == (301, job.get_absolute_url())


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"closed_at": datetime.now(UTC)}, 200),
        ({"expires_on": today() - timedelta(days=1)}, 200),
        ({"closed_at": datetime.now(UTC) - timedelta(days=40)}, 410),
        ({"hidden": True}, 404),
    ],
)
def test_a_job_that_is_not_live_is_absent_from_every_list(
    client: Client, jobs: list[Job], changes: dict[str, Any], status: int
) -> None:
    lost = make_job(
        title="Lost candlemaker", skills=("Baking",), places="Cork, IE", category="Food"
    )
    lists = [path for name, path in paths().items() if name != "job"] + ["/jobs/?q=candlemaker"]
    live = [page_of(client, path) for path in lists]

    Job.objects.filter(pk=lost.pk).update(**changes)

    assert sum("Lost candlemaker" in page for page in live) > 6
    assert [path for path in lists if "Lost candlemaker" in page_of(client, path)] == []
    page = page_of(client, lost.get_absolute_url(), status)
    assert f"/jobs/{lost.pk}/apply/" not in page
    if status == 200:
        assert "noindex" in page
        assert "closed" in page


@time_machine.travel(datetime(2026, 11, 23, 12, 0, 30, tzinfo=UTC), tick=False)
@pytest.mark.parametrize(
    ("passed", "told"),
    [
        (timedelta(seconds=10), "Just now"),
        (timedelta(minutes=7), "7 minutes ago"),
        (timedelta(hours=23), "23 hours ago"),
        (timedelta(days=1), "Yesterday"),
        (timedelta(days=30), "30 days ago"),
        (timedelta(days=31), "23 Oct 2026"),
    ],
)
def test_a_job_tells_when_its_feed_last_had_it(
    client: Client, passed: timedelta, told: str
) -> None:
    moment = timezone.now() - passed
    seen = {"first_seen_at": moment - timedelta(days=9)}
    there = make_job(feed=make_feed(confirmed_at=moment), **seen)
    gone = make_job(**seen, confirmed_at=moment, closed_at=datetime.now(UTC))
    never = make_job(**seen, closed_at=datetime.now(UTC))

    pages = [_words(client, job) for job in (there, gone, never)]

    assert [f"Last confirmed {told} " in page for page in pages] == [True, True, False]
    assert "Last confirmed" not in pages[2]


def _words(client: Client, job: Job) -> str:
    page = client.get(job.get_absolute_url()).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_what_has_no_live_job_is_no_facet_value_and_no_directory_entry(client: Client) -> None:
    make_job(employer="Gone Ltd", skills=("Alchemy",), closed_at=datetime.now(UTC))

    for path in ("/", "/jobs/", "/employers/", "/skills/", "/jobs.json"):
        page = page_of(client, path)
        assert "Gone Ltd" not in page
        assert "Alchemy" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/jobs/999999/",
        "/jobs/0/x/",
        "/jobs/99999999999999999999/x/",
        "/employers/nobody/",
        "/skills/a%00b/",
        "/places/%F0%9F%92%A9/",
        "/categories/x.y/",
        "/static/../settings.py",
        "/nothing/",
    ],
)
def test_what_is_not_there_is_a_404_with_the_sites_face(client: Client, path: str) -> None:
    page = page_of(client, path, 404)

    assert "Job board" in page
    assert 'href="/jobs/"' in page


def test_hostile_text_of_every_field_is_shown_as_text(client: Client) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    job = make_job(
        title=hostile[:300],
        employer=hostile,
        skills=(hostile[:90],),
        category=hostile,
        industry=hostile,
        salary_text=hostile,
    )
    make_employer(hostile, description=hostile, website='https://a.example/"><script>')
    paths = ["/", f"/jobs/?q={hostile}", job.get_absolute_url(), job.employer.get_absolute_url(),
             "/employers/", "/skills/", "/jobs/?type=<script>alert(1)</script>"]  # fmt: skip

    for path in paths:
        page = page_of(client, path)
        assert "<script>alert" not in page
        assert "<img" not in page


def test_one_search_has_one_state_whatever_came_with_it(client: Client, jobs: list[Job]) -> None:
    page = page_of(
        client, "/jobs/?type=nope&page=99&sort=up&salary=-5&posted=2&utm_source=x&currency="
    )

    assert "3 jobs" in page
    for word in ("nope", "99", "up", "-5"):
        assert f"\u201c{word}\u201d" in page


def test_a_search_without_results_offers_ways_out(client: Client, jobs: list[Job]) -> None:
    page = page_of(client, "/jobs/?q=zzz&arrangement=hybrid")

    assert "No hybrid jobs" in page
    assert 'href="/jobs/' in page
    assert "zzz" in page


def test_the_name_of_the_feed_is_nowhere_when_it_asks_for_no_attribution(client: Client) -> None:
    job = make_job(feed=make_feed(name="Internal name"))

    page = page_of(client, job.get_absolute_url())

    assert "Internal name" not in page
    assert "Source:" not in page


def test_a_board_without_jobs_is_a_calm_page(client: Client) -> None:
    for path in ("/", "/jobs/", "/employers/", "/skills/", "/jobs.json"):
        assert page_of(client, path)


def test_health_and_readiness_say_one_word(client: Client) -> None:
    assert page_of(client, "/-/health") == "ok"
    assert page_of(client, "/-/ready") == "ok"


@pytest.mark.parametrize("rules", ["", "0:english", "1:de"])
def test_a_board_whose_search_was_written_by_other_rules_is_not_ready(
    client: Client, jobs: list[Job], rules: str
) -> None:
    SearchState.objects.update(rules=rules)
    answer = client.get("/-/ready")
    assert (answer.status_code, answer.content) == (503, b"search")

    index.rebuild()

    assert (client.get("/-/ready").status_code, page_of(client, "/-/ready")) == (200, "ok")


def test_a_board_without_a_state_of_its_search_is_not_ready(client: Client) -> None:
    SearchState.objects.all().delete()
    answer = client.get("/-/ready")
    assert (answer.status_code, answer.content) == (503, b"search")

    index.rebuild()

    assert page_of(client, "/-/ready") == "ok"


@pytest.mark.parametrize(("path", "key"), [("/skills/", "skill"), ("/employers/", "employer")])
def test_a_directory_of_very_many_shows_the_most_frequent_by_name_and_leads_to_all(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str, key: str
) -> None:
    monkeypatch.setattr(facets, "LISTED", 3)
    for name, number in {"Oak": 2, "Quince": 4, "Medlar": 1, "apple": 3}.items():
        for _job in range(number):
            make_job(employer=name, skills=(name,))

    page = page_of(client, path)

    assert re.findall(rf'href="{path}([\w-]+)/"', page) == ["apple", "oak", "quince"]
    assert "The 3 with the most open jobs" in page
    assert f'href="/jobs/values/{key}/"' in page

    monkeypatch.setattr(facets, "LISTED", 4)
    page = page_of(client, path)
    assert re.findall(rf'href="{path}([\w-]+)/"', page) == ["apple", "medlar", "oak", "quince"]
    assert f'href="/jobs/values/{key}/"' not in page


def test_feeds_are_not_shown_to_the_public(client: Client, jobs: list[Job]) -> None:
    feed = Feed.objects.get()

    assert feed.address not in page_of(client, jobs[0].get_absolute_url())
    assert feed.address not in page_of(client, "/jobs.json")
