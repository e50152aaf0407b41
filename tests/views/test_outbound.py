"""Feeds of any search and any size, for readers and for partners."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import call_command
from django.http import StreamingHttpResponse
from django.test import Client
from django.utils import timezone
from lxml import etree
from pytest_django import DjangoAssertNumQueries, Settings

from jobs.curation.merging import merge
from jobs.models import Employer, Job, Skill
from jobs.search import outbound
from jobs.syndication import FORMATS
from jobs.views import outbound as view
from jobs.views.outbound import AT_ONCE
from tests.hostile import KEYS, SHORT
from tests.make import make_job
from tests.views.test_pages import read_board

pytestmark = pytest.mark.django_db
READERS = ("/jobs.rss", "/jobs.atom")
PARTNERS = ("/jobs.feed.json", *(f"/jobs.{name}.xml" for name in FORMATS))
LATER = datetime(2027, 1, 4, 15, 0, 30, tzinfo=UTC)


def fetched(client: Client, address: str, **headers: str) -> Any:
    path, _, query = address.partition("?")
    return client.get(path, QUERY_STRING=query, headers=headers)


def ids(client: Client, query: str) -> list[int]:
    """Of the jobs of a JSON Feed, in order."""
    answer = fetched(client, f"/jobs.feed.json?{query}")
    assert answer.status_code == 200
    return [item["_job"]["id"] for item in json.loads(answer.getvalue())["items"]]


def listed(client: Client, query: str) -> list[int]:
    """Of the jobs of `/jobs.json`, in order."""
    pages = range(1, client.get("/jobs.json", QUERY_STRING=query).json()["pages"] + 1)
    asked = [client.get("/jobs.json", QUERY_STRING=f"{query}&page={number}") for number in pages]
    return [job["id"] for page in asked for job in page.json()["results"]]


@pytest.fixture
def two_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two jobs make a feed too long to be made whole."""
    monkeypatch.setattr(view, "LONGEST", 1)


@pytest.mark.parametrize("query", ["", "q=engineer", "arrangement=remote&posted=30", "country=us"])
def test_a_feed_holds_every_job_of_its_search_the_newest_first(client: Client, query: str) -> None:
    call_command("load_sample", stdout=StringIO())
    right = listed(client, f"{query}&sort=newest")

    assert len(right) > 20
    assert ids(client, query) == right
    assert ids(client, f"{query}&sort=salary&page=3") == right
    assert ids(client, f"{query}&limit=7") == right[:7]
    assert ids(client, f"{query}&limit=999999999") == right


def test_readers_have_fifty_jobs_and_others_all(client: Client) -> None:
    for number in range(52):
        make_job(title=f"Baker {number}")
    sizes = {
        address: fetched(client, address).getvalue().count(mark)
        for address, mark in {
            "/jobs.rss": b"<item>",
            "/jobs.rss?limit=all": b"<item>",
            "/jobs.atom": b"<entry>",
            "/jobs.atom?limit=51": b"<entry>",
            "/jobs.feed.json": b'"_job"',
            "/jobs.yubhub.xml": b"<job>",
        }.items()
    }

    assert sizes == {
        "/jobs.rss": 50,
        "/jobs.rss?limit=all": 52,
        "/jobs.atom": 50,
        "/jobs.atom?limit=51": 51,
        "/jobs.feed.json": 52,
        "/jobs.yubhub.xml": 52,
    }


