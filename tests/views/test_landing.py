"""Pages of a skill or a category in a place, and of remote work with a skill."""

from __future__ import annotations

import html
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from jobs.curation.merging import merge
from jobs.models import Category, Job, Place, Skill, Term
from jobs.search import memory
from jobs.search.landing import LEAST, landings
from tests.make import make_job

pytestmark = pytest.mark.django_db

SITE = "https://board.example"


@pytest.fixture(autouse=True)
def site(settings: object) -> None:
    settings.SITE_URL = SITE  # type: ignore[attr-defined]


@pytest.fixture
def board() -> None:
    """In Ireland five bakers of two employers, of whom four are in Cork; six more from home."""
    for number in range(LEAST):
        town = "Cork, IE" if number else "Dublin, IE"
        make_job(
            title=f"Baker {number}",
            skills=("Baking", "Ovens"),
            places=f"{town}; Ireland",
            category="Food",
            employer="Quince" if number else "Medlar",
        )
    for number in range(6):
        make_job(title=f"Taster {number}", skills=("Baking",), arrangement="remote")
    make_job(skills=("Sales",), places="Galway, IE")


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def one(pattern: str, page: str) -> str:
    """What the pattern finds, which is there once at most; "" where it is not."""
    found = re.findall(pattern, page, re.DOTALL)
    assert len(found) <= 1
    return html.unescape(found[0]) if found else ""


def at(model: type[Term], slug: str) -> int:
    key: int = model.objects.get(slug=slug).pk
    return key


def head(page: str) -> dict[str, str]:
    return {
        "title": one(r"<title>(.*?)</title>", page),
        "heading": one(r"<h1[^>]*>(.*?)</h1>", page),
        "description": one(r'name="description" content="(.*?)"', page),
        "canonical": one(r'rel="canonical" href="(.*?)"', page),
        "robots": one(r'name="robots" content="(.*?)"', page),
    }


def crumbs(page: str) -> list[tuple[str, str]]:
    nav = one(r'<nav class="crumbs".*?>(.*?)</nav>', page)
    parts = re.findall(r'<li[^>]*>(?:<a href="([^"]*)">)?([^<]*)', nav)
    return [(html.unescape(label), path) for path, label in parts]


def beside(page: str) -> dict[str, list[tuple[str, str, int]]]:
    """The lists beside the jobs: name, address and number by their headings."""
    column = page[page.index('class="narrow"') : page.index('class="results"')]
    told = {}
    for part in column.split("<h2>")[1:]:
        rows = re.findall(r'href="([^"]+)"><bdi>(.*?)</bdi>.*?class="count">(\d+)<', part)
        links = [(html.unescape(name), html.unescape(to), int(n)) for to, name, n in rows]
        told[part[: part.index("</h2>")]] = links
    return told


@pytest.mark.usefixtures("board")
def test_a_skill_in_a_place_says_so_in_words_of_its_own(client: Client) -> None:
    page = read(client, "/skills/baking/in/ireland/")

    assert head(page) == {
        "title": "Baking jobs in Ireland – Job board",
        "heading": "Baking jobs in Ireland",
        "description": "Baking jobs in Ireland: 5 open jobs at 2 employers (Quince, Medlar). "
        "Place, pay and skills as stated.",
        "canonical": f"{SITE}/skills/baking/in/ireland/",
        "robots": "",
    }
    assert '<p class="lead">5 open jobs at 2 employers</p>' in page
    assert crumbs(page) == [
        ("Jobs", "/jobs/"),
        ("Baking jobs", "/skills/baking/"),
        ("Ireland", ""),
    ]
    assert beside(page) == {
        "Often asked with it": [("Ovens", "/jobs/?place=ireland&skill=baking&also=ovens", 5)],
        "More jobs": [
            ("Ireland", "/places/ireland/", 6),
            ("Baking", "/skills/baking/", 11),
        ],
    }


