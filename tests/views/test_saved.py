"""Saved jobs: one cookie that only "save" sets, and a list that is read from it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html
from pytest_django import DjangoAssertNumQueries

from jobs.models import Job
from jobs.search import memory
from tests.make import make_job
from tests.views.test_pages import read_board
from tests.views.test_twins import twin_of

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin"}


def post(client: Client, headers: dict[str, str] | None = None, **data: Any) -> Any:
    return client.post("/saved/", data, headers=OURS if headers is None else headers)


def cookie(client: Client) -> str:
    return client.cookies["saved"].value if "saved" in client.cookies else ""


def shown(client: Client, query: str = "") -> list[str]:
    """The titles of the list, in its order."""
    answer = client.get(f"/saved/{query}")
    assert answer.status_code == 200
    tree = html.fromstring(answer.content.decode())
    return ["".join(h3.itertext()).strip() for h3 in tree.xpath("//main//li/h3")]


def made(*titles: str) -> list[Job]:
    return [make_job(title=title) for title in titles]


def test_saving_keeps_the_newest_first_in_one_cookie_and_leads_to_the_list(client: Client) -> None:
    baker, cook = made("Baker", "Cook")
    post(client, add=baker.pk)
    answer = post(client, add=cook.pk)

    assert (answer.status_code, answer["Location"]) == (303, f"/saved/#job-{cook.pk}")
    kept = answer.cookies["saved"]
    assert list(answer.cookies) == ["saved"]
    assert (kept.value, kept["max-age"], kept["samesite"], kept["path"]) == (
        f"{cook.pk}.{baker.pk}",
        31_536_000,
        "Lax",
        "/",
    )
    assert (kept["httponly"], kept["secure"], kept["domain"]) == ("", "", "")
    assert shown(client) == ["Cook", "Baker"]


def test_behind_https_the_cookie_is_bound_to_this_host(client: Client, settings: Any) -> None:
    settings.SAVED_COOKIE_NAME, settings.HTTPS = "__Host-saved", True
    (job,) = made("Baker")
    kept = post(client, add=job.pk).cookies["__Host-saved"]
    gone = post(client, remove=job.pk).cookies["__Host-saved"]

    assert (kept.value, kept["secure"], kept["path"], kept["domain"]) == (
        f"{job.pk}",
        True,
        "/",
        "",
    )
    assert (gone.value, gone["secure"], gone["max-age"]) == ("", True, 0)


def test_saving_again_changes_nothing(client: Client) -> None:
    baker, cook = made("Baker", "Cook")
    for job in (baker, cook, baker):
        post(client, add=job.pk)

    assert cookie(client) == f"{cook.pk}.{baker.pk}"


def test_what_is_removed_is_gone_and_the_last_takes_the_cookie_along(client: Client) -> None:
    baker, cook = made("Baker", "Cook")
    post(client, add=f"{baker.pk}.{cook.pk}")
    answer = post(client, remove=baker.pk)

    assert (answer.status_code, answer["Location"], cookie(client)) == (
        303,
        "/saved/",
        f"{cook.pk}",
    )
    assert post(client, remove=cook.pk).cookies["saved"]["max-age"] == 0
    assert shown(client) == []


def test_the_list_takes_a_hundred_and_says_when_it_is_full(client: Client) -> None:
    jobs = made(*(f"Job {number}" for number in range(102)))
    client.cookies["saved"] = ".".join(str(job.pk) for job in jobs[:99])
    assert "is full" not in client.get("/saved/").content.decode()
    answer = post(client, add=".".join(str(job.pk) for job in jobs[99:]))

    assert cookie(client) == ".".join(str(job.pk) for job in [jobs[99], *jobs[:99]])
    assert answer["Location"] == "/saved/"
    assert "Your list is full: it holds 100 jobs." in client.get("/saved/").content.decode()
    assert post(client, add=jobs[101].pk)["Location"] == "/saved/"
    assert len(shown(client)) == 100


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Origin": "http://testserver"}, 303),
        ({"Origin": "http://testserver.example"}, 303),  # SITE_URL
        ({"Origin": "https://testserver"}, 403),
        ({"Origin": "http://testserver.evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "null", "Referer": "http://testserver/jobs/"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Referer": "http://testserver/jobs/?q=a"}, 303),
        ({"Referer": "http://testserver.evil.example/"}, 403),
        ({"Referer": "http://evil.example/http://testserver/"}, 403),
        ({}, 403),
    ],
)
def test_only_pages_of_this_site_may_save(
    client: Client, headers: dict[str, str], status: int
) -> None:
    (job,) = made("Baker")
    answer = post(client, headers, add=job.pk)

    assert answer.status_code == status
    assert cookie(client) == (f"{job.pk}" if status == 303 else "")


def test_hidden_and_unknown_jobs_are_left_out(client: Client) -> None:
    baker, cook = made("Baker", "Cook")
    Job.objects.filter(pk=cook.pk).update(hidden=True)
    answer = post(client, add=f"999999.{cook.pk}.{baker.pk}")

    assert cookie(client) == f"{baker.pk}"
    assert "Cook" not in answer.content.decode()
    assert shown(client, f"?ids={cook.pk}.{baker.pk}.999999") == ["Baker"]
    assert post(client, add=cook.pk)["Location"] == "/saved/"


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "0.-1.1e9.0x10",
        "9" * 19,
        "9" * 18,
        "٣.５",
        "1;drop",
        "<script>",
        "." * 8_000,
        "1." * 4_000,
        ".".join(str(10**17 + number) for number in range(430)),
        "\x00\xff",
    ],
)
def test_a_broken_cookie_is_an_empty_list(client: Client, text: str) -> None:
    client.cookies["saved"] = text.encode().decode("latin-1")  # as it comes over the wire

    assert shown(client) == []
    assert post(client, add=text).status_code == 303
    assert client.get("/saved/", {"ids": text}).status_code == 200


def test_closed_jobs_stay_with_their_date_and_a_link_as_long_as_there_is_a_page(
    client: Client,
) -> None:
    closed, gone, cook = made("Baker", "Pilot", "Cook")
    post(client, add=".".join(str(job.pk) for job in (closed, gone, cook)))
    now = timezone.now()
    Job.objects.filter(pk=closed.pk).update(closed_at=now)
    Job.objects.filter(pk=gone.pk).update(expires_on=now.date() - timedelta(days=31))
    page = html.fromstring(client.get("/saved/").content.decode())
    rows = {
        "".join(row.xpath("h3//text()")).strip(): (
            row.xpath("h3/a/@href"),
            [text.strip() for text in row.xpath("p/text()") if "Closed" in text],
            row.xpath(".//button/@name"),
        )
        for row in page.xpath("//main//ol/li")
    }

    assert rows == {
        "Baker": ([closed.get_absolute_url()], ["Closed on 23 Nov 2026"], ["remove"]),
        "Pilot": ([], ["Closed on 23 Oct 2026"], ["remove"]),
        "Cook": ([cook.get_absolute_url()], [], ["remove"]),
    }


def test_a_job_that_is_shown_as_another_is_that_other_one(client: Client) -> None:
    speaker = twin_of()
    twin = twin_of(speaker)
    client.cookies["saved"] = f"{twin.pk}.{speaker.pk}"

    assert shown(client) == ["Baker"]
    assert post(client, add=twin.pk)["Location"] == f"/saved/#job-{speaker.pk}"
    assert cookie(client) == f"{speaker.pk}"
    client.cookies["saved"] = f"{twin.pk}"
    assert post(client, remove=speaker.pk).cookies["saved"]["max-age"] == 0


def test_a_job_that_is_shown_as_a_hidden_one_is_left_out(client: Client) -> None:
    speaker = twin_of()
    twin = twin_of(speaker)
    Job.objects.filter(pk=speaker.pk).update(hidden=True, closed_at=timezone.now())

    assert shown(client, f"?ids={twin.pk}.{speaker.pk}") == []


def test_a_list_that_was_sent_reads_no_cookie_and_can_be_saved_as_a_whole(client: Client) -> None:
    baker, cook = made("Baker", "Cook")
    client.cookies["saved"] = f"{cook.pk}"
    answer = client.get("/saved/", {"ids": f"{baker.pk}.{cook.pk}"})
    page = html.fromstring(answer.content.decode())

    assert [h3.text_content().strip() for h3 in page.xpath("//main//h3")] == ["Baker", "Cook"]
    assert page.xpath("//main//form//button/@value") == [f"{baker.pk}.{cook.pk}"]
    assert page.xpath("//main//li/button/@name") == ["add", "add"]
    assert "Cookie" not in answer.get("Vary", "")
    post(client, add=f"{baker.pk}.{cook.pk}")
    assert cookie(client) == f"{baker.pk}.{cook.pk}"


def test_nobody_keeps_the_page_and_no_engine_lists_it(client: Client) -> None:
    answer = client.get("/saved/")

    assert answer["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer["Vary"]
    assert '<meta name="robots" content="noindex, follow">' in answer.content.decode()
    assert not answer.cookies


def test_the_empty_list_explains_how_and_leads_on(client: Client) -> None:
    page = html.fromstring(client.get("/saved/").content.decode())

    assert "You have not saved a job yet." in page.text_content()
    assert page.xpath("//main//a/@href") == ["/jobs/"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_for_one_job_and_for_three(
    client: Client,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for row in range(number):
        make_job(title=f"Baker {row}", skills=("Baking",), places="Cork, IE", level="senior")
    closed = make_job(title="Cook")
    Job.objects.filter(pk=closed.pk).update(closed_at=timezone.now())
    client.cookies["saved"] = ".".join(map(str, Job.objects.values_list("pk", flat=True)))
    read_board(monkeypatch)

    with django_assert_num_queries(8):
        answer = client.get("/saved/")
    assert answer.content.count(b"<h3") == number + 1


def test_only_reading_and_saving_are_allowed(client: Client) -> None:
    assert client.put("/saved/").status_code == 405


def test_a_job_is_saved_before_the_board_is_read(client: Client) -> None:
    memory.forget()
    (job,) = made("Baker")
    post(client, add=job.pk)

    assert shown(client) == ["Baker"]
