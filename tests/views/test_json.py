"""The public read API."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from tests.make import make_feed, make_job

pytestmark = pytest.mark.django_db
HOST = "http://testserver.example"


def test_a_job_is_told_in_full(client: Client) -> None:
    job = make_job(
        title="Baker",
        skills=("Baking", "Ovens"),
        places="Toronto, ON, CA; Remote, US",
        job_type="full-time",
        level="Mid level",
        category="Food",
        industry="Bakeries",
        arrangement="remote",
        salary_min=Decimal("20.50"),
        salary_max=Decimal(30),
        salary_currency="CAD",
        salary_period="hour",
        salary_text="$20.50-$30 CAD per hour",
        posted_on=date(2026, 11, 20),
    )

    body = client.get("/jobs.json").json()

    assert {key: body[key] for key in ("total", "page", "pages", "notices")} == {
        "total": 1,
        "page": 1,
        "pages": 1,
        "notices": [],
    }
    assert body["results"] == [
        {
            "id": job.pk,
            "url": f"{HOST}/jobs/{job.pk}/baker/",
            "title": "Baker",
            "employer": {"name": "Harbourline", "slug": "harbourline"},
            "places": [
                {
                    "city": "Toronto",
                    "region": "Ontario",
                    "country": "ca",
                    "remote": False,
                    "text": "Toronto, Ontario, Canada",
                },
                {
                    "city": "",
                    "region": "",
                    "country": "us",
                    "remote": True,
                    "text": "Remote, United States",
                },
            ],
            "type": "full-time",
            "level": "mid",
            "arrangement": "remote",
            "salary": {
                "min": 20.5,
                "max": 30,
                "currency": "CAD",
                "period": "hour",
                "text": "$20.50-$30 CAD per hour",
            },
            "skills": ["Baking", "Ovens"],
            "category": "Food",
            "industry": "Bakeries",
            "posted": "2026-11-20",
            "apply_url": f"{HOST}/jobs/{job.pk}/apply/",
            "source": None,
            "featured": False,
        }
    ]


def test_what_is_unknown_is_empty(client: Client) -> None:
    make_job(posted_on=None)

    [job] = client.get("/jobs.json").json()["results"]

    assert (job["places"], job["skills"], job["posted"]) == ([], [], None)
    assert (job["type"], job["level"], job["category"], job["industry"]) == ("", "", "", "")
    assert job["salary"] == {"min": None, "max": None, "currency": "", "period": "", "text": ""}


def test_who_asks_to_be_named_is_named(client: Client) -> None:
    make_job(feed=make_feed(attribution_name="Feeder", attribution_url="https://f.example"))
    make_job(feed=make_feed(name="Internal name"))

    jobs = client.get("/jobs.json").json()["results"]

    assert [job["source"] for job in jobs] == [
        None,
        {"name": "Feeder", "url": "https://f.example"},
    ]


def test_facets_say_what_is_selected(client: Client) -> None:
    make_job(arrangement="remote")
    make_job(arrangement="onsite")

    facets = client.get("/jobs.json?arrangement=remote").json()["facets"]

    assert facets["arrangement"] == [
        {"value": "onsite", "label": "On-site", "count": 1, "selected": False},
        {"value": "remote", "label": "Remote", "count": 1, "selected": True},
    ]
    assert list(facets) == [
        "arrangement",
        "salary",
        "level",
        "type",
        "category",
        "country",
        "place",
        "skill",
        "employer",
        "industry",
        "posted",
        "within",
    ]


def test_a_chosen_value_without_results_stays_with_its_zero(client: Client) -> None:
    make_job(arrangement="remote", category="Food")
    make_job(arrangement="onsite", category="Law")

    facets = client.get("/jobs.json?arrangement=remote&category=law").json()["facets"]

    assert facets["category"] == [
        {"value": "food", "label": "Food", "count": 1, "selected": False},
        {"value": "law", "label": "Law", "count": 0, "selected": True},
    ]


def test_pages_go_on_to_the_end(client: Client) -> None:
    for _ in range(41):
        make_job()

    pages = [client.get(f"/jobs.json?page={number}").json() for number in (1, 2, 3)]

    ids = [job["id"] for page in pages for job in page["results"]]
    assert [len(page["results"]) for page in pages] == [20, 20, 1]
    assert len(set(ids)) == 41
    assert ids == sorted(ids, reverse=True)


def test_anyone_may_read_it_from_any_page(client: Client) -> None:
    assert client.get("/jobs.json")["Access-Control-Allow-Origin"] == "*"
