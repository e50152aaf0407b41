"""The one script: its size, and the lists that it asks the server for."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import brotli
import pytest
from django.test import Client
from lxml import html

from jobs.views.caching import KEPT
from tests.make import make_job

SCRIPT = Path(__file__).parents[2] / "static" / "js" / "site.js"


def test_the_script_is_small() -> None:
    text = SCRIPT.read_text()

    assert len(text.splitlines()) <= 120
    assert max(map(len, text.splitlines())) <= 100
    assert len(brotli.compress(text.encode())) <= 4096


def options(client: Client, address: str, **parameters: Any) -> list[tuple[str, str]]:
    """What an answer offers: the words of each option, and where it leads."""
    answer = client.get(address, parameters)
    assert (answer.status_code, answer["Cache-Control"]) == (200, KEPT)
    assert not answer.cookies
    if not answer.content.strip():
        return []
    found = html.fragments_fromstring(answer.content.decode().strip())
    assert [one.get("id") for one in found] == [f"option-{n + 1}" for n in range(len(found))]
    assert {(one.get("role"), one.get("aria-selected")) for one in found} == {("option", "false")}
    return [(" ".join(one.text_content().split()), one.get("data-go")) for one in found]


@pytest.mark.django_db
def test_suggestions_say_what_they_are_and_where_they_lead(client: Client) -> None:
    make_job(title="Pastry & Bread Cook", skills=("Pastry",), employer="Pasture", places="Passau")

    assert options(client, "/jobs/suggest.html", q="pas") == [
        ("Pastry & Bread Cook Job title", "/jobs/?q=Pastry+%26+Bread+Cook"),
        ("Pastry Skill · 1 job", "/jobs/?skill=pastry"),
        ("Pasture Employer · 1 job", "/jobs/?employer=pasture"),
        ("Passau Place · 1 job", "/jobs/?place=passau"),
    ]
    assert options(client, "/jobs/suggest.html", q="") == []


@pytest.mark.django_db
def test_values_of_a_facet_lead_to_the_search_with_them_as_well(client: Client) -> None:
    make_job(title="Baker", skills=("Baking", "Bread"), level="senior")
    make_job(title="Baker", skills=("Breakfast",), level="senior")
    make_job(title="Pilot", skills=("Brevity",))
    search = {"q": "baker", "level": "senior", "skill": "bread", "sort": "salary", "page": "3"}
    found = options(client, "/jobs/values/skill.html", **search, find="br")

    assert found == [("Breakfast 1 job", found[0][1])]
    assert parse_qsl(urlsplit(found[0][1]).query) == [
        ("q", "baker"),
        ("level", "senior"),
        ("skill", "bread"),
        ("sort", "salary"),
        ("skill", "breakfast"),
    ]
    assert client.get(found[0][1].replace("/jobs/", "/jobs.json")).json()["total"] == 2
    assert client.get("/jobs/values/nothing.html").status_code == 404


@pytest.mark.django_db
def test_names_from_feeds_are_only_text(client: Client) -> None:
    hostile = '<img src=x onerror=alert(1)>"'
    make_job(title=f"Baker {hostile}", skills=(f"Baking {hostile}",))

    for address in ("/jobs/suggest.html?q=bak", "/jobs/values/skill.html?find=bak"):
        page = client.get(address).content.decode()
        assert "&lt;img" in page
        assert "<img" not in page
