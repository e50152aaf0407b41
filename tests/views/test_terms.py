"""The pages of employers, skills, categories and places: what stands beside their jobs."""

from __future__ import annotations

import html
import re
from decimal import Decimal

import pytest
from django.test import Client

from jobs.models import Job, Place, Skill, SkillAlias
from jobs.search import index, memory
from tests.gazetteer import COBH, CORK, put
from tests.make import make_employer, make_job

pytestmark = pytest.mark.django_db


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def words(page: str) -> str:
    main = re.sub(r"<[^>]+>", " ", page[page.index("<main") :])
    return " ".join(html.unescape(main).split())


def heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page)
    return html.unescape(found[1]) if found else ""


def links(page: str) -> dict[str, tuple[str, int]]:
    """The lists beside the jobs: address and number by what a link is called."""
    beside = page[page.index('class="narrow"') : page.index('class="results"')]
    told = re.findall(r'href="([^"]+)"><bdi>(.*?)</bdi>.*?<span class="count">(\d+)<', beside)
    return {name: (html.unescape(address), int(number)) for address, name, number in told}


def total_of(client: Client, address: str) -> int:
    if address.startswith("/jobs/?"):
        total: int = client.get(address.replace("/jobs/", "/jobs.json")).json()["total"]
        return total
    lead = re.search(r'class="lead">(\d+) open job', read(client, address))
    return int(lead[1]) if lead else -1


@pytest.fixture
def board() -> None:
    make_job(skills=("Baking", "Ovens", "Sales"), places="Cork, IE; Dublin, IE", category="Food")
    make_job(skills=("Baking", "Ovens"), places="Cork, IE", category="Food")
    make_job(skills=("Baking",), places="Cobh, IE", category="Food", employer="Quince & Sons")
    make_job(skills=("Ovens", "Sales"), places="Ireland", arrangement="remote")


PAGES = [
    "/skills/baking/",
    "/skills/baking/?sort=salary",
    "/skills/ovens/?employer=harbourline",
    "/employers/harbourline/",
    "/categories/food/",
    "/categories/food/?employer=harbourline",
    "/places/ireland/",
    "/places/cork-ireland/",
]


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize("path", PAGES)
def test_every_link_beside_the_jobs_leads_to_as_many_as_it_says(client: Client, path: str) -> None:
    beside = links(read(client, path))

    assert beside
    for name, (address, number) in beside.items():
        assert (name, total_of(client, address)) == (name, number)


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize("path", PAGES)
def test_the_way_to_all_filters_keeps_the_jobs_of_the_page(client: Client, path: str) -> None:
    page = read(client, path)
    way = re.search(r'<p><a href="([^"]+)">Filter these jobs<', page)
    assert way is not None

    there = read(client, html.unescape(way[1]))

    assert re.findall(r"<h3.*?</h3>", there) == re.findall(r"<h3.*?</h3>", page)


@pytest.mark.usefixtures("board")
def test_a_skill_tells_its_other_names_and_the_skills_asked_with_it(client: Client) -> None:
    skill = Skill.objects.get(slug="baking")
    for spelling in ("BAKING", "Bread making", "bread-making", "Bakery work"):
        aliases = SkillAlias.objects.filter(key=spelling.lower())
        if not aliases.exists():
            SkillAlias.objects.create(term=skill, text=spelling)

    page = read(client, "/skills/baking/")

    assert skill.other_names() == ["Bakery work", "Bread making"]
    assert "3 open jobs at 2 employers Also called Bakery work, Bread making" in words(page)
    assert {name: number for name, (_address, number) in links(page).items()} == {
        "Ovens": 2,
        "Sales": 1,
    }
    assert "yearly pay" not in page


def test_a_skill_says_what_half_of_its_jobs_pay_from_twenty_on(client: Client) -> None:
    for number in range(1, 21):
        make_job(
            skills=("Baking",),
            salary_min=Decimal(1_000 * number),
            salary_currency="EUR",
            salary_period="year",
        )

    said = words(read(client, "/skills/baking/"))

    assert "Half of the 20 jobs that state yearly pay in EUR offer between 5,000 and 15,000" in said
    last = Job.objects.latest("pk").pk
    Job.objects.filter(pk=last).update(hidden=True)
    index.put([last])
    memory.current(now=True)
    assert "yearly pay" not in read(client, "/skills/baking/")


@pytest.mark.usefixtures("board")
def test_a_place_tells_what_lies_in_it_and_what_lies_near(client: Client) -> None:
    put("cork-ireland", CORK)
    put("cobh-ireland", COBH)

    country, town = read(client, "/places/ireland/"), read(client, "/places/cork-ireland/")

    inside = {name: told for name, told in links(country).items() if "/places/" in told[0]}
    assert {name: number for name, (_address, number) in inside.items()} == {
        "Cork": 2,
        "Cobh": 1,
        "Dublin": 1,
    }
    assert "2 open jobs at 1 employer; within 25 km: 3 jobs" in words(town)
    assert "Places in it" not in town


def test_an_area_to_work_remotely_from_is_called_so(client: Client) -> None:
    make_job(places="Remote, Ireland")
    make_job(places="Remote")
    make_job(places="Remote, Portugal")
    Place.objects.filter(slug="remote-portugal").update(name="Remoteville")

    assert heading(read(client, "/places/remote-portugal/")) == "Jobs in Remoteville"
    assert heading(read(client, "/places/remote/")) == "Remote jobs"
    assert heading(read(client, "/places/remote-ireland/")) == "Remote jobs in Ireland"


def test_nothing_is_listed_of_a_term_without_open_jobs(client: Client) -> None:
    make_employer("Quiet Ltd", website="https://quiet.example/jobs", description="We rest.")

    page = read(client, "/employers/quiet-ltd/")

    assert "0 open jobs quiet.example We rest." in words(page)
    assert "Top skills" not in page
    assert '<meta name="description" content="We rest.">' in page


def test_what_search_engines_show_of_a_term_fits(client: Client) -> None:
    make_job(employer="W" * 200, skills=("s" * 90,), category="c" * 150, places="Cork, IE")
    job = Job.objects.get()
    job.employer.description = "d" * 400
    job.employer.save()

    terms = [job.employer, job.skills.get(), job.category, job.places.get()]
    for term in terms:
        page = read(client, term.get_absolute_url())
        title, said = (
            re.search(pattern, page)
            for pattern in (r"<title>(.*?)</title>", r'name="description" content="([^"]*)"')
        )
        assert title is not None
        assert said is not None
        assert 10 < len(html.unescape(title[1])) <= 75
        assert 50 < len(html.unescape(said[1])) <= 160


@pytest.mark.usefixtures("board")
def test_two_skills_that_a_job_must_both_ask_for_stay_chosen_in_the_form(client: Client) -> None:
    page = read(client, "/jobs/?skill=baking&also=sales")

    assert words(page).startswith("1 Baking Sales job ")
    assert 'type="hidden" name="also" value="sales"' in page
    assert 'href="?skill=baking"' in page
