"""The board as a search engine of the browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from lxml import etree

from tests.make import make_job

pytestmark = pytest.mark.django_db
HOST = "http://testserver.example"
NS = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def description(client: Client) -> etree._Element:
    answer = client.get("/opensearch.xml")
    assert answer["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    return etree.fromstring(answer.content)


def test_a_browser_learns_how_to_search_here(client: Client) -> None:
    found = description(client)

    assert found.tag == f"{{{NS['o']}}}OpenSearchDescription"
    assert [(etree.QName(node).localname, node.text) for node in found if node.text] == [
        ("ShortName", "Job board"),
        ("Description", "Search the open jobs of Job board."),
        ("Image", f"{HOST}/static/favicon.svg"),
        ("Language", "en"),
        ("InputEncoding", "UTF-8"),
        ("OutputEncoding", "UTF-8"),
    ]
    assert {url.get("type"): url.get("template") for url in found.findall("o:Url", NS)} == {
        "text/html": f"{HOST}/jobs/?q={{searchTerms}}",
        "application/atom+xml": f"{HOST}/jobs.atom?q={{searchTerms}}",
        "application/x-suggestions+json": f"{HOST}/opensearch.json?q={{searchTerms}}",
        "application/opensearchdescription+xml": f"{HOST}/opensearch.xml",
    }


def test_every_address_in_it_answers_as_it_says(client: Client) -> None:
    make_job(title="Baker")

    for url in description(client).findall("o:Url", NS):
        path = url.get("template").removeprefix(HOST).replace("{searchTerms}", "bak%C3%A9r%20%26")
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer["Content-Type"].partition(";")[0] == url.get("type")


def test_a_name_is_text_and_short_as_the_specification_asks(client: Client, settings: Any) -> None:
    settings.SITE_NAME = "Jobs & careers <in> the north"

    found = description(client)

    assert found.findtext("o:ShortName", namespaces=NS) == "Jobs & careers…"
    assert found.findtext("o:Description", namespaces=NS) == (
        "Search the open jobs of Jobs & careers <in> the north."
    )


def test_every_page_names_it(client: Client) -> None:
    link = (
        '<link rel="search" href="/opensearch.xml" '
        'type="application/opensearchdescription+xml" title="Job board">'
    )
    for path in ("/", "/jobs/", "/about/", "/skills/"):
        assert link in client.get(path).content.decode()


def test_suggestions_are_searches_that_find_something(client: Client) -> None:
    make_job(title="Pastry -Bread- Cook", skills=("Pastry",), employer="Pastry")

    answer = client.get("/opensearch.json?q=pas")

    assert answer.json() == ["pas", ["Pastry Bread- Cook", "Pastry"]]
    for search in answer.json()[1]:
        assert client.get("/jobs.json", {"q": search}).json()["total"] == 1


@pytest.mark.parametrize("query", ["", "q=", "q=%00", "q=%FF%FE", "q=" + "a" * 50_000, "q=%22-*"])
def test_any_text_gets_an_answer(client: Client, query: str) -> None:
    answer = client.get("/opensearch.json", QUERY_STRING=query)

    assert (answer.status_code, answer.json()[1:]) == (200, [[]])


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/opensearch.xml").status_code == 405
    assert client.post("/opensearch.json").status_code == 405
