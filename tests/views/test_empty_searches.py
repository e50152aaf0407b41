"""Searches that found nothing are counted by their words, and never in a visitor's way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from jobs.models import EmptySearch, today
from jobs.views.empty import kept_words
from tests.make import make_job
from tests.views.test_pages import read_board
from tests.visitors import ANOTHER, PERSON

pytestmark = pytest.mark.django_db


def search(client: Client, words: str, headers: dict[str, str] = PERSON, more: str = "") -> None:
    assert client.get(f"/jobs/?q={quote(words)}{more}", headers=headers).status_code == 200


def counted() -> dict[str, int]:
    return dict(EmptySearch.objects.filter(day=today()).values_list("words", "count"))


def test_words_that_find_nothing_count_once_a_visitor(client: Client) -> None:
    make_job(title="Cook", level="Senior")
    search(client, "Zookeeper  CRÈME")
    search(client, "zookeeper creme")
    search(client, "zookeeper creme", ANOTHER)
    search(client, "Glockenspiel", more="&level=senior&page=2")

    assert counted() == {"zookeeper creme": 2, "glockenspiel": 1}


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/jobs/?q=cook",
            "/jobs/",
            "/jobs/?q=",
            "/jobs/?level=none",
            "/jobs/?q=cook&salary=999999",
        ),
        *("/jobs.json?q=zither", "/jobs.atom?q=zither", "/jobs.rss?q=zither"),
        *("/employers/harbourline/?q=zither", "/jobs/suggest.json?q=zither"),
    ],
)
def test_what_finds_something_and_what_is_no_search_is_not_counted(
    path: str, client: Client
) -> None:
    make_job(title="Cook")

    assert client.get(path, headers=PERSON).status_code == 200
    assert counted() == {}


def test_programs_and_browsers_that_fetch_ahead_are_not_counted(client: Client) -> None:
    for headers in ({}, {"User-Agent": "AhrefsBot/7.0"}, PERSON | {"Sec-Purpose": "prefetch"}):
        search(client, "zither", headers)
    client.head("/jobs/?q=zither", headers=PERSON)

    assert counted() == {}


@pytest.mark.parametrize(
    "words",
    [
        *("jane@example.org", "jane＠example.org", "+49 170 1234567", "4111 1111 1111 1111"),
        *("(030) 123-45-67", "٠١٢٣٤٥٦٧", "https://example.org/x", "www.example.org", "x" * 41),
    ],
)
def test_what_may_tell_of_a_person_is_not_kept(words: str, client: Client) -> None:
    search(client, f"cook {words} now")

    assert (counted(), kept_words(words)) == ({}, "")


@given(st.text(max_size=300))
def test_kept_words_are_short_and_the_same_whenever_they_are_folded(words: str) -> None:
    kept = kept_words(words)

    assert len(kept) <= 100
    assert kept == " ".join(kept.split())
    assert not any(letter == "@" or letter < " " for letter in kept)
    assert kept_words(kept) == kept


def test_beyond_a_thousand_different_words_a_day_the_rest_is_one_line(client: Client) -> None:
    EmptySearch.objects.bulk_create(
        EmptySearch(day=today(), words=f"word {number}", count=1) for number in range(1_000)
    )
    for words in ("word 7", "zither", "xylophone"):
        search(client, words)

    assert EmptySearch.objects.count() == 1_001
    assert (counted()["word 7"], counted()[""]) == (2, 2)


def test_words_are_kept_for_ninety_days(client: Client) -> None:
    for days in (90, 91):
        EmptySearch.objects.create(day=today() - timedelta(days=days), words="old", count=1)
    search(client, "zither")
    assert sorted(EmptySearch.objects.values_list("day", "words")) == [
        (today() - timedelta(days=90), "old"),
        (today(), "zither"),
    ]

    with time_machine.travel(datetime.now(UTC) + timedelta(days=1)):
        search(client, "zither")
        assert list(EmptySearch.objects.values_list("words", flat=True)) == ["zither", "zither"]


def test_a_search_that_finds_something_asks_the_database_nothing_more(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_job(title="Cook")
    search(client, "cook")
    read_board(monkeypatch)
    with django_assert_num_queries(1) as asked:
        search(client, "cook")

    assert "jobs_job" in asked.captured_queries[0]["sql"]  # the cards


@pytest.mark.django_db(transaction=True)
def test_trouble_of_the_database_is_logged_and_the_page_is_there(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with connection.schema_editor() as editor:
        editor.delete_model(EmptySearch)
    try:
        search(client, "zither")
    finally:
        with connection.schema_editor() as editor:
            editor.create_model(EmptySearch)
    assert "not counted: search" in caplog.text