@pytest.mark.usefixtures("board")
def test_a_category_in_a_place_and_remote_work_with_a_skill_do_too(client: Client) -> None:
    pages = ["/categories/food/in/ireland/", "/skills/baking/remote/"]

    assert [head(read(client, path)) for path in pages] == [
        {
            "title": "Food jobs in Ireland – Job board",
            "heading": "Food jobs in Ireland",
            "description": "Food jobs in Ireland: 5 open jobs at 2 employers (Quince, Medlar). "
            "Place, pay and skills as stated.",
            "canonical": f"{SITE}/categories/food/in/ireland/",
            "robots": "",
        },
        {
            "title": "Remote Baking jobs – Job board",
            "heading": "Remote Baking jobs",
            "description": "Remote Baking jobs: 6 open jobs at 1 employer (Harbourline). "
            "Place, pay and skills as stated.",
            "canonical": f"{SITE}/skills/baking/remote/",
            "robots": "",
        },
    ]


@pytest.mark.usefixtures("board")
def test_every_landing_page_is_there_with_a_title_and_a_heading_of_its_own(client: Client) -> None:
    told = [landing.path for landing in landings()]
    pages = {path: head(read(client, path)) for path in told}

    assert len(told) == 9
    for path, page in pages.items():
        assert (path, page["canonical"], page["robots"]) == (path, SITE + path, "")
    for kind in ("title", "heading", "description"):
        assert len({page[kind] for page in pages.values()}) == len(told)


@pytest.mark.usefixtures("board")
def test_what_may_not_be_listed_says_so(client: Client) -> None:
    for number in range(20):
        make_job(title=f"Clerk {number}", skills=("Baking",))
    kept_out = [
        "/skills/baking/?page=2",
        "/skills/baking/?sort=salary",
        "/skills/baking/?q=baker",
        "/skills/sales/",
        "/skills/sales/remote/",
        "/skills/baking/in/cork-ireland/",
        "/places/galway-ireland/",
        "/employers/medlar/",
    ]

    for path in kept_out:
        page = head(read(client, path))
        told = (path, page["robots"], page["canonical"])
        assert told == (path, "noindex, follow", "")


@pytest.mark.usefixtures("board")
def test_what_shows_the_jobs_of_another_landing_page_names_that_one(client: Client) -> None:
    same = {
        "/skills/baking/?place=ireland": "/skills/baking/in/ireland/",
        "/places/ireland/?skill=baking": "/skills/baking/in/ireland/",
        "/skills/baking/?arrangement=remote": "/skills/baking/remote/",
        "/skills/baking/?utm_source=letter": "/skills/baking/",
        "/skills/baking/remote/?sort=newest": "/skills/baking/remote/",
        "/jobs/?sort=newest": "/jobs/",
    }

    for path, shown in same.items():
        page = head(read(client, path))
        assert (path, page["canonical"], page["robots"]) == (path, SITE + shown, "")


@pytest.mark.usefixtures("board")
def test_links_between_landing_pages_are_counted_and_the_others_lead_to_searches(
    client: Client,
) -> None:
    skill, place, category = (
        beside(read(client, path))
        for path in ("/skills/baking/", "/places/ireland/", "/categories/food/")
    )

    assert skill["Places"] == [
        ("Remote", "/skills/baking/remote/", 6),
        ("Ireland", "/skills/baking/in/ireland/", 5),
    ]
    assert place["Top skills"] == [
        ("Baking", "/skills/baking/in/ireland/", 5),
        ("Ovens", "/skills/ovens/in/ireland/", 5),
        ("Sales", "/jobs/?place=ireland&skill=sales", 1),
    ]
    assert place["Categories"] == [("Food", "/categories/food/in/ireland/", 5)]
    assert category["Places"] == [("Ireland", "/categories/food/in/ireland/", 5)]


