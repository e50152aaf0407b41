"""Logos from our own address, on pages that send nobody anywhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html
from pytest_django import DjangoAssertNumQueries

from jobs.importer.logos.picture import picture
from jobs.models import Employer, Job, Logo, Skill
from tests.importer.logos.images import png
from tests.make import make_feed, make_job

pytestmark = pytest.mark.django_db
UNKNOWN = f"/logos/{'0' * 32}.webp"
HOSTILE = '"><img src=//evil.example/a.png srcset="//evil.example/b.png 2x" style="x:url(//e.e)">'


def make_logo(width: int = 64, height: int = 64) -> Logo:
    made = picture(png(width, height))
    return Logo.objects.create(digest=Logo.digest_of(made.image), **made._asdict())


def make_owner(name: str = "Harbourline") -> Employer:
    """An employer with a live job and a logo."""
    job = make_job(employer=name, skills=("Baking",), places="Cork, Ireland", category="Food")
    Employer.objects.filter(pk=job.employer_id).update(logo=make_logo())
    return Employer.objects.get(pk=job.employer_id)


def test_a_logo_is_served_once_and_for_ever(client: Client) -> None:
    logo = make_logo()
    response = client.get(logo.get_absolute_url())

    assert response.status_code == 200
    assert response.content == bytes(logo.image)
    kept = {
        name: response.headers[name]
        for name in (
            "Content-Type",
            "Content-Length",
            "Cache-Control",
            "ETag",
            "X-Content-Type-Options",
            "Content-Security-Policy",
        )
    }
    policy = kept.pop("Content-Security-Policy")
    assert kept == {
        "Content-Type": "image/webp",
        "Content-Length": str(len(logo.image)),
        "Cache-Control": "public, max-age=31536000, immutable",
        "ETag": f'"{logo.pk}"',
        "X-Content-Type-Options": "nosniff",
    }
    assert "img-src 'self'" in policy
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_who_has_a_logo_is_told_so(client: Client) -> None:
    logo = make_logo()
    response = client.get(logo.get_absolute_url(), headers={"If-None-Match": f'"{logo.pk}"'})

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == f'"{logo.pk}"'
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_head_of_a_logo_is_that_of_the_logo(client: Client) -> None:
    logo = make_logo()
    response = client.head(logo.get_absolute_url())

    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["Content-Length"] == str(len(logo.image))


def test_a_logo_takes_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    logo = make_logo()
    with django_assert_num_queries(1):
        client.get(logo.get_absolute_url())


@pytest.mark.parametrize(
    "path", [UNKNOWN, "/logos/x.webp", f"/logos/{'A' * 32}.webp", f"/logos/{'0' * 31}.webp"]
)
def test_an_unknown_logo_is_not_found(client: Client, path: str) -> None:
    headers = {"If-None-Match": f'"{"0" * 32}"'}

    assert client.get(path, headers=headers).status_code == 404


def test_nothing_is_taken_from_who_asks_for_a_logo(client: Client) -> None:
    assert client.post(make_logo().get_absolute_url()).status_code == 405


def pages() -> Iterator[str]:
    job = Job.objects.latest("pk")
    yield from ("/", "/jobs/", "/jobs/?q=engineer", "/employers/", "/skills/", "/how-we-rank/")
    yield job.get_absolute_url()
    yield job.employer.get_absolute_url()
    yield Skill.objects.get(name="Baking").get_absolute_url()
    yield reverse("values", args=["employer"])


def tiles(client: Client, path: str) -> list[dict[str, str]]:
    page = html.fromstring(client.get(path).content.decode())
    return [dict(tile.attrib) for tile in page.cssselect(".tile")]


@pytest.mark.parametrize("path", ["/", "/jobs/", "/skills/baking/", "/categories/food/"])
def test_a_list_asks_for_no_logos(client: Client, path: str) -> None:
    """Twenty requests more would make the page slower than the facts on it."""
    make_owner()

    assert [tile.get("aria-hidden") for tile in tiles(client, path)] == ["true"]


def test_the_pages_of_job_and_employer_show_the_logo_at_once(client: Client) -> None:
    owner = make_owner()
    shown = {
        "class": "tile logo",
        "src": f"/logos/{owner.logo_id}.webp",
        "alt": "",
        "width": "64",
        "height": "64",
        "decoding": "async",
    }

    assert tiles(client, Job.objects.get().get_absolute_url()) == [shown]
    assert tiles(client, owner.get_absolute_url()) == [shown]


def test_without_a_logo_the_tile_has_the_first_letter(client: Client) -> None:
    make_job(employer="ørsted works")
    page = html.fromstring(client.get("/jobs/").content.decode())
    [tile] = page.cssselect(".tile")

    assert (tile.tag, tile.text, dict(tile.attrib)) == (
        "span",
        "Ø",
        {"class": "tile tint-1", "aria-hidden": "true"},
    )


def test_no_page_has_anything_fetched_from_elsewhere(client: Client) -> None:
    """Whatever a feed says: links lead elsewhere, nothing else does."""
    address = "https://logos.evil.example/logo.png"
    feed = make_feed(attribution_name=HOSTILE, attribution_url="https://feed.example/")
    job = make_job(
        feed=feed,
        title=f"Engineer {HOSTILE}",
        employer=f"Evil {HOSTILE}",
        skills=("Baking", HOSTILE[:90]),
        description='<p>Text <a href="https://elsewhere.example/">there</a></p>',
    )
    facts = {"logo_url": address, "website": address, "description": HOSTILE}
    Employer.objects.filter(pk=job.employer_id).update(**facts)
    Employer.objects.filter(pk=job.employer_id).update(logo=make_logo())

    for path in pages():
        text = client.get(path).content.decode()
        page = html.fromstring(text)
        fetched = page.xpath(
            "//@src | //@srcset | //@poster | //@background | //@data | //@style | //style"
            " | //link[@rel='stylesheet' or @rel='icon' or @rel='preload' or @rel='manifest']/@href"
            " | //object | //embed | //iframe | //base | //meta[@http-equiv]"
        )
        assert fetched, path
        foreign = [str(one) for one in fetched if not re.match(r"/(?!/)", str(one))]
        assert foreign == [], path
        assert address not in "".join(page.xpath("//@src | //@srcset"))
