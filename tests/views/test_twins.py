"""The same job several times in public: one page, one row in every list, every way to apply."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from jobs.importer import twins
from jobs.models import ApplyClicks, Job
from tests.make import make_feed, make_job
from tests.views.test_pages import read_board
from tests.visitors import PERSON

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def twin_of(job: Job | None = None, feed: dict[str, Any] | None = None, **changes: Any) -> Job:
    """A job of a feed of its own; all of them are twins unless `changes` makes them others."""
    made = make_job(
        feed=make_feed(**(feed or {})), **{"title": "Baker", "places": "Cork, IE"} | changes
    )
    twins.renew([made.pk])
    made.refresh_from_db()
    assert made.same_as == job
    return made


def change(job: Job, **facts: Any) -> None:
    Job.objects.filter(pk=job.pk).update(**facts)
    twins.renew([job.pk])


def also_on(client: Client, job: Job) -> list[tuple[str, list[tuple[str, str]]]]:
    """The lines below Apply: the text, and (target, rel) of its links."""
    answer = client.get(job.get_absolute_url())
    assert answer.status_code == 200
    lines = html.fromstring(answer.content.decode()).xpath("//ul[@class='elsewhere']/li")
    return [
        (
            " ".join(line.text_content().split()),
            [(a.get("href"), a.get("rel")) for a in line.iter("a")],
        )
        for line in lines
    ]


def test_the_page_names_the_other_feeds_and_leads_to_their_apply_addresses(client: Client) -> None:
    speaker = twin_of()
    named = {"name": "A", "attribution_name": "Feeder", "attribution_url": "https://f.example"}
    linked = twin_of(speaker, named, apply_url="https://www.work.example/5")
    plain = twin_of(speaker, {"name": "B", "attribution_name": "Rose & Co"})
    silent = twin_of(speaker, {"name": "C"}, apply_url="https://silent.example/6")
    nofollow = "nofollow noopener"

    assert also_on(client, speaker) == [
        (
            "Also on Feeder: apply on work.example",
            [("https://f.example", "noopener"), (f"/jobs/{linked.pk}/apply/", nofollow)],
        ),
        ("Also on Rose & Co: apply on apply.example", [(f"/jobs/{plain.pk}/apply/", nofollow)]),
        ("Also on silent.example", [(f"/jobs/{silent.pk}/apply/", nofollow)]),
    ]


def test_each_other_feed_is_named_once_and_the_own_one_never(client: Client) -> None:
    said = "You bake bread and rolls from four in the morning. " * 6
    speaker = twin_of(description=said)
    make_job(feed=speaker.feed, title="Baker", places="Cork, IE", description=said)
    first = twin_of(speaker, {"attribution_name": "Feeder"}, description=said)
    again = make_job(feed=first.feed, title="Baker", places="Cork, IE", description=said)
    twins.renew(Job.objects.values_list("pk", flat=True))
    assert list(Job.objects.live()) == [speaker]

    def lines() -> list[tuple[str, list[tuple[str, str]]]]:
        return also_on(client, speaker)

    told = "Also on Feeder: apply on apply.example"
    assert lines() == [(told, [(f"/jobs/{first.pk}/apply/", "nofollow noopener")])]
    change(first, expires_on=date(2026, 11, 1))
    assert lines() == [(told, [(f"/jobs/{again.pk}/apply/", "nofollow noopener")])]


def test_when_one_of_a_feed_closes_the_other_opens_under_its_own_address(client: Client) -> None:
    said = "You bake bread and rolls from four in the morning. " * 6
    facts = {"title": "Baker", "places": "Cork, IE", "description": said}
    speaker = make_job(feed=make_feed(), **facts)
    twin = make_job(feed=speaker.feed, **facts)
    twins.renew([speaker.pk, twin.pk])
    assert client.get(twin.get_absolute_url())["Location"] == speaker.get_absolute_url()

    change(speaker, closed_at=NOW, closed_reason="vanished")

    assert client.get(twin.get_absolute_url()).status_code == 200
    assert "This job closed" in client.get(speaker.get_absolute_url()).content.decode()
    assert client.get("/jobs.json").json()["results"][0]["id"] == twin.pk


@pytest.mark.parametrize(
    "gone",
    [
        {"closed_at": NOW, "closed_reason": "vanished"},
        {"expires_on": date(2026, 11, 1)},
        {"apart": True},
    ],
)
def test_only_where_it_is_open_it_is_also_on(client: Client, gone: dict[str, Any]) -> None:
    speaker = twin_of()
    twin = twin_of(speaker)
    assert len(also_on(client, speaker)) == 1

    change(twin, **gone)

    assert also_on(client, speaker) == []


def test_a_closed_job_is_on_no_other_feed(client: Client) -> None:
    speaker = twin_of()
    twin_of(speaker)

    change(speaker, closed_at=NOW, closed_reason="editor")

    assert also_on(client, speaker) == []


@pytest.mark.parametrize("path", ["{0}", "/jobs/{1}/", "/jobs/{1}/other/"])
def test_the_address_of_a_twin_leads_to_the_one_that_speaks(client: Client, path: str) -> None:
    speaker = twin_of()
    twin = twin_of(speaker, title="BAKER")

    answer = client.get(path.format(twin.get_absolute_url(), twin.pk))

    assert (answer.status_code, answer["Location"]) == (301, speaker.get_absolute_url())
    assert answer["Cache-Control"] == "no-cache"  # tomorrow the other one may speak


def test_roles_change_without_a_circle(client: Client) -> None:
    speaker = twin_of()
    twin = twin_of(speaker)

    change(speaker, closed_at=NOW, closed_reason="vanished")

    assert client.get(twin.get_absolute_url()).status_code == 200
    assert "This job closed" in client.get(speaker.get_absolute_url()).content.decode()


def test_a_twin_is_in_no_list_and_once_in_the_json(client: Client) -> None:
    speaker = twin_of()
    twin_of(speaker)

    found = client.get("/jobs.json").json()

    assert (found["total"], [job["id"] for job in found["results"]]) == (1, [speaker.pk])
    assert client.get("/jobs/?q=baker").content.decode().count("<h3") == 1
    assert "<h3" not in client.get(speaker.get_absolute_url()).content.decode()


def test_the_apply_address_of_a_twin_works_while_the_speaker_is_live(client: Client) -> None:
    speaker = twin_of()
    twin = twin_of(speaker, apply_url="https://other.example/5")
    address = f"/jobs/{twin.pk}/apply/"

    assert client.get(address, headers=PERSON)["Location"] == "https://other.example/5"
    assert list(ApplyClicks.objects.values_list("job", "count")) == [(twin.pk, 1)]

    change(speaker, closed_at=NOW, closed_reason="editor")
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, speaker.get_absolute_url())
    change(speaker, hidden=True)
    assert client.get(address).status_code == 404
    assert client.get(twin.get_absolute_url()).status_code == 404  # not to a title that is hidden


def test_a_twin_that_has_expired_leads_back_to_the_speaker(client: Client) -> None:
    speaker = twin_of()
    twin = twin_of(speaker, expires_on=date(2026, 10, 1))

    answer = client.get(f"/jobs/{twin.pk}/apply/")

    assert (answer.status_code, answer["Location"]) == (302, speaker.get_absolute_url())
    assert client.get(twin.get_absolute_url()).status_code == 301


@pytest.mark.parametrize("number", [1, 3])
def test_a_job_takes_the_same_queries_with_one_twin_and_with_three(
    client: Client,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    speaker = twin_of()
    for _twin in range(number):
        twin_of(speaker)
    read_board(monkeypatch)

    with django_assert_num_queries(4):
        assert len(also_on(client, speaker)) == number


def test_hostile_text_of_a_feed_is_shown_as_text(client: Client) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    speaker = twin_of()
    twin_of(speaker, {"attribution_name": hostile, "attribution_url": 'https://a.example/">'})

    page = client.get(speaker.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert "<img" not in page
