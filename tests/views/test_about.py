"""Pages about the board itself."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from jobs.models import Place
from tests.gazetteer import CORK, put
from tests.make import make_job

pytestmark = pytest.mark.django_db


def test_every_page_leads_to_how_jobs_are_ranked(client: Client) -> None:
    make_job()

    for path in ("/", "/jobs/", "/skills/", "/how-we-rank/"):
        assert '<a href="/how-we-rank/">' in client.get(path).content.decode()


def test_the_page_tells_the_limits_that_are_in_force(client: Client) -> None:
    text = client.get("/how-we-rank/").content.decode()

    assert "The first 12 words and 200 characters are searched for." in text
    assert "Results end after 500 pages of 20 jobs." in text
    assert "stays for 30 days" in text


def test_its_examples_are_searches_for_what_they_say(client: Client) -> None:
    text = client.get("/how-we-rank/").content.decode()
    examples = re.findall(r'<a href="(/jobs/\?q=[^"]*)">([^<]*)</a>', text)

    assert len(examples) == 9
    for address, words in examples:
        page = client.get(html.unescape(address))
        assert page.status_code == 200
        assert f'value="{words.replace(chr(34), "&quot;")}"' in page.content.decode()


def test_geonames_is_named_while_coordinates_are_theirs(client: Client) -> None:
    make_job(places="Cork, Ireland")
    assert "GeoNames" not in client.get("/how-we-rank/").content.decode()

    put("cork-ireland", CORK)
    text = client.get("/how-we-rank/").content.decode()
    Place.objects.update(located_by="editor")

    assert (
        'Coordinates: <a href="https://www.geonames.org/" rel="noopener">GeoNames</a>, '
        '<a href="https://creativecommons.org/licenses/by/4.0/" rel="noopener">CC BY 4.0</a>.'
    ) in text
    assert "GeoNames" not in client.get("/how-we-rank/").content.decode()