@pytest.mark.parametrize(
    ("query", "blamed"),
    [
        ("skill=alchemy", "skill=alchemy"),
        ("skill=baking&skill=alchemy", "skill=alchemy"),
        ("skil=baking", "skil=baking"),
        ("utm_source=x", "utm_source=x"),
        ("employer=", "employer="),
        ("q=", "q="),
        ("q=%20", "q= "),
        ("q=**", "q=**"),
        ("q=baker&q=cook", "q=baker, q=cook"),
        (
            "q=a1+b2+c3+d4+e5+f6+g7+h8+i9+j10+k11+l12+m13",
            "q=a1 b2 c3 d4 e5 f6 g7 h8 i9 j10 k11 l12 m13",
        ),
        ("within=25", "within=25"),
        ("pay=stated&pay=no", "pay=no"),
        ("salary=much", "salary=much"),
        ("limit=0", "limit=0"),
        ("limit=", "limit="),
        ("limit=-1", "limit=-1"),
        ("limit=1e3", "limit=1e3"),
        ("limit=1&limit=all", "limit=1, limit=all"),
        ("limit=%D9%A3", "limit=٣"),
        ("limit=1000000000", "limit=1000000000"),
    ],
)
def test_a_program_gets_no_other_jobs_than_it_asked_for(
    client: Client, query: str, blamed: str
) -> None:
    make_job(title="Baker", skills=("Baking",))
    make_job(title="Cook")
    for address in PARTNERS:
        answer = fetched(client, f"{address}?{query}")
        told = f"There is no such feed, because this is not known here: {blamed[:100]}\n"
        assert (answer.status_code, answer.content.decode()) == (400, told)
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert answer["Cache-Control"] == "no-cache"
        assert "ETag" not in answer


def test_what_is_said_of_a_wrong_address_stays_short(client: Client) -> None:
    query = "&".join(f"key{number}={'x' * 5_000}" for number in range(90))

    assert len(fetched(client, f"/jobs.feed.json?{query}").content) < 1_500


@pytest.mark.parametrize("path", READERS)
def test_a_reader_is_told_what_was_left_out_and_a_program_gets_nothing_else(
    client: Client, path: str
) -> None:
    make_job(title="Baker")
    left_out = "There is no skill “alchemy” here, so it was left out of your search."

    told = fetched(client, f"{path}?skill=alchemy")
    refused = fetched(client, f"{path}?skill=alchemy&limit=10")

    assert (told.status_code, left_out in told.content.decode()) == (200, True)
    assert (refused.status_code, b"skill=alchemy" in refused.content) == (400, True)


def test_words_are_not_corrected_for_a_program_and_all_must_be_there(client: Client) -> None:
    for _ in range(4):
        make_job(title="Python baker")

    assert fetched(client, "/jobs.rss?q=pyhton").content.count(b"<item>") == 4
    assert ids(client, "q=pyhton") == []
    assert fetched(client, "/jobs.rss?q=python+zzyzx").content.count(b"<item>") == 4
    assert ids(client, "q=python+zzyzx") == []
    assert len(ids(client, "q=python+-cook")) == 4


def test_a_skill_that_was_merged_into_another_is_that_one(client: Client) -> None:
    job = make_job(skills=("Baking",))
    make_job(skills=("Frying",))
    other = make_job(skills=("Bakery",))
    baking, bakery = (Skill.objects.get(slug=slug).pk for slug in ("baking", "bakery"))
    merge(Skill, baking, [bakery], user=User.objects.create_user("editor").pk)

    assert sorted(ids(client, "skill=bakery")) == [job.pk, other.pk]
    assert b"skill=baking" in fetched(client, "/jobs.rss?skill=bakery").content


def test_an_employer_without_open_jobs_has_an_empty_feed(client: Client) -> None:
    make_job(employer="Medlar", closed_at=timezone.now())
    make_job(employer="Quince")

    for address in (*PARTNERS, *READERS):
        answer = fetched(client, f"{address}?employer=medlar&limit=all")
        assert (answer.status_code, b"Quince" in answer.getvalue()) == (200, False)
    assert ids(client, "employer=medlar") == []


def test_there_is_no_feed_of_an_unknown_dialect(client: Client) -> None:
    for path in ("/jobs.nothing.xml", "/jobs.rss.xml", "/jobs..xml", "/jobs.yubhub.json"):
        assert client.get(path).status_code == 404


