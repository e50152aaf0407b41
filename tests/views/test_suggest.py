"""Suggestions while typing, as JSON."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.make import make_job

pytestmark = pytest.mark.django_db


def suggested(client: Client, text: str) -> Any:
    answer = client.get("/jobs/suggest.json", {"q": text})
    assert answer.status_code == 200
    return answer.json()


def test_suggestions_are_told_with_the_address_they_lead_to(client: Client) -> None:
    make_job(title="Pastry & Bread Cook", skills=("Pastry",), employer="Pasture", places="Passau")

    assert suggested(client, "pas") == {
        "suggestions": [
            {
                "kind": "title",
                "label": "Pastry & Bread Cook",
                "count": None,
                "url": "/jobs/?q=Pastry+%26+Bread+Cook",
            },
            {"kind": "skill", "label": "Pastry", "count": 1, "url": "/jobs/?skill=pastry"},
            {"kind": "employer", "label": "Pasture", "count": 1, "url": "/jobs/?employer=pasture"},
            {"kind": "place", "label": "Passau", "count": 1, "url": "/jobs/?place=passau"},
        ]
    }


def test_every_address_finds_as_many_jobs_as_told(client: Client) -> None:
    make_job(title="Pastry Cook", skills=("C++ parsing",), places="Paris, France")
    make_job(title="Pastry Cook", skills=("C++ parsing",), places="Paris, France")

    for one in suggested(client, "pa")["suggestions"]:
        found = client.get(one["url"].replace("/jobs/", "/jobs.json")).json()
        assert found["total"] == 2


def test_answers_are_as_fresh_as_all_other_counts(client: Client) -> None:
    answer = client.get("/jobs/suggest.json?q=py")

    assert answer["Cache-Control"] == "public, max-age=1, stale-while-revalidate=10"
    assert answer["Content-Type"] == "application/json"
    assert "Set-Cookie" not in answer


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=%00",
        "q=%ED%A0%80",
        "q=%FF%FE",
        "q=" + "a" * 100_000,
        "q=" + "a%20" * 500,
        "q=" + "%22-*" * 50,
        "q=py&q=ja",
        "Q=py",
        "q=%F0%9F%99%82%F0%9F%99%82",
    ],
)
def test_any_text_gets_an_answer(client: Client, query: str) -> None:
    make_job()

    answer = client.get("/jobs/suggest.json", QUERY_STRING=query)

    assert (answer.status_code, list(answer.json())) == (200, ["suggestions"])


def test_only_the_first_200_characters_are_read(client: Client) -> None:
    make_job(title="Baker")

    assert suggested(client, "bak" + " " * 197 + "zzz") == suggested(client, "bak")


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/jobs/suggest.json").status_code == 405
