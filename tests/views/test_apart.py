"""Links to jobs of one title, heard without what stands beside them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from lxml import html

from jobs.models import Job
from tests.make import make_job
from tests.views.reading import name_of, read

pytestmark = pytest.mark.django_db


def links(client: Client, path: str) -> set[str]:
    """The names of the links to jobs."""
    page: html.HtmlElement = read(client.get(path).content.decode())
    return {name_of(link) for link in page.xpath("//ol[contains(@class, 'jobs')]//h3/a")}


def test_a_title_that_a_list_has_once_says_enough(client: Client) -> None:
    make_job(title="Baker", employer="Quince")
    make_job(title="Cook", employer="Quince")

    assert links(client, "/jobs/") == {"Baker", "Cook"}


def test_jobs_of_one_title_say_whose_they_are(client: Client) -> None:
    make_job(title="Baker", employer="Quince", places="Cork, IE")
    make_job(title="Baker", employer="Medlar", places="Cork, IE")
    make_job(title="Cook", employer="Medlar")

    assert links(client, "/jobs/") == {"Baker, Quince", "Baker, Medlar", "Cook"}


def test_those_of_one_employer_say_where_they_are_and_what_else_differs(client: Client) -> None:
    make_job(title="Baker", employer="Quince", places="Cork, IE")
    make_job(title="Baker", employer="Quince", places="Galway, IE", job_type="Full-time")
    make_job(title="Baker", employer="Quince", places="Galway, IE", job_type="Part-time")
    make_job(title="Baker", employer="Medlar")

    assert links(client, "/jobs/") == {
        "Baker, Quince, Cork, Ireland",
        "Baker, Quince, Galway, Ireland, Full-time",
        "Baker, Quince, Galway, Ireland, Part-time",
        "Baker, Medlar",
    }


def test_two_lists_of_a_page_are_one_to_who_hears_it(client: Client) -> None:
    job = make_job(title="Master Baker", employer="Quince", skills=("Baking",))
    make_job(title="Baker", employer="Quince", skills=("Baking",))
    make_job(title="Baker", employer="Medlar", skills=("Baking",))

    assert links(client, job.get_absolute_url()) == {"Baker, Quince", "Baker, Medlar"}


def test_saved_jobs_that_closed_are_told_from_open_ones(client: Client) -> None:
    jobs = [make_job(title="Baker", employer="Quince", places="Cork, IE") for _ in range(2)]
    Job.objects.filter(pk=jobs[0].pk).update(closed_at=datetime.now(UTC))
    closed = Job.objects.get(pk=jobs[0].pk).closed_on
    assert closed

    found = links(client, f"/saved/?ids={jobs[0].pk}.{jobs[1].pk}")

    assert found == {f"Baker, Quince, {closed:%-d %b %Y}", "Baker, Quince, Cork, Ireland"}


def test_the_stars_say_it_too(client: Client) -> None:
    make_job(title="Baker", employer="Quince")
    make_job(title="Baker", employer="Medlar")

    page = read(client.get("/jobs/").content.decode())

    assert {star.text_content() for star in page.xpath("//button[@name='add']")} == {
        "Save Baker, Quince",
        "Save Baker, Medlar",
    }
