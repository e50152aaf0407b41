"""The page of a job: what stands on it, where it leads, and what is left when the job closed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from lxml import html

from jobs.models import Job, today
from tests.make import make_feed, make_job

pytestmark = pytest.mark.django_db
SITE = "http://testserver.example"
CLOSED = datetime(2026, 11, 4, 9, tzinfo=UTC)
FULL: dict[str, Any] = {
    "title": "Baker",
    "places": "Cork, IE; Galway, IE",
    "skills": ("Baking", "Food safety"),
    "category": "Food",
    "level": "senior",
    "arrangement": "onsite",
}


def seen(client: Client, address: str, status: int = 200) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == status
    return html.fromstring(response.content.decode())


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def links(page: html.HtmlElement, path: str) -> list[tuple[str, str]]:
    return [(text(link), link.get("href")) for link in page.xpath(path)]


def told(page: html.HtmlElement) -> list[dict[str, Any]]:
    """The way here as search engines read it."""
    scripts = map(json.loads, page.xpath("//script[@type='application/ld+json']/text()"))
    return [
        row
        for data in scripts
        if data["@type"] == "BreadcrumbList"
        for row in data["itemListElement"]
    ]


def facts(page: html.HtmlElement) -> dict[str, str]:
    return {
        text(fact.find("dt")): ", ".join(map(text, fact.findall("dd")))
        for fact in page.xpath("//dl[@class='facts']/div")
    }


def test_a_job_leads_back_to_its_search_and_on_to_its_neighbours(client: Client) -> None:
    first, job, last = (
        make_job(title=f"Baker {number}", posted_on=today() - timedelta(days=number))
        for number in range(3)
    )

    page = seen(client, f"{job.get_absolute_url()}?q=baker&sort=newest&utm_source=x")

    assert links(page, "//nav[@class='position']//a") == [
        ("Back to 3 jobs matching \u201cbaker\u201d", f"/jobs/?q=baker&sort=newest#job-{job.pk}"),
        ("Previous job: Baker 0", f"{first.get_absolute_url()}?q=baker&sort=newest"),
        ("Next job: Baker 2", f"{last.get_absolute_url()}?q=baker&sort=newest"),
    ]
    assert text(page.xpath("//nav[@class='position']//li[@class='count']")[0]) == "2 of 3"
    assert links(page, "//nav[@class='neighbours']//a") == [
        ("Previous Baker 0", f"{first.get_absolute_url()}?q=baker&sort=newest"),
        ("Next Baker 2", f"{last.get_absolute_url()}?q=baker&sort=newest"),
    ]
    canonical = page.xpath("//link[@rel='canonical']/@href")
    assert canonical == [f"http://testserver.example{job.get_absolute_url()}"]


@pytest.mark.parametrize("query", ["", "?utm_source=x", "?type=nope&page=x"])
def test_a_job_without_a_search_leads_to_all_jobs(client: Client, query: str) -> None:
    page = seen(client, make_job().get_absolute_url() + query)

    assert links(page, "//nav[@class='crumbs']//a") == [("Jobs", "/jobs/")]
    assert page.xpath("//nav[@class='position'] | //nav[@class='neighbours']") == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("q=cook&page=7", "Back to 1 job matching \u201ccook\u201d"),
        ("q=welder", "Back to your search"),
    ],
)
def test_a_job_that_left_its_search_leads_back_alone(client: Client, query: str, told: str) -> None:
    make_job(title="Cook")
    job = make_job(title="Baker")

    page = seen(client, f"{job.get_absolute_url()}?{query}")

    back = query.removesuffix("&page=7")
    assert links(page, "//nav[@class='position']//a") == [(told, f"/jobs/?{back}")]
    assert page.xpath("//nav[@class='neighbours']") == []


def test_a_wrong_slug_and_a_twin_keep_the_search(client: Client) -> None:
    job = make_job(title="Baker")
    twin = make_job(title="Baker")
    Job.objects.filter(pk=twin.pk).update(same_as=job)

    for wrong in (f"/jobs/{job.pk}/other/", f"/jobs/{job.pk}/", twin.get_absolute_url()):
        response = client.get(f"{wrong}?q=baker&page=2&skill=a&skill=b")
        assert (response.status_code, response["Location"]) == (
            301,
            f"{job.get_absolute_url()}?q=baker&page=2&skill=a&skill=b",
        )


def test_similar_jobs_and_more_of_the_employer_stand_under_their_headings(client: Client) -> None:
    job = make_job(employer="Harbourline", **FULL)
    own = make_job(employer="Harbourline", title="Welder")
    alike = make_job(employer="Ovens", **FULL)

    page = seen(client, job.get_absolute_url())

    shown = {
        text(section.find("h2")): links(section, ".//h3/a")
        for section in page.xpath("//section[@class='band']")
    }
    assert shown == {
        "Similar jobs": [("Baker", alike.get_absolute_url())],
        "More from this employer": [("Welder", own.get_absolute_url())],
    }


@pytest.mark.parametrize("closed_at", [None, CLOSED])
@pytest.mark.parametrize("others", [0, 2])
def test_headings_are_in_order_and_no_section_is_empty(
    client: Client, closed_at: datetime | None, others: int
) -> None:
    job = make_job(**FULL, closed_at=closed_at)
    for _job in range(others):
        make_job(**FULL)
        make_job(employer="Ovens", **FULL)

    page = seen(client, f"{job.get_absolute_url()}?q=baker")

    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= level + 1 for level, later in pairwise(levels))
    assert len(page.xpath("//section")) == (4 if others else 2)
    assert all(len(text(section)) > 20 for section in page.xpath("//section"))


def test_facts_are_told_in_one_order_and_pay_that_nobody_stated_too(client: Client) -> None:
    job = make_job(
        **FULL,
        feed=make_feed(confirmed_at=datetime.now(UTC) - timedelta(hours=2, minutes=5)),
        first_seen_at=CLOSED,
        posted_on=CLOSED.date(),
        expires_on=today(),
        job_type="full-time",
        industry="Bakeries",
    )

    told = facts(seen(client, job.get_absolute_url()))

    days = {key: bool(told.pop(key)) for key in ("Posted", "Open until")}
    assert days == {"Posted": True, "Open until": True}
    assert list(told.items()) == [
        ("Pay", "Not stated"),
        ("Places", "Cork, Ireland, Galway, Ireland"),
        ("Arrangement", "On-site"),
        ("Type", "Full-time"),
        ("Experience", "Senior"),
        ("Category", "Food"),
        ("Industry", "Bakeries"),
        ("Last confirmed", "2 hours ago"),
        ("Skills", "Baking jobs, Food safety jobs"),
    ]


@pytest.mark.parametrize(
    ("closed", "reason"),
    [
        ({"closed_at": CLOSED, "closed_reason": "vanished"}, " Its feed no longer has it."),
        ({"closed_at": CLOSED, "closed_reason": "editor"}, ""),
        ({"expires_on": CLOSED.date()}, " Its last day has passed."),
    ],
)
def test_a_closed_job_says_when_and_why_and_leads_on_before_anything_else(
    client: Client, closed: dict[str, Any], reason: str
) -> None:
    job = make_job(**FULL, salary_text="Union rates", apply_url="https://gone.example/1", **closed)
    alike = make_job(employer="Ovens", **FULL)

    page = seen(client, job.get_absolute_url())

    notice = page.xpath("//div[@class='notice']")[0]
    day = notice.xpath(".//time")[0]
    assert day.get("datetime") == "2026-11-04"
    assert text(notice) == (
        f"This job closed on {day.text}. It takes no more applications.{reason}"
    )
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert [text(heading) for heading in page.xpath("//h2")] == [
        "Similar jobs",
        "Facts",
        "Description",
    ]
    assert links(page, "//h3/a") == [("Baker", alike.get_absolute_url())]
    assert facts(page)["Pay"] == "Union rates"
    whole = html.tostring(page).decode()
    assert "/apply/" not in whole
    assert "gone.example" not in whole


def test_a_job_that_is_gone_leads_to_what_is_open(client: Client) -> None:
    job = make_job(title="Baker & Cook", closed_at=CLOSED - timedelta(days=60))

    page = seen(client, job.get_absolute_url(), 410)

    assert links(page, "//main//p/a") == [
        ("Search for \u201cBaker & Cook\u201d", "/jobs/?q=Baker%20%26%20Cook"),
        ("All jobs", "/jobs/"),
    ]


def test_the_source_is_named_once_as_the_feed_asks(client: Client) -> None:
    linked = make_job(feed=make_feed(attribution_name="Rose", attribution_url="https://r.example"))
    named = make_job(feed=make_feed(attribution_name="Rose & Co"))

    pages = [seen(client, job.get_absolute_url()) for job in (linked, named)]

    assert links(pages[0], "//p[@class='small']/a") == [("Rose", "https://r.example")]
    assert [text(page.xpath("//section/p[@class='small']")[0]) for page in pages] == [
        "Source: Rose",
        "Source: Rose & Co",
    ]


def test_the_way_to_a_job_from_above_is_shown_and_told_alike(client: Client) -> None:
    job = make_job(title="Baker", category="Food")

    page = seen(client, job.get_absolute_url())

    assert links(page, "//nav[@class='crumbs']//a") == [
        ("Jobs", "/jobs/"),
        ("Food", "/categories/food/"),
    ]
    assert [text(one) for one in page.xpath("//nav[@class='crumbs']//li[not(a)]")] == ["Baker"]
    assert told(page) == [
        {"@type": "ListItem", "position": 1, "name": "Jobs", "item": f"{SITE}/jobs/"},
        {"@type": "ListItem", "position": 2, "name": "Food", "item": f"{SITE}/categories/food/"},
        {"@type": "ListItem", "position": 3, "name": "Baker"},
    ]


def test_in_a_search_the_way_back_stands_where_the_way_from_above_does(client: Client) -> None:
    page = seen(client, f"{make_job(title='Baker').get_absolute_url()}?q=baker")

    assert len(page.xpath("//nav[@class='position']")) == 1
    assert page.xpath("//nav[@class='crumbs']") == told(page) == []


def test_a_closed_job_shows_the_way_to_others_and_tells_engines_nothing(client: Client) -> None:
    page = seen(client, make_job(title="Baker", closed_at=datetime.now(UTC)).get_absolute_url())

    assert links(page, "//nav[@class='crumbs']//a") == [("Jobs", "/jobs/")]
    assert page.xpath("//script[@type='application/ld+json']") == []
