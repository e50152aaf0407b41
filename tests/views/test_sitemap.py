"""The sitemaps over the web: whole, in stable parts, streamed, and true of every moment told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from jobs.models import Job, today
from jobs.search import index, memory
from jobs.search.listed import PART, READ_AT_ONCE
from jobs.seo.sitemap import CONTENT_TYPE
from tests.make import make_feed, make_job
from tests.seo.sitemaps import entries, wrong
from tests.views.test_pages import read_board

pytestmark = pytest.mark.django_db
SITE = "http://testserver.example"
THEN = datetime(2026, 11, 1, 8, tzinfo=UTC)


def read(path: str) -> dict[str, str]:
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, CONTENT_TYPE)
    return entries(answer.getvalue())


def parts() -> dict[str, str]:
    return {address.removeprefix(SITE): when for address, when in read("/sitemap.xml").items()}


def test_an_empty_board_has_its_own_pages_alone() -> None:
    assert parts() == {"/sitemaps/pages-1.xml": ""}
    assert read("/sitemaps/pages-1.xml") == {
        f"{SITE}{path}": ""
        for path in ("/", "/jobs/", "/employers/", "/skills/", "/about/", "/how-we-rank/")
    }


def test_jobs_stand_in_parts_by_their_ids_for_ever() -> None:
    first = make_job(pk=PART, title="Baker", changed_at=THEN + timedelta(days=1))
    second = make_job(pk=PART + 1, title="Cook", changed_at=THEN)

    assert parts() == {
        "/sitemaps/pages-1.xml": "",
        "/sitemaps/jobs-1.xml": "2026-11-02T08:00:00Z",
        "/sitemaps/jobs-2.xml": "2026-11-01T08:00:00Z",
    }
    assert read("/sitemaps/jobs-1.xml") == {SITE + first.get_absolute_url(): "2026-11-02T08:00:00Z"}
    assert read("/sitemaps/jobs-2.xml") == {
        SITE + second.get_absolute_url(): "2026-11-01T08:00:00Z"
    }


def test_the_moment_of_a_part_is_that_of_its_newest_change() -> None:
    for day in (3, 9, 5):
        make_job(changed_at=THEN + timedelta(days=day))

    assert parts()["/sitemaps/jobs-1.xml"] == "2026-11-10T08:00:00Z"


def test_a_part_whose_last_job_left_is_none_any_more() -> None:
    job = make_job()
    Job.objects.update(closed_at=THEN)
    index.put([job.pk])

    assert parts() == {"/sitemaps/pages-1.xml": ""}
    assert Client().get("/sitemaps/jobs-1.xml").status_code == 404


def test_only_live_jobs_are_listed() -> None:
    live = make_job(title="Baker")
    for facts in ({"closed_at": THEN}, {"hidden": True}, {"expires_on": today() - timedelta(1)}):
        make_job(**facts)
    make_job(same_as=live)

    assert list(read("/sitemaps/jobs-1.xml")) == [SITE + live.get_absolute_url()]


def test_what_memory_has_not_heard_of_yet_is_asked_again() -> None:
    stays, goes = make_job(title="Baker"), make_job(title="Cook")
    memory.current()
    Job.objects.filter(pk=goes.pk).update(closed_at=THEN)  # and no word to the search

    assert list(read("/sitemaps/jobs-1.xml")) == [SITE + stays.get_absolute_url()]


@pytest.mark.parametrize(
    "path",
    [
        "/sitemaps/jobs-2.xml",
        "/sitemaps/jobs-999999999999999999.xml",
        "/sitemaps/landings-1.xml",
        "/sitemaps/landings-999999999999999999.xml",
        "/sitemaps/pages-2.xml",
        "/sitemaps/nonsense-1.xml",
        "/sitemaps/jobs-0.xml",
        "/sitemaps/jobs-01.xml",
        "/sitemaps/jobs-1-1.xml",
    ],
)
def test_there_is_no_other_part(path: str) -> None:
    make_job()

    assert Client().get(path).status_code == 404


def test_landing_pages_have_a_part_with_the_newest_change_of_their_jobs() -> None:
    for day in range(5):
        make_job(employer="Quince", skills=("Baking",), changed_at=THEN + timedelta(days=day))

    assert parts()["/sitemaps/landings-1.xml"] == "2026-11-05T08:00:00Z"
    assert read("/sitemaps/landings-1.xml") == {
        f"{SITE}/employers/quince/": "2026-11-05T08:00:00Z",
        f"{SITE}/skills/baking/": "2026-11-05T08:00:00Z",
    }


def test_addresses_are_those_of_the_site_whoever_is_asked(settings: Settings) -> None:
    settings.SITE_URL = "https://jobs.example.org"
    job = make_job()

    answer = Client().get("/sitemaps/jobs-1.xml", headers={"Host": "127.0.0.1"})

    assert list(entries(answer.getvalue())) == [f"https://jobs.example.org{job.get_absolute_url()}"]


@pytest.mark.parametrize(
    "title", ["Bäcker & <Söhne>", "ベーカー", "خباز 'x'", "🥐", "%2F", "x" * 300]
)
def test_titles_of_any_script_make_addresses(title: str) -> None:
    job = make_job(title=title)
    (address,) = read("/sitemaps/jobs-1.xml")

    assert address == SITE + job.get_absolute_url()
    assert Client().get(address.removeprefix(SITE)).status_code == 200


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=300))
def test_no_part_can_be_larger_than_it_may(title: str) -> None:
    address = "https://" + 253 * "a" + Job(pk=10**18 - 1, title=title).get_absolute_url()

    assert PART * (len(address) + 100) < 50 * 2**20


def test_what_is_asked_of_the_database_does_not_depend_on_the_jobs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    for more in (1, 2):
        for _one in range(more):
            make_job()
        for path in ("/sitemap.xml", "/sitemaps/jobs-1.xml"):
            read_board(monkeypatch)
            with CaptureQueriesContext(connection) as queries:
                read(path)
            asked.append((path, len(queries)))

    assert asked == 2 * [("/sitemap.xml", 0), ("/sitemaps/jobs-1.xml", 1)]
    assert READ_AT_ONCE > 3


def test_who_asks_for_the_head_has_nothing_made(monkeypatch: pytest.MonkeyPatch) -> None:
    make_job()
    read_board(monkeypatch)
    with CaptureQueriesContext(connection) as queries:
        answer = Client().head("/sitemap.xml")

    assert (answer.status_code, answer.getvalue(), len(queries)) == (200, b"", 0)
    assert "Content-Length" not in answer


def test_a_reader_who_has_it_is_sent_nothing_until_something_changes() -> None:
    make_job()
    first = Client().get("/sitemaps/jobs-1.xml")
    same = Client().get("/sitemaps/jobs-1.xml", headers={"If-None-Match": first["ETag"]})
    make_job()
    other: Any = Client().get("/sitemaps/jobs-1.xml", headers={"If-None-Match": first["ETag"]})

    assert (same.status_code, other.status_code) == (304, 200)
    assert len(entries(other.getvalue())) == 2


def test_it_is_packed_for_who_can_unpack_it() -> None:
    for _one in range(5):
        make_job()
    answer = Client().get("/sitemaps/jobs-1.xml", headers={"Accept-Encoding": "gzip"})

    assert answer["Content-Encoding"] == "gzip"
    assert answer["ETag"].startswith('W/"')


def test_what_is_sent_is_the_same_in_every_language_and_sets_no_cookie() -> None:
    make_job(feed=make_feed())
    english, german = (
        Client().get("/sitemaps/jobs-1.xml", headers={"Accept-Language": language})
        for language in ("en", "de")
    )

    assert english.getvalue() == german.getvalue()
    assert "Accept-Language" not in english["Vary"]
    assert not english.cookies
    assert wrong(Client().get("/sitemap.xml").getvalue()) == []
