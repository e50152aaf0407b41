"""The picture of a job, as those ask for it who show previews of links."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings

from jobs.importer import twins
from jobs.models import Employer, Job, Logo, today
from jobs.seo.preview import picture_address
from tests.importer.logos.images import disc, file_of
from tests.make import make_feed, make_job

pytestmark = pytest.mark.django_db


def path_of(job: Job) -> str:
    return reverse("picture", args=[job.pk])


def image_of(client: Client, job: Job) -> bytes:
    answer = client.get(path_of(job))
    assert answer.status_code == 200
    return bytes(answer.content)


def make_logo(name: str) -> None:
    image = file_of(disc(), "WEBP")
    logo = Logo.objects.create(digest=Logo.digest_of(image), image=image, width=64, height=64)
    Employer.objects.filter(name=name).update(logo=logo)


def test_a_live_job_has_a_picture_for_every_site(client: Client) -> None:
    answer = client.get(path_of(make_job()))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Content-Length"] == str(len(answer.content))
    assert answer["Cache-Control"] == "public, max-age=1, stale-while-revalidate=10"
    assert not answer.cookies


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"closed_at": timezone.now()}, 410),
        ({"closed_at": timezone.now() - timedelta(days=60)}, 410),
        ({"expires_on": today() - timedelta(days=1)}, 410),
        ({"expires_on": today()}, 200),
        ({"hidden": True}, 404),
        ({"hidden": True, "closed_at": timezone.now()}, 404),
    ],
)
def test_a_job_that_is_not_live_has_none(
    client: Client, changes: dict[str, Any], status: int
) -> None:
    job = make_job(**changes)

    assert client.get(path_of(job)).status_code == status
    assert client.get(path_of(job), headers={"If-None-Match": "*"}).status_code in (304, status)


def test_a_job_that_nobody_knows_has_none(client: Client) -> None:
    assert client.get("/jobs/999/picture.png").status_code == 404
    assert client.get("/jobs/0/picture.png").status_code == 404


def test_a_twin_leads_to_the_job_that_speaks_for_it(client: Client) -> None:
    first = make_job(title="Baker", places="Cork, IE")
    second = make_job(feed=make_feed(), title="Baker", places="Cork, IE")
    twins.renew([first.pk, second.pk])
    speaker = Job.objects.live().get()
    silent = Job.objects.exclude(same_as=None).get()
    answer = client.get(path_of(silent))

    assert (answer.status_code, answer["Location"]) == (301, path_of(speaker))
    Job.objects.filter(pk=speaker.pk).update(hidden=True)
    assert client.get(path_of(silent)).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_a_picture_takes_three_queries_whatever_is_on_it(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    skills = tuple(f"Skill {count}" for count in range(number))
    places = "; ".join(("Cork, IE", "Galway, IE", "Dublin, IE")[:number])
    job = make_job(skills=skills, places=places)
    make_logo("Harbourline")
    client.get(path_of(job))  # the state of the board, which the first page of all asks for

    with django_assert_num_queries(3):
        image_of(client, job)


def test_it_shows_what_the_job_says(client: Client) -> None:
    job = make_job(title="Baker", places="Cork, IE", salary_text="30k")
    images = [image_of(client, job)]
    for changes in (
        {"title": "Cook"},
        {"arrangement": "hybrid"},
        {"salary_text": "40k"},
        {"description": "<p>Other.</p>"},
    ):
        Job.objects.filter(pk=job.pk).update(**changes)
        images.append(image_of(client, job))
    make_logo("Harbourline")
    images.append(image_of(client, job))

    assert len(set(images)) == 5
    assert images[3] == images[4]


def test_it_speaks_the_language_of_the_site_to_everybody(client: Client) -> None:
    job = make_job(arrangement="hybrid", places="Köln, Germany")
    answers = [
        client.get(path_of(job), headers={"Accept-Language": wish}) for wish in ("de", "en", "")
    ]

    assert {answer.content for answer in answers} == {answers[0].content}
    assert {answer["Content-Language"] for answer in answers} == {"en"}
    assert ["Accept-Language" in answer["Vary"] for answer in answers] == [False] * 3


def test_nothing_is_taken_from_who_asks_for_a_picture(client: Client) -> None:
    assert client.post(path_of(make_job())).status_code == 405


def test_its_address_changes_with_what_it_shows(settings: Settings) -> None:
    job = make_job(title="Baker")
    settings.SITE_URL = "https://jobs.example.org"
    known = [picture_address(job), picture_address(Job.objects.get())]
    Job.objects.update(changed_at=timezone.now())
    known.append(picture_address(Job.objects.get()))
    Employer.objects.update(name="Quince")
    known.append(picture_address(Job.objects.get()))
    make_logo("Quince")
    known.append(picture_address(Job.objects.get()))
    settings.SITE_NAME = "Bread and work"
    known.append(picture_address(Job.objects.get()))

    assert known[0] == known[1]
    assert len(set(known)) == 5
    start = f"https://jobs.example.org{path_of(job)}?v="
    assert [address for address in known if not address.startswith(start)] == []
