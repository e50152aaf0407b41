"""Any search as an Atom feed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from jobs.models import Employer, Job
from jobs.search import index
from tests.atom import ATOM, XHTML, parsed, problems
from tests.hostile import KEYS, SHORT
from tests.make import make_feed, make_job
from tests.views.test_pages import read_board

pytestmark = pytest.mark.django_db
HOST = "http://testserver.example"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"
NS = {"a": ATOM, "x": XHTML}


def feed_of(client: Client, query: str = "") -> etree._Element:
    """The feed of a search, once it has been found to be a valid one."""
    answer = client.get("/jobs.atom", QUERY_STRING=query)
    assert (answer.status_code, problems(answer.content)) == (200, [])
    return parsed(answer.content)


def texts(node: etree._Element, path: str) -> list[str]:
    found = node.xpath(path, namespaces=NS)
    return [
        one if isinstance(one, str) else " ".join("".join(one.itertext()).split()) for one in found
    ]


def test_a_job_is_told_with_its_facts(client: Client) -> None:
    job = make_job(
        feed=make_feed(attribution_name="Feeder", attribution_url="https://f.example"),
        title="Baker",
        skills=("Baking", "Ovens"),
        places="Toronto, ON, CA",
        job_type="full-time",
        level="Mid level",
        category="Food",
        arrangement="hybrid",
        salary_min=Decimal(50_000),
        salary_currency="CAD",
        salary_period="year",
        description="<p>You bake bread.</p>",
        posted_on=date(2026, 11, 20),
        first_seen_at=datetime(2026, 11, 21, 8, tzinfo=UTC),
        changed_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    )
    address = f"{HOST}/jobs/{job.pk}/baker/"

    [entry] = feed_of(client).findall("a:entry", NS)

    assert texts(entry, "a:title") == ["Baker, Harbourline"]
    assert texts(entry, "a:id") == [f"tag:testserver.example,2026:job/{job.pk}"]
    assert texts(entry, "a:published") == ["2026-11-20T00:00:00+00:00"]
    assert texts(entry, "a:updated") == ["2026-11-22T09:30:00+00:00"]
    assert texts(entry, "a:author/a:name") == ["Harbourline"]
    assert texts(entry, "a:category/@term") == ["Food", "Baking", "Ovens"]
    assert [dict(link.attrib) for link in entry.findall("a:link", NS)] == [
        {"rel": "alternate", "type": "text/html", "href": address},
        {"rel": "via", "href": "https://f.example", "title": "Feeder"},
    ]
    assert texts(entry, "a:summary//x:p") == [
        "Toronto, Ontario, Canada · Hybrid · CAD from 50,000 a year · Full-time · Mid level",
        "You bake bread.",
        "Read “Baker”",
        "Data by Feeder",
    ]
    assert texts(entry, "a:summary//x:a/@href") == [address, "https://f.example"]


def test_what_is_unknown_is_left_out(client: Client) -> None:
    seen = datetime(2026, 11, 21, 8, tzinfo=UTC)
    make_job(title="Baker", posted_on=None, description="", first_seen_at=seen, changed_at=seen)

    [entry] = feed_of(client).findall("a:entry", NS)

    assert texts(entry, "a:published") == ["2026-11-21T08:00:00+00:00"]
    assert texts(entry, "a:summary//x:p") == ["Read “Baker”"]
    assert texts(entry, "a:category") == []
    assert len(entry.findall("a:link", NS)) == 1


def test_nothing_was_published_after_it_was_here(client: Client) -> None:
    seen = datetime(2026, 11, 21, 8, tzinfo=UTC)
    make_job(posted_on=date(2026, 11, 23), first_seen_at=seen)

    assert texts(feed_of(client), "//a:published") == ["2026-11-21T08:00:00+00:00"]


def test_the_feed_names_its_search_and_its_addresses(client: Client) -> None:
    at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    make_job(title="Baker", arrangement="remote", skills=("C++",), changed_at=at)
    make_job(
        title="Baker", arrangement="remote", skills=("C++",), changed_at=at - timedelta(days=1)
    )
    query = "q=baker&arrangement=remote&skill=c-plus-plus"

    feed = feed_of(
        client, "utm_source=x&page=7&sort=salary&skill=c-plus-plus&arrangement=remote&q=baker"
    )

    assert texts(feed, "a:title") == ["Jobs: baker, Remote, C++ – Job board"]
    assert texts(feed, "a:id") == [f"tag:testserver.example,2026:jobs?{query}"]
    assert texts(feed, "a:updated") == ["2026-11-22T09:00:00+00:00"]
    assert texts(feed, "a:generator") == ["Job board"]
    assert texts(feed, "a:icon") == [f"{HOST}/static/favicon.svg"]
    assert [dict(link.attrib) for link in feed.findall("a:link", NS)] == [
        {"rel": rel, "type": kind, "href": f"{HOST}{path}?{query}"}
        for rel, kind, path in (
            ("self", "application/atom+xml", "/jobs.atom"),
            ("alternate", "text/html", "/jobs/"),
            ("alternate", "application/json", "/jobs.json"),
        )
    ]
    assert texts(feed, "a:subtitle//x:p") == [
        "This is a feed, with the newest 2 jobs in it. Copy this page’s address into a feed "
        "reader, and it will tell you of every new one.",
        "The same jobs as a page, with filters",
    ]


def test_an_empty_board_has_a_valid_feed(client: Client) -> None:
    feed = feed_of(client)

    assert texts(feed, "a:title") == ["Newest jobs – Job board"]
    assert texts(feed, "a:id") == ["tag:testserver.example,2026:jobs"]
    assert texts(feed, "a:updated") == ["2026-11-23T00:00:00+00:00"]
    assert texts(feed, "a:entry") == []


def test_what_was_left_out_of_the_search_is_told(client: Client) -> None:
    make_job()

    feed = feed_of(client, "skill=alchemy")

    assert texts(feed, "a:subtitle//x:p")[0] == (
        "There is no skill “alchemy” here, so it was left out of your search."
    )


@pytest.mark.parametrize("query", ["", "q=engineer", "arrangement=remote&posted=30", "sort=salary"])
def test_the_entries_are_the_first_fifty_of_the_newest_as_json(client: Client, query: str) -> None:
    call_command("load_sample", stdout=StringIO())
    search = query.replace("sort=salary", "")
    pages = [client.get(f"/jobs.json?{search}&sort=newest&page={n}").json() for n in (1, 2, 3)]
    jobs = list({job["id"]: job for page in pages for job in page["results"]}.values())[:50]

    entries = feed_of(client, query).findall("a:entry", NS)

    assert len(jobs) > 20
    assert [
        (texts(one, "a:link[@rel='alternate']/@href"), texts(one, "a:title")) for one in entries
    ] == [([job["url"]], [f"{job['title']}, {job['employer']['name']}"]) for job in jobs]


def test_hostile_jobs_are_text(client: Client) -> None:
    hostile = "<script>alert(1)</script>\"'&]]><x a='"
    broken = "\x01\x0b\x1f\ufffe\uffff"
    job = make_job(
        feed=make_feed(attribution_name=hostile, attribution_url="https://f.example/?a=1&b=<'\">"),
        title=hostile,
        skills=(hostile[:90],),
        category=hostile,
        places=hostile,
        salary_text=hostile + broken,
        description="<p>&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; &amp;amp;</p>",
    )
    Employer.objects.update(name=f"{hostile}{broken}")
    Job.objects.update(title=f"{hostile}{broken}")
    index.rebuild()

    [entry] = feed_of(client).findall("a:entry", NS)

    assert texts(entry, "a:title") == [f"{hostile}, {hostile}"]
    assert texts(entry, "a:author/a:name") == [hostile]
    assert f"Data by {hostile}" in texts(entry, "a:summary//x:p")
    assert {node.tag for node in entry.iter()} == {
        *(f"{{{ATOM}}}{name}" for name in (
            "entry", "title", "id", "published", "updated", "author", "name", "link", "category",
            "summary",
        )),
        *(f"{{{XHTML}}}{name}" for name in ("div", "p", "a")),
    }  # fmt: skip
    assert texts(entry, "a:link[@rel='alternate']/@href")[0].startswith(f"{HOST}/jobs/{job.pk}/")


@pytest.mark.parametrize("key", KEYS)
def test_any_parameters_have_a_valid_feed(client: Client, key: str) -> None:
    make_job()

    for value in (*SHORT, "\x00\x01\x1b", "\ufffe"):
        answer = client.get("/jobs.atom", {key: value.encode("utf-8", "replace")})
        assert (answer.status_code, problems(answer.content)) == (200, [])


@pytest.mark.parametrize(
    ("accept", "named"),
    [
        ("", "application/atom+xml"),
        ("*/*", "application/atom+xml"),
        ("application/rss+xml, application/atom+xml;q=0.9, */*;q=0.1", "application/atom+xml"),
        (BROWSER, "application/xml"),  # it shows Atom by its own name as source text
        ("text/html", "application/atom+xml"),
    ],
)
def test_a_browser_is_told_a_type_that_it_shows(client: Client, accept: str, named: str) -> None:
    answer = client.get("/jobs.atom", headers={"Accept": accept} if accept else {})

    assert answer["Content-Type"] == f"{named}; charset=utf-8"
    assert "Accept" in answer["Vary"].split(", ")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies


def test_what_is_not_live_is_in_no_feed(client: Client) -> None:
    make_job(title="Baker", closed_at=datetime.now(UTC))
    make_job(title="Baker", hidden=True)
    make_job(title="Baker", expires_on=date(2026, 11, 22))

    assert texts(feed_of(client, "q=baker"), "a:entry") == []


def test_a_feed_without_attribution_is_not_named(client: Client) -> None:
    make_job(feed=make_feed(name="Internal name", address="/inner/jobs.xml"))

    document = client.get("/jobs.atom").content.decode()

    assert ("Internal name" in document, "/inner/" in document) == (False, False)


@pytest.mark.parametrize(("jobs", "queries"), [(1, 4), (3, 4), (41, 4), (60, 4)])
def test_a_feed_takes_the_same_queries_for_few_jobs_and_for_many(
    client: Client,
    jobs: int,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _job in range(jobs):
        make_job(skills=("Baking",), places="Cork, IE", job_type="full-time", level="senior")
    read_board(monkeypatch)

    with django_assert_num_queries(queries):
        feed = feed_of(client)

    assert len(feed.findall("a:entry", NS)) == min(jobs, 50)


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/jobs.atom").status_code == 405
