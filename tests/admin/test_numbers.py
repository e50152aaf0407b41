"""The page of numbers, and the same as CSV."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from jobs.models import ApplyClicks, BoardDay, Employer, EmptySearch, Job, today
from tests.admin.pages import form_of, new
from tests.make import make_feed, make_job

pytestmark = pytest.mark.django_db
NUMBERS = "/admin/numbers/"
ADDRESSES = (NUMBERS, f"{NUMBERS}clicks.csv", f"{NUMBERS}searches.csv")
QUERIES = 7  # two of them of the session and the user


def click(job: Job, count: int, *, days: int = 0) -> None:
    ApplyClicks.objects.create(job=job, day=today() - timedelta(days=days), count=count)


def in_vain(words: str, count: int, *, days: int = 0) -> None:
    EmptySearch.objects.create(day=today() - timedelta(days=days), words=words, count=count)


def rows(client: Client, path: str) -> list[list[str]]:
    answer: Any = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert answer["Content-Disposition"].startswith('attachment; filename="')
    document = b"".join(answer.streaming_content).decode()
    return list(csv.reader(StringIO(document.removeprefix("\ufeff"), newline="")))


def tables(client: Client, query: str = "") -> dict[str, list[list[str]]]:
    """The rows of each part of the page, by its heading."""
    tree = html.fromstring(client.get(f"{NUMBERS}{query}").content.decode())
    return {
        part.xpath("string(./h2)"): [
            [" | ".join(cell.xpath(".//text()")) for cell in row.xpath("./td")]
            for row in part.xpath("./table/tbody/tr")
        ]
        for part in tree.xpath("//section")
    }


@pytest.fixture
def clicked() -> list[Job]:
    near, far = make_feed(name="Near"), make_feed(name="Far")
    jobs = [
        make_job(title="=Cook", employer="Medlar; +1", feed=near),
        make_job(title="Baker", employer="Quince", feed=near),
        make_job(title="Pilot", employer="Quince", feed=far),
    ]
    for job, count in zip(jobs, (3, 5, 1), strict=True):
        click(job, count)
    click(jobs[0], 100, days=29)
    click(jobs[1], 1_000, days=30)
    return jobs


def test_most_clicked_of_the_days_that_were_asked_for(
    admin_client: Client, clicked: list[Job]
) -> None:
    month, quarter, week = (tables(admin_client, query) for query in ("", "?days=90", "?days=7"))
    employers, feeds = (tables(admin_client, f"?by={by}") for by in ("employer", "feed"))

    assert month["Jobs by clicks"] == [
        ["=Cook | Medlar; +1", "103"],
        ["Baker | Quince", "5"],
        ["Pilot | Quince", "1"],
    ]
    assert employers["Employers by clicks"] == [["Medlar; +1", "103"], ["Quince", "6"]]
    assert feeds["Feeds by clicks"] == [["Near", "108"], ["Far", "1"]]
    assert quarter["Jobs by clicks"][0] == ["Baker | Quince", "1,005"]
    assert [row[1] for row in week["Jobs by clicks"]] == ["5", "3", "1"]


def test_searches_lead_to_the_search_itself(admin_client: Client) -> None:
    in_vain("c++ & <b>", 2)
    in_vain("c++ & <b>", 5, days=6)
    in_vain("zither", 6, days=7)
    in_vain("", 1)

    assert tables(admin_client, "?days=7")["Searches without results"] == [
        ["c++ & <b>", "7"],
        ["(other words)", "1"],
    ]
    assert tables(admin_client)["Searches without results"][1] == ["zither", "6"]
    tree = html.fromstring(admin_client.get(NUMBERS).content.decode())
    assert tree.xpath("//section[@id='searches']//td/a/@href") == [
        "/jobs/?q=c%2B%2B%20%26%20%3Cb%3E",
        "/jobs/?q=zither",
    ]


def test_live_jobs_and_clicks_are_told_by_day(admin_client: Client, clicked: list[Job]) -> None:
    BoardDay.objects.create(day=today(), live=236)
    BoardDay.objects.create(day=today() - timedelta(days=6), live=210)
    tree = html.fromstring(admin_client.get(f"{NUMBERS}?days=7").content.decode())

    assert tree.xpath("//svg/@aria-label") == [
        "Live jobs, 7 days: 210 to 236",
        "Clicks on Apply, 7 days: 0 to 9",
    ]
    assert len(tree.xpath("//details//tbody/tr")) == 14


@pytest.mark.parametrize("query", ["", "?days=31", "?days=-1", "?days=%00", "?days=x&by=y"])
def test_a_range_that_nobody_offers_is_the_usual_one(
    query: str, admin_client: Client, clicked: list[Job]
) -> None:
    assert len(tables(admin_client, query)["Jobs by clicks"]) == 3
    assert len(rows(admin_client, f"{NUMBERS}clicks.csv{query}")) == 5


def test_a_job_an_employer_and_a_feed_tell_their_own_clicks(
    admin_client: Client, clicked: list[Job]
) -> None:
    cook, baker, _pilot = clicked
    day, earlier = str(today()), str(today() - timedelta(days=29))
    told = {
        cook: ("103", [[earlier, str(cook.pk), "'=Cook", "Medlar; '+1", "100"]]),
        baker.employer: ("6", []),
        cook.feed: ("108", [[earlier, str(cook.feed_id), "Near", "100"]]),
    }
    last = {
        cook: [day, str(cook.pk), "'=Cook", "Medlar; '+1", "3"],
        baker.employer: [day, str(baker.employer_id), "Quince", "6"],
        cook.feed: [day, str(cook.feed_id), "Near", "8"],
    }
    for row, (total, before) in told.items():
        shown = html.fromstring(admin_client.get(form_of(row)).content.decode())
        (field,) = shown.xpath("//div[contains(@class, 'field-clicks')]")
        assert f"{total} in 30 days; by day, as CSV" in field.text_content()
        (address,) = field.xpath(".//a/@href")
        assert rows(admin_client, address)[1:] == [*before, last[row]]
    assert "none yet" in admin_client.get(new(Employer)).content.decode()


@pytest.mark.parametrize("key", ["", "x", "-1", "9" * 30, "%00", "\u0663"])
def test_what_can_be_no_row_has_no_clicks(key: str, admin_client: Client) -> None:
    assert admin_client.get(f"{NUMBERS}clicks.csv?feed={key}").status_code == 404


def test_csv_of_clicks_has_every_day_and_no_formula(
    admin_client: Client, clicked: list[Job]
) -> None:
    day, earlier = str(today()), str(today() - timedelta(days=29))
    cook, baker, pilot = clicked
    address = f"{NUMBERS}clicks.csv"

    assert rows(admin_client, f"{address}?by=job") == [
        ["day", "job", "title", "employer", "clicks"],
        [earlier, str(cook.pk), "'=Cook", "Medlar; '+1", "100"],
        [day, str(cook.pk), "'=Cook", "Medlar; '+1", "3"],
        [day, str(baker.pk), "Baker", "Quince", "5"],
        [day, str(pilot.pk), "Pilot", "Quince", "1"],
    ]
    assert rows(admin_client, f"{address}?by=employer&days=7")[1:] == [
        [day, str(cook.employer_id), "Medlar; '+1", "3"],
        [day, str(baker.employer_id), "Quince", "6"],
    ]
    assert [row[2:] for row in rows(admin_client, f"{address}?by=feed&days=7")] == [
        ["name", "clicks"],
        ["Near", "8"],
        ["Far", "1"],
    ]


def test_csv_of_searches(admin_client: Client) -> None:
    in_vain("=1+1", 2)
    in_vain("", 9, days=1)

    assert rows(admin_client, f"{NUMBERS}searches.csv?days=7") == [
        ["day", "words", "searches"],
        [str(today() - timedelta(days=1)), "(other words)", "9"],
        [str(today()), "'=1+1", "2"],
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_for_one_job_and_for_three(
    number: int, admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for title in ("Cook", "Baker", "Pilot")[:number]:
        click(make_job(title=title, employer=title, feed=make_feed()), 1)
        in_vain(title, 1)
    admin_client.get(NUMBERS)
    with django_assert_num_queries(QUERIES):
        admin_client.get(NUMBERS)


def test_who_may_see_jobs_may_see_numbers(client: Client) -> None:
    user = User.objects.create_user("reader", password="secret", is_staff=True)  # noqa: S106
    client.force_login(user)
    assert [client.get(path).status_code for path in ADDRESSES] == [403, 403, 403]

    user.user_permissions.add(Permission.objects.get(codename="view_job"))
    assert [client.get(path).status_code for path in ADDRESSES] == [200, 200, 200]
    assert [client.post(path).status_code for path in ADDRESSES] == [405, 405, 405]


def test_strangers_are_asked_who_they_are(client: Client) -> None:
    assert [client.get(path).status_code for path in ADDRESSES] == [302, 302, 302]