@pytest.mark.usefixtures("two_are_long")
@pytest.mark.parametrize("address", [*PARTNERS, "/jobs.rss?limit=all", "/jobs.atom?limit=all"])
def test_what_closes_while_a_feed_is_sent_is_not_sent(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbound, "CHUNK", 30)
    for number in range(70):
        make_job(title=f"Baker {number:02}")
    answer = fetched(client, address)
    stream = iter(answer.streaming_content)

    sent = next(stream) + next(stream)  # the beginning, and some of the jobs
    Job.objects.filter(title="Baker 02").update(closed_at=timezone.now())
    Job.objects.filter(title="Baker 01").update(hidden=True)
    Job.objects.filter(title="Baker 00").update(expires_on=datetime(2020, 1, 1, tzinfo=UTC))
    sent += b"".join(stream)

    titles = [f"Baker {number:02}".encode() for number in range(70)]
    assert [title for title in titles if title not in sent] == titles[:3]
    if address == "/jobs.feed.json":
        assert len(json.loads(sent)["items"]) == 67
    else:
        etree.fromstring(sent)


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_feed_speaks_one_language_however_late_it_is_made(
    client: Client, settings: Settings, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ONE_LANGUAGE = {"/jobs.": language}
    for number in range(3):
        make_job(title=f"Baker {number}", arrangement="onsite")
    short = fetched(client, "/jobs.atom?limit=999").content
    monkeypatch.setattr(view, "LONGEST", 2)
    answer = fetched(client, "/jobs.atom?limit=1001")

    assert isinstance(answer, StreamingHttpResponse)
    assert ("Vor Ort" in short.decode()) == (language == "de")
    assert answer.getvalue().replace(b"limit=1001", b"limit=999") == short


@pytest.mark.parametrize("address", [*PARTNERS, *READERS])
def test_what_leaves_as_data_is_in_the_language_of_the_site(client: Client, address: str) -> None:
    make_job(arrangement="remote")
    english, german = (
        fetched(client, address, **{"Accept-Language": language}) for language in ("en", "de")
    )

    assert english.getvalue() == german.getvalue()
    assert "Accept-Language" not in german.get("Vary", "")


def leave(answer: Any) -> None:
    """As when a client goes away after the first piece; the connection of the test stays."""
    if answer.streaming:
        next(answer._iterator, None)
        answer._iterator.close()


@pytest.fixture
def streams() -> Iterator[list[Any]]:
    """Answers that are closed when a test ends."""
    opened: list[Any] = []
    yield opened
    for answer in opened:
        leave(answer)


@pytest.mark.usefixtures("two_are_long")
def test_long_feeds_are_sent_to_few_at_a_time(client: Client, streams: list[Any]) -> None:
    make_job(title="Baker")
    make_job(title="Cook")
    streams.extend(fetched(client, "/jobs.feed.json") for _ in range(AT_ONCE))

    refused = fetched(client, "/jobs.yubhub.xml")
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert refused["Cache-Control"] == "no-cache"
    for short in ("/jobs.yubhub.xml?limit=1", "/jobs.yubhub.xml?q=baker", "/jobs.rss?q=cook"):
        assert fetched(client, short).status_code == 200
    assert client.head("/jobs.yubhub.xml").status_code == 200

    leave(streams.pop())  # a partner that goes away
    streams.append(fetched(client, "/jobs.yubhub.xml"))
    assert streams[-1].status_code == 200
    streams[-1].getvalue()  # read to its end
    streams.append(fetched(client, "/jobs.yubhub.xml"))
    assert streams[-1].status_code == 200


def test_all_of_a_small_board_is_sent_to_everybody(client: Client, streams: list[Any]) -> None:
    make_job()
    addresses = (*PARTNERS, "/jobs.rss?limit=all", "/jobs.atom?limit=all")
    streams.extend(fetched(client, address) for address in addresses)

    assert len(streams) > AT_ONCE
    assert {answer.status_code for answer in streams} == {200}


@pytest.mark.usefixtures("two_are_long")
@pytest.mark.parametrize(
    "ways", [("head", {}), ("get", {"If-Modified-Since": "Tue, 05 Jan 2027 00:00:00 GMT"})]
)
def test_an_answer_without_a_body_keeps_nobody_waiting(client: Client, ways: Any) -> None:
    method, headers = ways
    for _ in range(2):
        make_job()
    with time_machine.travel(LATER):
        statuses = {
            getattr(client, method)("/jobs.feed.json", headers=headers).status_code
            for _ in range(AT_ONCE + 3)
        }
        assert statuses <= {200, 304}
        assert fetched(client, "/jobs.feed.json").status_code == 200


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.usefixtures("two_are_long")
def test_what_may_grow_long_is_kept_by_nobody_else_and_not_made_again_while_nothing_changes(
    client: Client,
    jobs: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(jobs):
        make_job()
    for address in (*PARTNERS, "/jobs.rss?limit=all"):
        with time_machine.travel(LATER):
            read_board(monkeypatch)
            first = fetched(client, address)
            assert first.streaming == (jobs == 2)
            first.getvalue()
            with django_assert_num_queries(0):
                again = fetched(client, address, **{"If-None-Match": first["ETag"]})
            assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
            assert first["Cache-Control"] == again["Cache-Control"] == "private, no-cache"
            assert first["Access-Control-Allow-Origin"] == "*"
            head = client.head(address)
            assert (head.status_code, head.getvalue()) == (200, b"")
            assert head["Content-Type"] == first["Content-Type"]


@pytest.mark.usefixtures("two_are_long")
def test_a_stream_is_packed_for_who_can_unpack_it(client: Client) -> None:
    for _ in range(2):
        make_job()
    plain = fetched(client, "/jobs.yubhub.xml")
    packed = fetched(client, "/jobs.yubhub.xml", **{"Accept-Encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Length" not in packed
    assert gzip.decompress(packed.getvalue()) == plain.getvalue()


@pytest.mark.parametrize("jobs", [1, 3, 60])
@pytest.mark.parametrize(
    "address", [*READERS, *PARTNERS, "/jobs.atom?limit=all", "/jobs.feed.json?limit=100"]
)
def test_a_feed_takes_the_same_queries_for_few_jobs_and_for_many(
    client: Client,
    jobs: int,
    address: str,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(jobs):
        make_job(
            employer=f"Employer {number}",
            skills=(f"Skill {number}", "Baking"),
            places="Cork, IE",
            job_type="full-time",
            level="senior",
        )
    read_board(monkeypatch)

    with django_assert_num_queries(4):  # the feeds that are passed on; jobs, skills, places
        fetched(client, address).getvalue()


@pytest.mark.parametrize("key", [*KEYS, "limit"])
def test_any_parameters_have_an_answer(client: Client, key: str) -> None:
    make_job()
    for address in (*READERS, *PARTNERS):
        for value in SHORT[::3]:
            answer = client.get(address, {key: value.encode("utf-8", "replace")})
            assert answer.status_code in (200, 400)
            leave(answer)


def test_only_reading_is_allowed(client: Client) -> None:
    assert {client.post(path).status_code for path in (*READERS, *PARTNERS)} == {405}


def test_a_feed_says_when_one_of_its_jobs_last_changed(client: Client) -> None:
    at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    make_job(title="Baker", changed_at=at)
    make_job(title="Baker", changed_at=at - timedelta(days=1))
    make_job(title="Cook", changed_at=at + timedelta(hours=1))
    Employer.objects.update(description="Bread.")

    feed = etree.fromstring(fetched(client, "/jobs.rss?q=baker").content)

    assert feed.findtext("channel/lastBuildDate") == "Sun, 22 Nov 2026 09:30:00 GMT"
