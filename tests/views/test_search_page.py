"""The search page: one form, one status, two wholes that a script may swap, links that know where
they stand."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from lxml import html

from jobs.models import Job
from tests.make import make_job

pytestmark = pytest.mark.django_db
SENTENCE = "explaining difficult things to very different people"


def page_of(client: Client, path: str) -> Any:
    return html.fromstring(client.get(path).content)


def said(page: Any, path: str) -> list[str]:
    """What elements say, white space folded."""
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


def job_links(page: Any) -> list[str]:
    return [str(href) for href in page.xpath("//li[contains(@class, 'card')]/h3/a/@href")]


@pytest.fixture
def many() -> list[Job]:
    """Twenty-three jobs: two pages."""
    return [
        make_job(title=f"Baker {number}", employer=f"Acme {number}", skills=("Baking",))
        for number in range(23)
    ]


def test_what_a_script_swaps_are_wholes_and_the_status_is_outside(
    client: Client, many: list[Job]
) -> None:
    page = page_of(client, "/jobs/?q=baker&skill=baking&place=nowhere")

    assert said(page, "//h1[@id='headline']") == ["23 Baking jobs matching “baker”"]
    assert said(page, "//p[@id='status'][@role='status']") == ["23 jobs, 1 to 20"]
    assert page.xpath("count(//form[@id='search']//div[@id='filters'])") == 1
    assert page.xpath("//*[@id='search']//input/@name")[0] == "q"
    assert page.xpath("count(//*[@id='filters' or @id='found']//*[@id='status'])") == 0
    assert page.xpath("count(//*[@id='filters']//details[not(@id)])") == 0
    wholes = "//*[@id='found']//ul[contains(@class, 'chips')] | //*[@id='found']//nav | //ol"
    assert [one.get("class") for one in page.xpath(wholes)] == ["chips", "sorts", "jobs", "pager"]
    ids = page.xpath("//@id")
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/jobs/", "23 jobs, 1 to 20"),
        ("/jobs/?page=2", "23 jobs, 21 to 23"),
        ("/jobs/?employer=acme-7&employer=acme-8", "2 jobs"),
        ("/jobs/?employer=acme-7", "1 job"),
        ("/jobs/?q=candlemaker", "No jobs found"),
        ("/skills/baking/?page=2", "23 jobs, 21 to 23"),
    ],
)
def test_the_status_says_what_is_there(
    client: Client, many: list[Job], path: str, status: str
) -> None:
    assert said(page_of(client, path), "//p[@id='status']") == [status]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/jobs/?q=baker", "23 jobs matching “baker” – Job board"),
        ("/jobs/?q=baker&page=2", "23 jobs matching “baker”, page 2 of 2 – Job board"),
        ("/jobs/?q=baker&page=3", "23 jobs matching “baker” – Job board"),
        ("/jobs/values/skill/?q=baker", "All skills: 23 jobs matching “baker” – Job board"),
    ],
)
def test_the_title_names_the_search_and_its_page(
    client: Client, many: list[Job], path: str, title: str
) -> None:
    assert said(page_of(client, path), "//title") == [title]


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/jobs/", ""),
        ("/jobs/?utm_source=x&page=1&type=nope", ""),
        ("/jobs/?page=2&q=baker&sort=newest", "?q=baker&sort=newest&page=2"),
        ("/jobs/?q=caf%C3%A9+OR+baker%26", "?q=caf%C3%A9+OR+baker%26"),
        ("/skills/baking/", "?skill=baking"),
        ("/skills/baking/?page=2", "?skill=baking&page=2"),
        ("/employers/acme-3/?q=baker", "?q=baker&employer=acme-3"),
        ("/", ""),
    ],
)
def test_the_link_of_a_job_carries_the_search_that_it_stands_in(
    client: Client, many: list[Job], path: str, here: str
) -> None:
    addresses = {job.get_absolute_url() + here for job in many}

    links = job_links(page_of(client, path))

    assert links
    assert set(links) <= addresses


def test_a_card_says_which_job_it_is_and_since_when(client: Client) -> None:
    job = make_job(first_seen_at=datetime(2026, 11, 20, 12, 30, tzinfo=UTC))

    (card,) = page_of(client, "/jobs/").xpath("//ol[@id='results']/li")

    assert (card.get("id"), card.get("data-seen")) == (f"job-{job.pk}", "1795177800")


def test_the_words_that_were_searched_for_are_marked_on_a_card(client: Client) -> None:
    make_job(
        title="Senior <b>Engineers</b>",
        employer="Cork Engineering",
        places="Cork, IE",
        skills=("Cork boards", "Python"),
    )

    page = page_of(client, "/jobs/?q=engineer+cork+-rust&place=cork-ireland")

    assert said(page, "//li/h3//mark") == ["Engineers"]
    assert said(page, "//li/h3") == ["Senior <b>Engineers</b>"]
    assert said(page, "//a[@class='by']//mark") == ["Cork Engineering"]
    assert said(page, "//p[@class='dots']//mark") == ["Cork"]
    assert said(page, "//ul[@class='skills']//mark") == ["Cork"]
    assert said(page_of(client, "/jobs/?place=cork-ireland"), "//mark") == []


@pytest.mark.parametrize(
    ("query", "skills"),
    [
        ("", ["A", "B", "C", "D", "E"]),
        ("skill=g&skill=f", ["F", "G", "A", "B", "C"]),
        ("q=explain&skill=g", ["G", SENTENCE, "A", "B", "C"]),
        ("q=%22f%22", ["F", "A", "B", "C", "D"]),
    ],
)
def test_of_many_skills_a_card_shows_those_that_were_looked_for_first(
    client: Client, query: str, skills: list[str]
) -> None:
    make_job(skills=("A", "B", "C", "D", "E", "F", "G", SENTENCE))

    assert said(page_of(client, f"/jobs/?{query}"), "//ul[@class='skills']/li") == skills


def test_holes_of_a_job_leave_no_empty_element(client: Client) -> None:
    make_job(title="Baker", posted_on=None)

    (card,) = page_of(client, "/jobs/").xpath("//ol[@id='results']/li")

    assert [(part.tag, part.get("class")) for part in card] == [
        ("span", "tile tint-3"),
        ("h3", None),
        ("a", "by"),
        ("button", "star"),
    ]


def test_a_long_facet_sends_ten_values_and_every_chosen_one(client: Client) -> None:
    for number in range(14):
        make_job(title="Baker", skills=tuple(f"Skill {one:02}" for one in range(number + 1)))

    page = page_of(client, "/jobs/?skill=skill-13")

    facet = "//details[@id='facet-skill']"
    assert page.xpath(f"{facet}//input/@value") == [
        *(f"skill-{number:02}" for number in range(10)),
        "skill-13",
    ]
    assert page.xpath(f"{facet}//input[@checked]/@value") == ["skill-13"]
    assert page.xpath(f"{facet}/fieldset/@data-values") == ["/jobs/values/skill.json"]
    assert said(page, f"{facet}//details/summary") == ["Show 5 more of Skill"]
    assert page.xpath(f"{facet}/@open | {facet}//details/@open") == ["", ""]
    assert said(page, "//a[@class='every']") == ["Show all of Skill"]


def test_the_first_three_groups_are_open_and_the_others_when_they_are_used(client: Client) -> None:
    make_job(skills=("Python",), category="Food", level="senior", arrangement="remote")

    page = page_of(client, "/jobs/?category=food")

    groups = page.xpath("//details[contains(@class, 'facet')]")
    opened = [one.get("id") for one in groups if one.get("open") is not None]
    assert opened == ["facet-arrangement", "facet-salary", "facet-level", "facet-category"]
    assert {"facet-skill", "facet-employer"} <= {one.get("id") for one in groups}
    assert "Arrangement, with the number of jobs" in said(page, "//legend")


def test_ways_out_are_counted_and_three_at_most(client: Client) -> None:
    for facts in ({"level": "senior"}, {"arrangement": "remote"}, {"category": "Food"}):
        for _job in range(2):
            wanted: dict[str, Any] = {
                "level": "entry",
                "arrangement": "onsite",
                "category": "Ships",
                "industry": "Oil",
            }
            make_job(title="Baker", **wanted | facts)
    make_job(title="Cook", level="entry", arrangement="onsite", category="Ships", industry="Gas")

    page = page_of(
        client, "/jobs/?q=baker&level=entry&arrangement=onsite&category=ships&industry=oil"
    )

    assert said(page, "//div[@class='none']//li") == [
        "2 jobs without On-site",
        "2 jobs without Entry level",
        "2 jobs without Ships",
    ]
    assert page.xpath("count(//div[@id='results']//a[@href='/jobs/'])") == 1


def test_a_page_is_light(client: Client) -> None:
    call_command("load_sample", stdout=StringIO())
    for path in ("/jobs/", "/jobs/?q=engineer", "/jobs/?q=engineer&arrangement=remote&page=2"):
        answer = client.get(path)
        elements = html.fromstring(answer.content).xpath("count(//*)")

        assert elements <= 900, (path, elements)
        assert len(gzip.compress(answer.content, 9)) <= 8_000, path


@pytest.mark.parametrize(
    ("query", "canonical", "robots"),
    [
        ("", "/jobs/", ""),
        ("?utm_source=x&type=nope", "/jobs/", ""),
        ("?skill=baking", "/skills/baking/", ""),
        ("?page=2", "", "noindex, follow"),
        ("?skill=baking&page=2", "", "noindex, follow"),
        ("?skill=baking&sort=salary", "", "noindex, follow"),
        ("?q=baker", "", "noindex, follow"),
        ("?q=zebra", "", "noindex, follow"),
        ("?employer=acme-1", "", "noindex, follow"),
    ],
)
def test_all_jobs_and_what_has_a_page_of_its_own_are_listed_and_no_other_search(
    client: Client, many: list[Job], query: str, canonical: str, robots: str
) -> None:
    page = page_of(client, f"/jobs/{query}")

    address = [f"http://testserver.example{canonical}"] if canonical else []
    assert page.xpath("//link[@rel='canonical']/@href") == address
    assert page.xpath("//meta[@name='robots']/@content") == ([robots] if robots else [])
    assert page.xpath("//meta[@property='og:url']/@content") == address