@pytest.mark.usefixtures("board")
def test_a_list_that_is_narrowed_further_links_to_what_it_counted(client: Client) -> None:
    page = beside(read(client, "/places/ireland/?employer=quince"))

    assert page["Top skills"][0] == (
        "Baking",
        "/jobs/?place=ireland&employer=quince&skill=baking",
        4,
    )


@pytest.mark.usefixtures("board")
def test_towns_are_listed_on_the_page_of_a_skill_in_a_country(client: Client) -> None:
    make_job(skills=("Baking",), places="Cork, IE")

    page = beside(read(client, "/skills/baking/in/ireland/"))

    assert page["Places in it"] == [("Cork", "/skills/baking/in/cork-ireland/", 5)]


@pytest.mark.usefixtures("board")
def test_an_address_stays_while_there_are_no_jobs_and_shows_the_ways_out(client: Client) -> None:
    page = read(client, "/skills/sales/in/cork-ireland/")

    assert head(page) == {
        "title": "Sales jobs in Cork, Ireland – Job board",
        "heading": "Sales jobs in Cork, Ireland",
        "description": "Sales jobs in Cork, Ireland: none is open at the moment. "
        "New ones come with every feed.",
        "canonical": "",
        "robots": "noindex, follow",
    }
    assert beside(page) == {
        "More jobs": [
            ("Cork, Ireland", "/places/cork-ireland/", 4),
            ("Sales", "/skills/sales/", 1),
        ]
    }
    assert "There is no open job here at the moment." in page


@pytest.mark.usefixtures("board")
def test_unknown_terms_have_no_page_and_merged_ones_lead_to_what_they_became(
    client: Client, admin_user: User
) -> None:
    assert client.get("/skills/nothing/in/ireland/").status_code == 404
    assert client.get("/skills/baking/in/nowhere/").status_code == 404
    assert client.get("/categories/nothing/in/ireland/").status_code == 404
    assert client.get("/skills/nothing/remote/").status_code == 404

    Category.objects.create(name="Meals", slug="meals")
    for model, kept, gone in (
        (Skill, "ovens", "baking"),
        (Category, "meals", "food"),
        (Place, "galway-ireland", "ireland"),
    ):
        merge(model, at(model, kept), [at(model, gone)], user=admin_user.pk)

    moved = {
        "/skills/baking/in/ireland/?sort=salary": "/skills/ovens/in/galway-ireland/?sort=salary",
        "/skills/baking/remote/": "/skills/ovens/remote/",
        "/categories/food/in/galway-ireland/": "/categories/meals/in/galway-ireland/",
    }
    for before, after in moved.items():
        answer = client.get(before)
        assert (answer.status_code, answer["Location"]) == (301, after)


@pytest.mark.usefixtures("board")
def test_a_job_found_there_knows_its_place_among_those_jobs(client: Client) -> None:
    page = read(client, "/skills/baking/in/ireland/")
    first = Job.objects.get(title="Baker 4")
    link = one(rf'href="([^"]*/jobs/{first.pk}/[^"]*|/jobs/{first.pk}/[^"]*)"', page)

    assert link == f"{first.get_absolute_url()}?place=ireland&skill=baking"
    assert "1 of 5" in read(client, link)


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize(
    ("name", "slugs", "queries"),
    [
        ("skill-in", ["s", "ireland"], 9),
        ("category-in", ["food", "ireland"], 9),
        ("skill-remote", ["s"], 7),
    ],
)
def test_a_page_takes_the_same_queries_for_one_job_and_for_three(
    client: Client,
    name: str,
    slugs: list[str],
    queries: int,
    jobs: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(jobs):
        make_job(
            skills=("S", f"S{number}"),
            places=f"Cork {number}, IE; Ireland",
            category="Food",
            arrangement="remote",
            employer=f"E{number}",
        )
    memory.current(now=True)

    with django_assert_num_queries(queries):
        client.get(reverse(name, args=slugs))
